"""The emulator: it finds what moves a level, knows how much it does not know, and gives chances."""

import numpy as np
import pytest
from scipy import stats

from iwsim.calibration.emulator import STRONGEST, learn

RUNS, PARAMETERS = 600, 30
LUCK = 0.05


def levels_of(shares, random):
    luck = LUCK * random.normal(size=(2, len(shares)))
    plain = 0.6 * shares[:, 3] - 0.3 * shares[:, 5] + luck[0]
    curved = shares[:, 1] + shares[:, 2] + 2.0 * (shares[:, 1] - 0.5) * (shares[:, 2] - 0.5)
    even = np.full(len(shares), 2.0)
    noise = random.normal(size=len(shares))
    return np.column_stack([plain, curved + luck[1], even, noise])


@pytest.fixture(scope="module")
def learnt():
    random = np.random.default_rng(4)
    shares = random.random((RUNS, PARAMETERS))
    levels = levels_of(shares, random)
    levels[::10, 0] = np.nan
    return learn(shares, levels)


def test_it_names_what_moves_a_level_and_how(learnt):
    plain = learnt.learnt[0]
    assert plain.strongest[:2].tolist() == [3, 5]
    assert plain.linear[3] > 0 > plain.linear[5]
    assert len(plain.strongest) <= STRONGEST


def test_it_knows_what_it_does_not_know(learnt):
    """Luck is what is left, but for what is learnt wrongly from so few runs."""
    plain, curved, even, noise = learnt.learnt
    assert plain.sd == pytest.approx(LUCK, rel=0.15)
    assert plain.explained > 0.9
    assert curved.sd == pytest.approx(LUCK, rel=0.25)
    assert noise.explained < 0.05
    assert np.isnan(even.sd)
    assert learnt.explained == max(plain.explained, curved.explained)


def test_new_runs_lie_as_far_from_what_it_expects_as_it_says(learnt):
    random = np.random.default_rng(9)
    shares = random.random((4000, PARAMETERS))
    found = learnt.expected(shares) - levels_of(shares, random)
    for at in (0, 1, 3):
        assert found[:, at].std() == pytest.approx(learnt.learnt[at].sd, rel=0.15)
    assert np.abs(found[:, 2]).max() == 0.0


def test_the_chance_is_that_of_normal_levels(learnt):
    low, high = np.array([0.1, 0.8, 5.0, -1.0]), np.array([0.2, 1.2, 6.0, 1.0])
    expected = np.array([[0.15, 1.0, 2.0, 0.0], [0.4, 1.0, 2.0, 0.0]])
    one = np.prod(
        [
            np.diff(stats.norm.cdf([low[at], high[at]], expected[0, at], learnt.learnt[at].sd))[0]
            for at in (0, 1, 3)
        ]
    )
    found = learnt.log_chance(expected, low, high)
    assert np.exp(found[0]) == pytest.approx(one)
    assert found[1] < found[0]


def test_a_level_that_few_runs_have_is_not_learnt():
    random = np.random.default_rng(2)
    levels = np.full((200, 1), np.nan)
    levels[:20, 0] = random.random(20)
    found = learn(random.random((200, 4)), levels)
    assert np.isnan(found.learnt[0].sd)
    assert found.explained == 0.0
    expected = found.expected(np.ones((3, 4)))
    assert found.log_chance(expected, np.zeros(1), np.ones(1)).tolist() == [0.0] * 3
