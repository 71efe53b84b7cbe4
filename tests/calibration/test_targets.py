"""Targets: figures of siloed practice alone, each with its ids; and how far a run is from them."""

import math

import pandas as pd
import pytest

from iwsim.calibration.silo_levels import silo_levels
from iwsim.calibration.simulate import LENGTH, SCENARIO, levels_of
from iwsim.calibration.targets import (
    FAR,
    Target,
    distances,
    left_out,
    misfits,
    targets,
)
from iwsim.evidence.table import EVIDENCE
from iwsim.scenario import load_scenario
from iwsim.validation.levels import declared

SILOED = {"siloed agencies", "siloed landlords", "usual practice"}
OF_INTEGRATION = {
    "place_based_integration",
    "joint_hub_evaluations",
    "inspections",
    "data_integration",
    "evaluation",
}
"""Topics of the table that hold case studies, before-after evaluations and integrated projects."""
DERIVED_FROM_A_TEAM = "L151"


def target(low=1.0, high=2.0, tolerance=0.5):
    return Target("x", "X", "share", low, high, tolerance, ("L001",), "usual practice", "")


@pytest.mark.parametrize("held", targets(), ids=lambda held: held.name)
def test_a_target_is_a_figure_of_siloed_practice(held):
    assert held.ids
    assert held.arrangement in SILOED
    assert DERIVED_FROM_A_TEAM not in held.ids
    for id in held.ids:
        assert EVIDENCE[id].kind == "literature"
        assert EVIDENCE[id].topic not in OF_INTEGRATION
    assert held.low <= held.high
    assert held.tolerance > 0


def test_every_level_with_a_figure_is_a_target_or_left_out_with_a_reason():
    with_figures = {level.name for level in declared() if level.low}
    named = {held.name for held in targets()} | {one.name for one in left_out()}
    assert with_figures <= named
    assert all(one.reason for one in left_out())
    assert not {held.name for held in targets()} & {one.name for one in left_out()}


@pytest.mark.parametrize(
    ("level", "misfit"),
    [(1.0, 0.0), (1.5, 0.0), (0.5, 1.0), (2.75, 1.5), (math.nan, FAR), (1e9, FAR)],
)
def test_the_misfit_is_the_distance_from_the_range_in_tolerances(level, misfit):
    assert target().misfit(level) == misfit


def test_the_largest_misfit_counts():
    held = (target(), target()._replace(name="y", low=0.0, high=0.0))
    levels = pd.DataFrame({"x": [1.5, 3.0], "y": [0.25, 0.0]})
    assert misfits(levels, held).tolist() == [[0.0, 0.5], [2.0, 0.0]]
    assert distances(levels, held).tolist() == [0.5, 2.0]


def test_a_simulation_measures_every_target():
    scenario = load_scenario(SCENARIO, LENGTH)
    whole = silo_levels(scenario, 3)
    found = levels_of({}, 3)
    assert found == {held.name: whole[held.name] for held in targets()}
    assert all(math.isfinite(level) for level in found.values())


def test_a_set_that_breaks_a_rule_is_far_from_every_target():
    found = levels_of({"needs.low": 0.9, "needs.serious": 0.1}, 1)
    assert distances(pd.DataFrame([found]), targets()).tolist() == [FAR]
