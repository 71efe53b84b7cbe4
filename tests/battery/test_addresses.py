"""The battery is fed with the draws that the model makes, in the order that it says."""

import numpy as np
import pytest

from iwsim.luck import Luck, uniform_pair
from tests.battery.addresses import (
    ADDRESSINGS,
    CHUNK,
    DRAW,
    KEY,
    PARTNER,
    STREAM,
    STREAM_NUMBERS,
    WEEK,
    WHO,
    WORDS,
    keys,
    people,
    words_of,
)

SIZE = {WHO: 1786, PARTNER: 7, DRAW: 8, WEEK: 512, STREAM: 21, KEY: 4096}


def place_of(number, addressing):
    """Return where an address stands in each of its parts."""
    at = {}
    for axis in addressing.order:
        number, at[axis] = divmod(number, SIZE[axis])
    return at


@pytest.mark.parametrize("addressing", ADDRESSINGS, ids=lambda one: one.name)
def test_the_words_are_those_of_the_model_s_draws(addressing):
    words = np.frombuffer(next(words_of(addressing)), "<u4").reshape(-1, WORDS)
    assert len(words) == CHUNK
    who, key = people(), keys(addressing)
    for number in (0, 1, 2, SIZE[addressing.order[0]], 54_321, CHUNK - 1):
        at = place_of(number, addressing)
        luck = Luck(*key[at[KEY]], at[WEEK], STREAM_NUMBERS[at[STREAM]])
        first, second = uniform_pair(luck, who[at[WHO]], at[PARTNER], at[DRAW])
        high, low, other_high, other_low = (int(word) for word in words[number])
        assert first == ((high << 21) | (low >> 11)) * 2.0**-53
        assert second == ((other_high << 21) | (other_low >> 11)) * 2.0**-53


def test_every_part_of_an_address_is_once_the_fastest():
    fastest = [one.order[0] for one in ADDRESSINGS]
    assert set(fastest) == set(SIZE)
    assert all(sorted(one.order) == sorted(SIZE) for one in ADDRESSINGS)
    assert not np.array_equal(*(keys(one) for one in ADDRESSINGS if one.order[0] == KEY))
