"""Sobol indices against closed forms and SALib's own resamples."""

import numpy as np
import pytest
from SALib.analyze import sobol as salib_sobol

from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.analyse import analyse
from iwsim.sensitivity.saltelli import sobol_indices, variance_shares
from tests.sensitivity import analytic as a


def test_the_g_function_lies_in_the_intervals():
    # Seed fixed. By chance one of eight 99.9 % intervals misses in fewer than 1 % of designs.
    design = a.design("sobol", 4, 512)
    found = analyse(design, a.g_function(design.unit), seed=1, level=0.999)
    first, total = a.g_indices()
    assert a.covers(a.values(found.table, "S1"), first)
    assert a.covers(a.values(found.table, "ST"), total)
    assert list(a.values(found.table, "ST")["rank"]) == [1, 2, 3, 4]


@pytest.mark.parametrize("groups", [None, ("g", "", "g", "h")])
def test_the_design_itself_and_its_resamples_give_salibs_numbers(groups):
    design = a.design("sobol", 4, 64, groups=groups)
    outcome = a.g_function(design.unit)[:, 0]
    told = salib_sobol.analyze(
        problem(design), outcome, calc_second_order=False, num_resamples=5,
        keep_resamples=True, seed=3,
    )  # fmt: skip
    first, total = variance_shares(design, outcome, a.as_given(64))
    assert first[0] == pytest.approx(told["S1"], abs=1e-10)
    assert total[0] == pytest.approx(told["ST"], abs=1e-10)
    # SALib's draws: one resample a column of blocks.
    places = np.random.default_rng(3).integers(64, size=(64, 5)).T
    first, total = variance_shares(design, outcome, places)
    assert first == pytest.approx(told["S1_conf_all"], abs=1e-10)
    assert total == pytest.approx(told["ST_conf_all"], abs=1e-10)
    values = [found.values for found in sobol_indices(design, outcome, a.as_given(64))]
    assert values[0] == pytest.approx(told["S1"], abs=1e-12)
    assert values[1] == pytest.approx(told["ST"], abs=1e-12)


def test_groups_have_indices_of_their_own():
    # A linear model: the group's share is the sum of its factors' shares.
    design = a.design("sobol", 3, 256, groups=("g", "", "g"))
    table = analyse(design, a.linear(design.unit), seed=1).table
    assert list(a.values(table, "ST")["factor"]) == ["g", "x2"]
    assert list(a.values(table, "ST")["value"]) == pytest.approx([17 / 21, 4 / 21], abs=0.02)


def test_adding_and_scaling_change_nothing():
    design = a.design("sobol", 4, 64)
    outcome = a.g_function(design.unit)
    one = analyse(design, outcome, seed=1).table
    other = analyse(design, 1000.0 - 7.0 * outcome, seed=1).table
    for column in ("value", "low", "high"):
        assert other[column].to_numpy() == pytest.approx(one[column].to_numpy(), abs=1e-9)


def test_a_constant_resample_is_no_number():
    # The base samples differ in one block alone: most resamples of four blocks are constant.
    design = a.design("sobol", 2, 8)
    outcome = np.zeros(design.points)
    outcome[: design.block] = [5.0, 1.0, 2.0, 3.0]
    first, total = variance_shares(design, outcome, np.array([[1] * 8, [0, *[1] * 7]]))
    assert np.isnan(first[0]).all() and np.isnan(total[0]).all()
    assert np.isfinite(first[1]).all()
    found = analyse(design, outcome[:, None], seed=1)
    assert found.table["low"].isna().all() and not found.table["converged"].any()
    assert "no interval" in found.verdict


def test_intervals_cover_about_as_often_as_they_say():
    # 60 designs of 2 linear factors, 4 intervals each: base samples are more even than independent
    # ones, so intervals cover at least as often as they say. Were coverage 0.95 and the intervals
    # independent, fewer than 0.88 of 240 would be covered with a probability under 1e-5.
    hits = []
    for seed in range(1, 61):
        design = a.design("sobol", 2, 64, seed=seed)
        table = analyse(design, a.linear(design.unit), seed=seed, resamples=200).table
        truth = np.array([16 / 20, 4 / 20] * 2)
        hits.extend((table["low"] <= truth) & (truth <= table["high"]))
    assert np.mean(hits) > 0.88
