"""Effects by set are told from luck as well as their model says, on numbers with a known truth.

Means over many made-up studies are held to tolerances of about five of their standard errors: a
false alarm in well under one of a thousand changes of the generator's numbers; seeds are fixed.
"""

import numpy as np
import pytest
from scipy import stats

from iwsim.validation.shrinkage import BEYOND, luck_of, posterior

STUDIES, SETS, REPLICATES = 400, 40, 2
CASES = [(0.8, 1.5, 1.0), (0.5, 0.5, 2.0), (1.0, 0.3, 0.3), (-0.5, 2.0, 0.5)]


def study(random, mean, between, luck, sets=SETS, replicates=REPLICATES):
    truth = random.normal(mean, between, sets)
    return truth, truth[:, None] + random.normal(0.0, luck, (sets, replicates))


def studies(case):
    random = np.random.default_rng(11)
    return [study(random, *case) for _ in range(STUDIES)]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_the_averaged_probability_is_the_share_of_sets_above(case, threshold):
    found = [posterior(effects).above(threshold).mean() for _, effects in studies(case)]
    expected = 1.0 - stats.norm.cdf(threshold, case[0], case[1])
    luck_rules = case[2] > case[1]
    assert np.mean(found) == pytest.approx(expected, abs=0.07 if luck_rules else 0.02)
    if luck_rules:  # what is not known draws a probability towards a half, never away from it
        assert abs(np.mean(found) - 0.5) <= abs(expected - 0.5)


@pytest.mark.parametrize("case", CASES)
def test_ninety_per_cent_intervals_hold_nine_truths_in_ten(case):
    inside = []
    for truth, effects in studies(case):
        beyond = posterior(effects).above(truth)
        inside.append((beyond > 0.05) & (beyond < 0.95))
    assert 0.87 <= np.mean(inside) <= 0.93


def test_sets_given_a_chance_pass_as_often_as_it_says():
    random = np.random.default_rng(5)
    chances, passed = [], []
    for _ in range(STUDIES):
        truth, effects = study(random, 0.8, 1.0, 1.0)
        chances.append(posterior(effects).above(1.0))
        passed.append(truth > 1.0)
    chances, passed = np.concatenate(chances), np.concatenate(passed)
    for low in np.arange(0.0, 1.0, 0.2):
        bin_ = (chances >= low) & (chances < low + 0.2)
        assert passed[bin_].mean() == pytest.approx(chances[bin_].mean(), abs=0.04)


@pytest.mark.parametrize("case", CASES)
def test_the_variance_of_luck_is_found_without_bias(case):
    found = [luck_of(effects) for _, effects in studies(case)]
    assert np.mean(found) == pytest.approx(case[2] ** 2, rel=0.05)


def test_luck_alone_is_not_taken_for_sets_that_pass():
    """Of sets that all have an effect of 0.5, the raw means pass in a quarter; shrunk, in few."""
    random = np.random.default_rng(2)
    raw, shrunk = [], []
    for _ in range(STUDIES):
        _, effects = study(random, 0.5, 0.0, 1.0)
        raw.append((effects.mean(axis=1) > 1.0).mean())
        shrunk.append(posterior(effects).above(1.0).mean())
    assert np.mean(raw) > 0.2
    assert np.mean(shrunk) < 0.1


def test_more_replicates_pull_less_to_the_mean():
    several, one = [3.0, 3.9, 2.1, 3.0], [3.0, np.nan, np.nan, np.nan]
    chances = posterior(np.array([several, one, *[[0.0, 1.0, 0.4, 0.6]] * 8])).above(2.0)
    assert chances[0] > chances[1] > 0.5


def test_a_set_without_numbers_is_left_without_an_answer():
    known = posterior(np.array([[1.0, 1.5], [np.nan, np.nan], [0.5, 0.0]]))
    assert np.isnan(known.above(0.0)[1])
    assert np.isfinite(known.above(0.0)[[0, 2]]).all()
    assert np.isnan(posterior(np.full((3, 2), np.nan)).above(0.0)).all()


def test_without_luck_a_set_is_known_exactly():
    known = posterior(np.array([[2.0, 2.0], [0.5, 0.5], [-1.0, -1.0]]))
    np.testing.assert_array_equal(known.above(1.0), [1.0, 0.0, 0.0])
    np.testing.assert_array_equal(known.above(0.5), [1.0, 0.5, 0.0])


def test_one_enormous_set_does_not_blur_the_others():
    random = np.random.default_rng(8)
    _, effects = study(random, 3.0, 0.5, 0.3)
    alone = posterior(effects).above(1.0)
    effects[0] = [4000.0, -9000.0]
    beside = posterior(effects).above(1.0)
    np.testing.assert_allclose(beside[1:], alone[1:], atol=0.05)
    assert np.abs(posterior(effects * 1e6).means).max() <= BEYOND
