"""Addressed luck: the published generator, uniforms, and quantiles that invert one uniform."""

import math

import numpy as np
import pytest
from scipy import stats

from iwsim.luck import (
    DRAWS_A_WEEK,
    STREAMS,
    Luck,
    key_of,
    normal_quantile,
    philox,
    poisson,
    uniform,
    uniform_pair,
)

pytestmark = pytest.mark.jit_off

ALL_ONES = (0xFFFFFFFF,) * 4
PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
EXTREME = (0.0, 2.0**-53, 1e-300, 1e-12, 1e-5, 0.02425, 0.074, 0.0750001, 0.4999999, 0.5,
           0.925, 0.99, 1.0 - 1e-9, 1.0 - 2.0**-53)  # fmt: skip


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (ALL_ONES, ALL_ONES[:2], (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (PI, (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
    ],
)
def test_the_generator_gives_the_known_answers(counter, key, words):
    """Philox4x32-10 on the three published test vectors of Random123."""
    assert philox(*counter, *key) == words


def test_uniforms_are_on_the_unit_interval_and_even():
    """All of 100,000 pairs are in [0, 1); their chi-square over 100 bins raises no alarm.

    False-alarm rate 1e-4 for each of the two, with addresses as the model uses them.
    """
    luck = Luck(*key_of(7, 0), 3, STREAMS["asb"])
    drawn = np.array([uniform_pair(luck, (1 << 20) + who, other, 0)
                      for who in range(20_000) for other in range(5)])  # fmt: skip
    assert drawn.min() >= 0.0
    assert drawn.max() < 1.0
    for column in drawn.T:
        counts = np.histogram(column, bins=100, range=(0.0, 1.0))[0]
        assert stats.chisquare(counts).pvalue > 1e-4
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 4.0 / math.sqrt(len(drawn))


def test_the_largest_words_still_give_less_than_one():
    """2^-53 times the largest 53-bit number is below 1, so no quantile is taken of 1."""
    largest = float((0xFFFFFFFF << 21) | (0xFFFFFFFF >> 11)) * 2.0**-53
    assert largest < 1.0
    assert math.isfinite(normal_quantile(largest))
    assert math.isfinite(normal_quantile(0.0))


def test_every_part_of_an_address_makes_another_draw():
    """Who, partner, week, draw, stream, seed and replicate: all draws differ."""
    draws = []
    for seed, replicate in ((0, 0), (0, 1), (1, 0)):
        for stream in STREAMS.values():
            for week in (0, 1, 400):
                luck = Luck(*key_of(seed, replicate), week, stream)
                draws += [uniform(luck, who, other, draw)
                          for who in (1, 2) for other in (0, 1) for draw in (0, 255)]  # fmt: skip
    assert len(set(draws)) == len(draws) == 3 * len(STREAMS) * 3 * 8
    assert len(set(STREAMS.values())) == len(STREAMS)


def test_weeks_never_run_into_each_other():
    """The last draw of a week and the first of the next have different addresses."""
    last = uniform(Luck(1, 2, 4, 5), 9, 0, DRAWS_A_WEEK - 1)
    assert last != uniform(Luck(1, 2, 5, 5), 9, 0, 0)
    assert uniform(Luck(1, 2, 4, 5), 9, 0, DRAWS_A_WEEK) == uniform(Luck(1, 2, 5, 5), 9, 0, 0)


@pytest.mark.parametrize("mean", [0.0, 1e-9, 0.035, 0.5, 2.0, 7.5, 13.0])
def test_poisson_by_inversion_is_the_quantile(mean):
    """The count is the smallest n with P(N <= n) > chance: scipy's quantile off its jumps."""
    for chance in np.random.default_rng(5).random(2000):
        quantile = int(stats.poisson.ppf(chance, mean)) if mean > 0.0 else 0
        assert poisson(mean, chance, 1000) == max(quantile, 0)


def test_poisson_is_capped_and_monotone_in_its_mean():
    """More of a cause never gives fewer events of the same luck; the cap is never passed."""
    means = np.linspace(0.0, 20.0, 200)
    for chance in (0.0, 0.1, 0.5, 0.9, 0.999, 1.0 - 1e-12):
        counts = [poisson(mean, chance, 14) for mean in means]
        assert counts == sorted(counts)
        assert counts[0] == 0
        assert counts[-1] <= 14


def test_normal_quantiles_are_right_to_the_last_bits():
    """Within 2e-15 relative of scipy (itself right to 1e-15), in the body and in both tails."""
    chances = [*EXTREME[1:], *np.random.default_rng(6).random(5000)]
    worst = 0.0
    for chance in chances:
        if chance == 0.5 or chance < 2.0**-53:
            continue
        expected = stats.norm.ppf(chance)
        worst = max(worst, abs(normal_quantile(chance) - expected) / abs(expected))
    assert normal_quantile(0.5) == 0.0
    assert worst < 2e-15


def test_seed_and_replicate_are_not_added():
    """(1, 0) and (0, 1) are different keys; zero is a seed like any other; words fit 32 bits."""
    keys = {key_of(seed, replicate) for seed in range(20) for replicate in range(20)}
    assert len(keys) == 400
    assert all(0 <= word < 2**32 for key in keys for word in key)
