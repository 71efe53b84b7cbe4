"""Sets leave alone what a pattern or its scenario sets, and every such parameter is named."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from iwsim.calibration.ensemble import ParameterSets, own_values, plausible_sets
from iwsim.engine import Engine
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario
from iwsim.validation.experiment import Cell, Experiment, set_in
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.sets import (
    at_most,
    digest_of,
    left_out,
    sample_sets,
    set_by,
)
from tests.validation.synthetic import clause, pattern

BY_KEY = {one.key: one for one in PATTERNS}
WITH_RUNS_OF_THEIR_OWN = [one for one in PATTERNS if not isinstance(one.pairs, Experiment)]
SHORT = {"spin_up": 4}


def sets(**columns):
    table = pd.DataFrame({name.replace("__", "."): column for name, column in columns.items()})
    table.index = pd.RangeIndex(1, len(table) + 1, name="member")
    return ParameterSets(table)


@pytest.mark.parametrize("one", WITH_RUNS_OF_THEIR_OWN, ids=lambda one: one.key)
def test_a_pattern_names_all_parameters_that_its_own_runs_set(one, monkeypatch):
    scenario = load_scenario(one.scenario, {**one.overrides, **SHORT})
    seen = set()
    advance = Engine.advance

    def watched(engine, weeks):
        for group, usual in scenario.parameters.items():
            now = engine.scenario.parameters[group]
            if now != usual:
                seen.update(
                    f"{group}.{name}"
                    for name in usual._fields
                    if getattr(now, name) != getattr(usual, name)
                )
        advance(engine, weeks)

    monkeypatch.setattr(Engine, "advance", watched)
    with np.errstate(all="ignore"):
        one.pairs(scenario, 0)
    assert seen == set(one.sets)


@pytest.mark.parametrize("one", PATTERNS, ids=lambda one: one.key)
def test_what_a_pattern_sets_is_left_out_of_every_set(one):
    named = {key for setting in one.settings() for key in setting.overrides}
    if isinstance(one.pairs, Experiment):
        named |= {k for cell in one.pairs.cells.values() for k in (*cell.parameters, *cell.after)}
    named = {key for key in (*named, *one.overrides, *one.sets) if not key.startswith("arms.")}
    assert named - {"weeks"} <= set_by(one) <= set(PARAMETERS)
    drawn = plausible_sets(1, 1)
    assert set(left_out(one, drawn)) >= set_by(one) & set(drawn.names)


def test_cells_say_what_they_set():
    cells = {
        "one": Cell(parameters={"needs.coupling": 0.0}, after={"asb.contagion": 0.1}),
        "other": Cell(ingredients={"dissent": 0.2}, after={"asb.contagion": 0.2}),
    }
    assert set_in(cells) == ("needs.coupling", "asb.contagion")
    assert "detection.score_share" in set_by(BY_KEY["P08"])
    assert "population.consent" in set_by(BY_KEY["P08"])


def test_what_a_scenario_sets_is_left_out_too():
    one = replace(pattern(clause()), scenario="new_york")
    sets = plausible_sets(2, seed=1)
    own = own_values(load_scenario("new_york"))
    assert own
    assert left_out(one, sets) == tuple(name for name in sets.names if name in own)


def made(**changes):
    """Return a pattern whose arm is a parameter's value and whose reference is another's."""

    def pairs(scenario, replicate):
        asb = scenario.parameters["asb"]
        if asb.contagion == 0.05:
            raise ZeroDivisionError
        return np.array([[asb.contagion + replicate, scenario.parameters["needs"].coupling]])

    one = pattern(clause())
    return type(one)(**{**vars(one), "pairs": pairs, **changes})


def test_a_set_is_what_a_pattern_runs_under():
    told = []
    some = sets(asb__contagion=[0.1, 0.2, 0.05], needs__coupling=[0.01, 0.02, 0.03])
    found = sample_sets(made(), some, 2, 1, lambda: told.append(1))
    assert found.pairs.shape == (3, 2, 1, 2)
    np.testing.assert_allclose(found.pairs[0, :, 0], [[0.1, 0.01], [1.1, 0.01]])
    np.testing.assert_allclose(found.pairs[1, :, 0], [[0.2, 0.02], [1.2, 0.02]])
    assert np.isnan(found.pairs[2]).all()
    assert found.refused == 0
    assert len(told) == 6


def test_own_parameters_keep_the_pattern_s_values():
    usual = load_scenario("tower").parameters["needs"].coupling
    some = sets(asb__contagion=[0.1], needs__coupling=[0.5 * usual])
    held = made(overrides={"asb.contagion": 0.3}, sets=("needs.coupling",))
    assert left_out(held, some) == ("asb.contagion", "needs.coupling")
    found = sample_sets(held, some, 1, 1, lambda: None)
    np.testing.assert_allclose(found.pairs[0, 0, 0], [0.3, usual])


def test_a_set_that_is_refused_is_counted():
    some = sets(asb__contagion=[0.1, -1.0])
    found = sample_sets(made(), some, 1, 1, lambda: None)
    assert found.refused == 1
    assert np.isfinite(found.pairs[0]).all() and np.isnan(found.pairs[1]).all()


def test_few_of_many_sets_are_spread_over_all_of_them():
    many = sets(asb__contagion=np.linspace(0.0, 0.5, 101))
    some = at_most(many, 5)
    assert some.members == (1, 26, 51, 76, 101)
    assert at_most(many, 200) is many
    assert digest_of(some) != digest_of(many)
    assert digest_of(at_most(many, 5)) == digest_of(some)
    assert digest_of(sets(asb__contagion=[0.1])) != digest_of(sets(asb__contagion=[0.2]))
