"""A synthetic city: as many copies of the shipped estate as hold 1.7 million residents."""

import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from iwsim.engine import Engine
from tests.benchmark.estates import residents, rochdale

CITIZENS = 1_700_000
WEEKS = 26
MOST_GROWTH = 2.5
MOST_BYTES = 2000.0

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.timeout(3000),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the process table"),
]


def resident_bytes():
    """Return how much memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def short(copies):
    """Return so many copies of the estate, for the first half year."""
    return replace(rochdale(copies), spin_up=0, baseline=0, weeks=WEEKS)


def nanoseconds(scenario):
    """Return processor time a resident-week, and the memory that a resident takes."""
    before = resident_bytes()
    engine = Engine(scenario, "siloed", 1, 0)
    began = time.process_time()
    engine.advance(WEEKS)
    took = time.process_time() - began
    people = residents(engine)
    return 1e9 * took / people / WEEKS, (resident_bytes() - before) / people


def test_a_city_takes_little_more_a_resident_than_an_estate(benchmark):
    estate = short(1)
    nanoseconds(estate)
    copies = -(-CITIZENS // residents(Engine(estate, "siloed", 1, 0)))
    city = short(copies)
    alone = [nanoseconds(estate)[0] for _ in range(5)]
    found = benchmark.pedantic(lambda: nanoseconds(city), rounds=1)
    alone += [nanoseconds(estate)[0] for _ in range(5)]
    growth = found[0] / statistics.median(alone)
    benchmark.extra_info["times_the_estate"] = growth
    benchmark.extra_info["bytes_a_resident"] = found[1]
    assert growth <= MOST_GROWTH
    assert found[1] <= MOST_BYTES
