"""Sobol indices of designs of second order against closed forms and SALib's estimates."""

import time
from dataclasses import replace

import numpy as np
import pytest
from SALib.analyze import sobol as salib_sobol

from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.analyse import analyse
from iwsim.sensitivity.crossings import crossed_shares
from iwsim.sensitivity.draws import block_draws
from iwsim.sensitivity.saltelli import variance_shares
from tests.sensitivity import analytic as a


def _truth(function):
    """Return S1, ST and S2 of a function in one row."""
    if function is a.g_function:
        return np.concatenate([*a.g_indices(), a.g_pairs()])
    first, total, both = a.ishigami_indices()
    return np.concatenate([first, total, [0.0, both, 0.0]])


def _independent(count, samples, random):
    """Return a design of second order whose base samples are independent."""
    a_sample, b_sample = random.random((2, samples, 1, count))
    swapped = np.eye(count, dtype=bool)
    rows = [
        a_sample,
        np.where(swapped, b_sample, a_sample),
        np.where(swapped, a_sample, b_sample),
        b_sample,
    ]
    unit = np.concatenate(rows, axis=1).reshape(-1, count)
    return replace(a.design("sobol", count, 8, second_order=True), samples=samples, unit=unit)


@pytest.mark.parametrize(("function", "count"), [(a.ishigami, 3), (a.g_function, 4)])
def test_known_indices_lie_in_the_intervals(function, count):
    # Seed fixed. By chance one of 14 99.9 % intervals misses in fewer than 2 % of designs.
    design = a.design("sobol", count, 512, second_order=True)
    table = analyse(design, function(design.unit), seed=1, level=0.999).table
    assert a.covers(table, _truth(function))


def test_pairs_are_in_the_order_of_combinations():
    design = a.design("sobol", 3, 64, second_order=True)
    second = a.values(analyse(design, a.ishigami(design.unit), seed=1).table, "S2")
    assert list(zip(second["factor"], second["other"], strict=True)) == [
        ("x1", "x2"), ("x1", "x3"), ("x2", "x3"),
    ]  # fmt: skip
    # Of x1 and x3, which work together alone.
    assert list(second["rank"])[1] == 1


def test_the_independent_design_of_this_test_has_the_rows_of_salibs():
    design = a.design("sobol", 3, 8, second_order=True)
    blocks = design.unit.reshape(8, design.block, 3)
    first, last = blocks[:, 0], blocks[:, -1]
    for at in range(3):
        crossed = first.copy()
        crossed[:, at] = last[:, at]
        assert np.array_equal(blocks[:, 1 + at], crossed)
    made = _independent(3, 8, np.random.default_rng(1)).unit.reshape(8, 8, 3)
    for at in range(3):
        crossed = made[:, -1].copy()
        crossed[:, at] = made[:, 0, at]
        assert np.array_equal(made[:, 4 + at], crossed)


@pytest.mark.parametrize(("function", "count"), [(a.ishigami, 3), (a.g_function, 4)])
def test_estimates_are_right_on_average_and_intervals_cover(function, count):
    # 100 independent designs. Mean errors lie within four of their standard errors, and of 900
    # intervals or more, that are nominal to some hundredths with 128 samples, 0.90 cover.
    random = np.random.default_rng(2)
    truth = _truth(function)
    errors, hits = [], []
    for seed in range(1, 101):
        design = _independent(count, 128, random)
        outcome = function(design.unit)[:, 0]
        errors.append(np.hstack(crossed_shares(design, outcome, a.as_given(128)))[0] - truth)
        draws = np.hstack(crossed_shares(design, outcome, block_draws(seed, 128, 200)))
        low, high = np.quantile(draws, [0.025, 0.975], axis=0)
        hits.append((low <= truth) & (truth <= high))
    error = np.mean(errors, axis=0)
    assert (np.abs(error) < 4.0 * np.std(errors, axis=0) / 10.0 + 2e-3).all()
    assert np.mean(hits) > 0.90


