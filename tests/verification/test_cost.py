"""Time is linear in residents (memory: see the accounts)."""

import time

import pytest

from tests.verification.worlds import TOWER, block, engine_of, small, with_blocks


def seconds(blocks):
    """Return the best of three times that 30 weeks of an estate take."""
    estate = [block(number, flats=100, floors=10, flats_per_landing=10)
              for number in range(1, blocks + 1)]  # fmt: skip
    best = float("inf")
    for _ in range(3):
        engine = engine_of(small(with_blocks(TOWER, *estate), 30))
        engine.compile()
        began = time.perf_counter()
        engine.advance(30)
        best = min(best, time.perf_counter() - began)
    return best


@pytest.mark.benchmark
def test_time_is_linear_in_residents():
    """Eight times the residents take at most twelve times as long."""
    assert seconds(16) < 12.0 * seconds(2)
