"""What was learnt: ranges that shrank, targets that ruled out."""

import numpy as np
import pandas as pd
import pytest

from iwsim.calibration.diagnostics import (
    effective_size,
    equally_weighted,
    least_shrinkage,
    parameters_table,
    targets_table,
    weighted_quantiles,
)
from iwsim.calibration.prior import Prior
from iwsim.calibration.targets import Target
from iwsim.parameters import PARAMETERS

NARROWED, WIDE = "asb.contagion", "burnout.strain"


def test_quantiles_of_equal_weights_are_the_usual_ones():
    values = np.random.default_rng(1).normal(size=501)
    found = weighted_quantiles(values, np.ones(501), (0.05, 0.5, 0.95))
    assert found == pytest.approx(np.quantile(values, (0.05, 0.5, 0.95)), abs=0.02)


def test_a_weight_of_two_is_the_value_twice():
    values, weights = np.array([3.0, 1.0, 2.0]), np.array([1.0, 2.0, 1.0])
    twice = np.array([1.0, 1.0, 2.0, 3.0])
    assert weighted_quantiles(values, weights, (0.5,)) == pytest.approx(
        weighted_quantiles(twice, np.ones(4), (0.5,)), abs=0.26
    )
    assert effective_size(weights) == pytest.approx(16 / 6)
    assert effective_size(np.ones(7)) == pytest.approx(7)


def test_sets_are_taken_as_often_as_they_weigh():
    assert equally_weighted(np.array([0.5, 0.0, 0.25, 0.25]), 8) == [0, 0, 0, 0, 2, 2, 3, 3]
    assert equally_weighted(np.ones(5), 5) == [0, 1, 2, 3, 4]


def test_a_parameter_is_identified_when_its_range_shrinks_by_a_tenth():
    shares = (np.arange(20_000) + 0.5) / 20_000

    def values(name, width):
        low, high = PARAMETERS[name].plausible
        return low + (high - low) * (0.5 + (shares - 0.5) * width)

    kept = pd.DataFrame({WIDE: values(WIDE, 0.92), NARROWED: values(NARROWED, 0.88)})
    table = parameters_table(kept, np.ones(20_000)).set_index("parameter")
    assert list(table.index) == [NARROWED, WIDE]
    assert list(table["shrinkage"]) == pytest.approx([0.12, 0.08], abs=1e-3)
    assert list(table["identified"]) == ["yes", "no"]


def test_few_sets_must_shrink_more_than_by_chance():
    """Of 260 parameters of 50 sets from the prior one passes in one of twenty calibrations."""
    random = np.random.default_rng(3)
    least = least_shrinkage(50, 260)
    assert least > 0.15
    assert least_shrinkage(20_000, 260) == 0.1
    ends = np.quantile(random.random((260 * 40, 50)), (0.05, 0.95), axis=1)
    assert (1 - (ends[1] - ends[0]) / 0.9 >= least).sum() <= 8  # two are expected


def test_what_a_target_rules_out_and_what_it_rules_out_alone():
    held = tuple(
        Target(name, name, "share", 0.0, 1.0, 1.0, ("L001",), "usual practice", "")
        for name in ("x", "y")
    )
    levels = pd.DataFrame({"x": [0.5, 3.0, 3.0, np.nan], "y": [0.5, 0.5, 9.0, 0.5]})
    kept = pd.DataFrame({"x": [0.5, 1.5], "y": [0.5, 2.5]})
    table = targets_table(
        Prior(pd.DataFrame(index=range(4)), levels), kept, np.array([3.0, 1.0]), held
    ).set_index("target")
    assert list(table["ruled_out"]) == [0.75, 0.25]
    assert list(table["ruled_out_alone"]) == [0.5, 0.0]
    assert list(table["met_in_ensemble"]) == [1.0, 0.75]