def test_all_crossings_say_more_than_those_of_first_order():
    """The indices are those of SALib's formulas within the intervals of these, but narrower."""
    design = a.design("sobol", 4, 256, second_order=True)
    outcome = a.g_function(design.unit)[:, 0]
    told = salib_sobol.analyze(problem(design), outcome, calc_second_order=True, seed=3)
    places = block_draws(1, 256, 300)
    ours = crossed_shares(design, outcome, places)
    theirs = variance_shares(design, outcome, places)
    for mine, other, name in zip(ours, theirs, ("S1", "ST"), strict=False):
        assert (np.abs(mine.mean(axis=0) - told[name]) < 1.5 * told[f"{name}_conf"]).all()
        assert (mine.std(axis=0)[:2] < 0.8 * other.std(axis=0)[:2]).all()
    upper = np.triu_indices(4, k=1)
    apart = np.abs(ours[2].mean(axis=0) - told["S2"][upper])
    assert (apart < 1.5 * told["S2_conf"][upper]).all()
    assert (4.0 * np.std(ours[2], axis=0) < told["S2_conf"][upper]).all()


def test_first_order_is_never_above_total():
    design = a.design("sobol", 4, 8, second_order=True)
    outcome = np.random.default_rng(1).normal(size=design.points)
    first, total, _ = crossed_shares(design, outcome, block_draws(1, 8, 100))
    assert (first <= total + 1e-12).all()


def test_a_factor_that_does_nothing_has_no_share_and_one_that_does_all_has_the_whole():
    design = a.design("sobol", 3, 16, second_order=True)
    first, total, second = crossed_shares(design, design.unit[:, 0] ** 2, block_draws(1, 16, 50))
    for found in (first, total):
        assert (found[:, 1:] == 0.0).all()
        assert found[:, 0] == pytest.approx(1.0)
    assert second == pytest.approx(0.0, abs=1e-12)


def test_adding_and_scaling_change_nothing():
    design = a.design("sobol", 4, 64, second_order=True)
    outcome = a.g_function(design.unit)
    one = analyse(design, outcome, seed=1).table
    other = analyse(design, 1000.0 - 7.0 * outcome, seed=1).table
    for column in ("value", "low", "high"):
        assert other[column].to_numpy() == pytest.approx(one[column].to_numpy(), abs=1e-9)


def test_groups_and_a_single_factor():
    # A linear model: the group's share is the sum of its factors' shares.
    design = a.design("sobol", 3, 256, groups=("g", "", "g"), second_order=True)
    table = analyse(design, a.linear(design.unit), seed=1).table
    assert list(a.values(table, "S1")["value"]) == pytest.approx([17 / 21, 4 / 21], abs=0.02)
    assert list(a.values(table, "S2")["value"]) == pytest.approx([0.0], abs=0.02)
    design = a.design("sobol", 1, 16, second_order=True)
    table = analyse(design, a.linear(design.unit), seed=1).table
    assert list(table["quantity"]) == ["S1", "ST"]
    assert list(table["value"]) == pytest.approx([1.0, 1.0])


def test_a_constant_resample_is_no_number():
    design = a.design("sobol", 2, 8, second_order=True)
    outcome = np.zeros(design.points)
    outcome[: design.block] = [5.0, 1.0, 2.0, 3.0, 2.0, 4.0]
    found = crossed_shares(design, outcome, np.array([[1] * 8, [0, *[1] * 7]]))
    for shares in found:
        assert np.isnan(shares[0]).all()
        assert np.isfinite(shares[1]).all()


def test_a_wide_design_takes_seconds():
    design = a.design("sobol", 20, 512, second_order=True)
    outcome = design.unit @ np.arange(20.0)[:, None] + design.unit[:, :1] * design.unit[:, 1:2]
    began = time.process_time()
    analyse(design, outcome, seed=1)
    assert time.process_time() - began < 6.0  # under 1 on a quiet machine
