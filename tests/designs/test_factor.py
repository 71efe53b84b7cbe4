"""A factor divides its range among its numbers or levels, the same for one place and for many."""

from fractions import Fraction
from math import floor, ulp

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iwsim.designs.factor import Factor, Level
from iwsim.designs.place import middle, place, places
from tests.designs.factors import COUNT, RULE, SHARE

SHARES = st.floats(0.0, 1.0)
ENDS = st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)).map(sorted)


def _continuous(ends):
    return Factor("f", "continuous", ("a.b",), *ends)


def _of_levels(count):
    return Factor("f", "categorical", levels=tuple(Level(f"l{at}", {}) for at in range(count)))


@given(st.integers(1, 2000), st.integers(1, 2000), st.data())
def test_points_on_edges_fall_on_their_right_side(parts, steps, data):
    step = data.draw(st.integers(0, steps))
    exact = min(floor(Fraction(step, steps) * parts), parts - 1)
    assert place(step / steps, parts) == exact
    assert places(np.array([step / steps]), parts).tolist() == [exact]


def test_the_product_alone_would_fall_on_the_wrong_side():
    assert floor(1 / 49 * 49) == 0
    assert place(1 / 49, 49) == 1


@given(st.integers(1, 50), st.integers(1, 40))
def test_each_level_and_each_number_has_an_equal_share(count, times):
    shares = (np.arange(count * times) + 0.5) / (count * times)
    numbers = Factor("f", "integer", ("a.b",), 3.0, 2.0 + count)
    for factor in (_of_levels(count), numbers):
        assert np.unique(factor.values(shares), return_counts=True)[1].tolist() == [times] * count
    assert numbers.values(np.array([0.0, 1.0])).tolist() == [3.0, 2.0 + count]


@given(
    st.one_of(
        ENDS.map(_continuous),
        st.integers(1, 60).map(_of_levels),
        st.tuples(st.integers(-9, 9), st.integers(0, 90)).map(
            lambda r: Factor("f", "integer", ("a.b",), float(r[0]), float(r[0] + r[1]))
        ),
    ),
    st.lists(SHARES, min_size=1, max_size=20),
)
def test_a_column_has_the_bits_of_its_places(factor, shares):
    one_by_one = np.array([factor.value(share) for share in shares])
    assert factor.values(np.array(shares)).tobytes() == one_by_one.tobytes()


@given(ENDS, SHARES)
@example([0.1, 0.7], 1.0)
def test_values_stay_in_the_range_and_meet_its_ends(ends, share):
    factor = _continuous(ends)
    low, high = ends
    assert low <= factor.value(share) <= high
    assert (factor.value(0.0), factor.value(1.0)) == (low, high)


@given(ENDS, SHARES)
def test_a_number_is_given_back_to_rounding(ends, share):
    factor = _continuous(ends)
    value = factor.low + share * (factor.high - factor.low)
    value = min(max(value, factor.low), factor.high)
    found = factor.share(value)
    assert 0.0 <= found <= 1.0
    assert abs(factor.value(found) - value) <= ulp(max(abs(factor.low), abs(factor.high)))


@given(st.integers(0, 1000))
def test_a_number_between_0_and_1_is_given_back_exactly(thousandths):
    value = thousandths / 1000
    factor = Factor("f", "continuous", ("a.b",))
    assert factor.value(factor.share(value)) == value


@given(st.integers(1, 10_000), st.data())
def test_levels_and_whole_numbers_are_given_back_exactly(parts, data):
    part = data.draw(st.integers(0, parts - 1))
    assert place(middle(part, parts), parts) == part
    whole = Factor("f", "integer", ("a.b",), -4.0, parts - 5.0)
    assert whole.value(whole.share(part - 4.0)) == part - 4.0


@pytest.mark.parametrize(
    ("factor", "share", "value", "changes"),
    [
        (SHARE, 0.5, 0.7 - 0.5 * (0.7 - 0.1), {"asb.contagion": 0.7 - 0.5 * (0.7 - 0.1)}),
        (COUNT, 0.99, 6.0, {"workforce.teams": 6.0}),
        (COUNT, 0.2, 3.0, {"workforce.teams": 3.0}),
        (RULE, 0.0, 0.0, {}),
        (RULE, 2 / 3, 2.0, {"needs.coupling": 0.9, "asb.contagion": 0.0}),
    ],
)
def test_known_values(factor, share, value, changes):
    assert factor.value(share) == value
    assert factor.changes(share) == changes


def test_parts():
    assert [factor.parts for factor in (SHARE, COUNT, RULE)] == [0, 5, 3]
