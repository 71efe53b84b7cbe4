"""Rank statistics of the test on synthetic truths: even where they should be, and else not."""

import numpy as np
import pytest
from scipy import stats

from iwsim.calibration import coverage
from iwsim.calibration.coverage import KEPT, calibrated, evenness, ranks_of, widening

TRUTHS, AMONG, PARAMETERS = 100, 20, 4


@pytest.fixture
def random():
    return np.random.default_rng(6)


def test_ranks_are_those_among_the_values_of_a_truth(random):
    values = np.array([[[2.0], [1.0], [3.0]], [[9.0], [8.0], [7.0]]])
    assert ranks_of(values, random)[:, :, 0].tolist() == [[1, 0, 2], [2, 1, 0]]


def test_ties_are_broken_evenly(random):
    """Three standard errors of a mean of 4,000 ranks, at a fixed seed."""
    ranks = ranks_of(np.zeros((4000, 5, 1)), random)
    assert sorted(ranks[0, :, 0]) == [0, 1, 2, 3, 4]
    assert ranks[:, 0, 0].mean() == pytest.approx(2.0, abs=3 * np.sqrt(2.0 / 4000))


def test_even_ranks_pass_though_parameters_hang_together(random, monkeypatch):
    """Of forty sets of even ranks four or more below 1 in 40 come in under 2 of 100 such tests."""
    monkeypatch.setattr(coverage, "PERMUTATIONS", 399)
    small = 0
    for _ in range(40):
        one = random.normal(size=(TRUTHS, AMONG, 1))
        values = one + 0.1 * random.normal(size=(TRUTHS, AMONG, PARAMETERS))
        small += evenness(ranks_of(values, random), random) < 1 / 40
    assert small < 4


@pytest.mark.parametrize(
    ("shift", "width"), [(0.5, 1.0), (0.0, 0.5), (0.0, 1.7)], ids=["off", "too wide", "too narrow"]
)
def test_sets_from_elsewhere_are_noticed(shift, width, random):
    values = random.normal(size=(TRUTHS, AMONG, PARAMETERS))
    values[:, 0] = shift + width * values[:, 0]
    assert evenness(ranks_of(values, random), random) < 0.001


def test_tolerances_are_widened_until_a_truth_leaves_a_twentieth(random):
    levels = random.random((300, 3))
    reach = np.full(3, 0.01)
    factor = widening(levels, reach, random)
    seen = levels + random.uniform(-1.0, 1.0, levels.shape) * reach * factor
    apart = np.abs(levels[None] - seen[:, None]) / (reach * factor)
    assert (apart.max(axis=2) <= 1.0).mean() == pytest.approx(KEPT, rel=0.15)


def test_runs_are_drawn_evenly_whatever_their_chances(random):
    """By chi-square over those within reach; draws of one call share lots, so one is taken of each.

    At a fixed seed; and at other seeds it would fail once in a thousand.
    """
    within = random.random(60) < 0.3
    chances = random.uniform(0.05, 1.0, 60)
    drawn = np.array([calibrated(within, chances, 1, random)[0] for _ in range(3000)])
    counts = np.bincount(drawn, minlength=60)
    assert counts[~within].sum() == 0
    assert stats.chisquare(counts[within]).pvalue > 0.001
