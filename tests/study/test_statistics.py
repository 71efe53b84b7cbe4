"""Statistics against closed forms, known values and SciPy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from iwsim.study import statistics as s
from iwsim.study.statistics import Interval

NUMBERS = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30).map(np.array)


def test_t_interval_of_three_numbers_by_hand():
    # mean 2, s = 1, t(0.975, 2) = 4.302653: 2 +- 4.302653 / sqrt(3)
    low, high = s.t_interval(np.array([1.0, 2.0, 3.0]))
    assert low == pytest.approx(2 - 4.302652730 / math.sqrt(3), rel=1e-9)
    assert high == pytest.approx(2 + 4.302652730 / math.sqrt(3), rel=1e-9)


@given(NUMBERS)
def test_t_interval_is_scipys(values):
    if np.ptp(values) == 0.0:
        return
    theirs = stats.ttest_1samp(values, 0.0).confidence_interval(0.95)
    ours = s.t_interval(values)
    assert ours == pytest.approx((theirs.low, theirs.high), rel=1e-9, abs=1e-6)


def test_t_interval_covers_as_often_as_it_says():
    # 1000 samples: outside 0.95 +- 4 standard errors with a false-alarm rate under 1e-4
    luck = np.random.default_rng(5)
    hits = 0
    for _ in range(1000):
        low, high = s.t_interval(luck.normal(3.0, 2.0, 8))
        hits += low <= 3.0 <= high
    assert abs(hits / 1000 - 0.95) < 4 * math.sqrt(0.95 * 0.05 / 1000)


def test_bca_interval_is_fixed_and_leans_with_the_skew():
    values = np.random.default_rng(1).exponential(size=25)
    low, high = s.bca_interval(values)
    assert (low, high) == s.bca_interval(values.copy())
    mean = values.mean()
    assert low < mean < high
    assert high - mean > mean - low


def test_bca_interval_is_near_t_for_normal_numbers():
    values = np.random.default_rng(2).normal(size=60)
    assert s.bca_interval(values) == pytest.approx(s.t_interval(values), abs=0.06)


def test_skewed_differences_get_the_bootstrap_and_others_do_not():
    luck = np.random.default_rng(3)
    assert s.mean_difference(luck.exponential(size=40) ** 2).method == "bca"
    assert s.mean_difference(luck.normal(size=40)).method == "t"
    assert s.mean_difference(np.array([1.0, 1.0, 50.0])).method == "t"  # too few for a bootstrap


def test_constant_differences_are_known_exactly():
    found = s.mean_difference(np.full(12, 3.5))
    assert (found.mean, found.low, found.high, found.n) == (3.5, 3.5, 3.5, 12)


def test_under_two_pairs_there_is_no_interval():
    one = s.mean_difference(np.array([2.0]))
    assert one.mean == 2.0
    assert math.isnan(one.low)
    assert one.method == "none"
    assert math.isnan(s.mean_difference(np.array([])).mean)


def test_pairs_that_lack_a_number_are_left_out_together():
    arm = np.array([1.0, np.nan, 3.0, 5.0])
    reference = np.array([0.0, 0.0, np.inf, 2.0])
    found = s.paired_difference(arm, reference)
    assert (found.mean, found.n) == (2.0, 2)


def test_share_better_counts_a_tie_as_half():
    differences = np.array([-1.0, 0.0, 2.0, 3.0])
    assert s.share_better(differences, "higher") == 0.625
    assert s.share_better(differences, "lower") == 0.375
    assert math.isnan(s.share_better(differences, "neither"))
    assert math.isnan(s.share_better(np.array([]), "lower"))


def test_runs_saved_of_numbers_with_known_correlation():
    # Equal variances and correlation r: (s2 + s2) / (2 s2 (1 - r)) = 1 / (1 - r).
    shared = np.array([1.0, 1.0, -1.0, -1.0])
    own = np.array([1.0, -1.0, 1.0, -1.0])
    arm = 0.6 * shared + 0.8 * own
    assert s.runs_saved(arm, shared) == pytest.approx(1 / (1 - 0.6))
    assert s.runs_saved(own, shared) == pytest.approx(1.0)
    assert math.isnan(s.runs_saved(shared + 1.0, shared))


def test_fieller_is_the_t_interval_where_the_denominator_does_not_vary():
    above = np.array([3.0, 5.0, 4.0, 6.0])
    low, high = s.t_interval(above)
    assert s.fieller_interval(above, np.full(4, 2.0)) == pytest.approx((low / 2, high / 2))


def test_ends_of_fieller_are_where_the_t_test_just_does_not_reject():
    luck = np.random.default_rng(4)
    below = luck.normal(10.0, 2.0, 15)
    above = 2.0 * below + luck.normal(0.0, 3.0, 15)
    for ratio in s.fieller_interval(above, below):
        assert stats.ttest_1samp(above - ratio * below, 0.0).pvalue == pytest.approx(0.05)


def test_fieller_refuses_a_denominator_that_may_be_zero():
    below = np.array([-1.0, 2.0, -2.0, 1.5])
    assert all(math.isnan(end) for end in s.fieller_interval(below + 1.0, below))


@pytest.mark.parametrize(
    ("cost", "benefit", "words"),
    [
        ((1.0, 2.0), (1.0, 2.0), "costs more and saves money elsewhere"),
        ((-2.0, -1.0), (-2.0, -1.0), "costs less and raises public cost elsewhere"),
        (
            (-1.0, 1.0),
            (1.0, 2.0),
            "costs about the same (not told from zero) and saves money elsewhere",
        ),
        ((1.0, 2.0), (-1.0, 1.0), "costs more and saves about nothing (not told from zero)"),
        ((math.nan, math.nan), (1.0, 2.0), "not known: too few runs"),
    ],
)
def test_quadrant_in_words(cost, benefit, words):
    assert s.quadrant(Interval(*cost), Interval(*benefit)) == words


def test_holm_of_a_textbook_example():
    assert s.holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert s.holm([]) == ()


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20))
def test_holm_lies_between_raw_and_bonferroni_and_keeps_the_order(p_values):
    adjusted = s.holm(p_values)
    for raw, new in zip(p_values, adjusted, strict=True):
        assert raw <= new <= min(1.0, len(p_values) * raw) or new == pytest.approx(raw)
    order = np.argsort(p_values, kind="stable")
    assert np.all(np.diff(np.array(adjusted)[order]) >= 0.0)


def test_p_value_is_scipys_and_honest_at_the_edges():
    values = np.random.default_rng(6).normal(0.5, 1.0, 12)
    assert s.p_value(values, 0.1, "greater") == pytest.approx(
        stats.ttest_1samp(values, 0.1, alternative="greater").pvalue
    )
    assert s.p_value(np.array([1.0])) == 1.0
    assert s.p_value(np.full(5, 2.0), 1.0, "greater") == 0.0
    assert s.p_value(np.full(5, 2.0), 1.0, "less") == 1.0
    assert s.p_value(np.zeros(5)) == 1.0


def test_share_interval_of_none_and_all_by_hand():
    # z = 1.959964: none of 29 may be z^2 / (29 + z^2)
    z2 = 1.959963985**2
    assert s.share_interval(0, 29) == pytest.approx((0.0, z2 / (29 + z2)), abs=1e-9)
    assert s.share_interval(29, 29) == pytest.approx((29 / (29 + z2), 1.0), abs=1e-9)
    assert all(math.isnan(end) for end in s.share_interval(0, 0))
