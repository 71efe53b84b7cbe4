"""How much memory a resident takes."""

import subprocess
import sys

import pytest

from iwsim.engine import Engine
from tests.benchmark.estates import residents, rochdale

MOST_BYTES = 2000.0
GROWTH = """
from pathlib import Path
import os
from iwsim.engine import Engine
from tests.benchmark.estates import residents, rochdale

def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

Engine(rochdale(), "siloed", 1, 0).advance(1)
scenario = rochdale({copies})
before = resident_bytes()
engine = Engine(scenario, "siloed", 1, 0)
engine.advance(4)
print((resident_bytes() - before) / residents(engine))
"""

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]


@pytest.mark.parametrize("copies", [1, 10, 50])
def test_columns(benchmark, copies):
    scenario = rochdale(copies)
    engine = benchmark.pedantic(lambda: Engine(scenario, "siloed", 1, 0), rounds=1)
    size = sum(column.nbytes for column in engine.state.values()) / residents(engine)
    benchmark.extra_info["bytes_a_resident"] = size
    assert size <= MOST_BYTES


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the process table")
@pytest.mark.parametrize("copies", [10, 50])
def test_growth_of_the_process(benchmark, copies):
    def grown():
        return subprocess.run(
            [sys.executable, "-c", GROWTH.format(copies=copies)],
            check=True,
            capture_output=True,
            text=True,
        )

    size = float(benchmark.pedantic(grown, rounds=1).stdout)
    benchmark.extra_info["bytes_a_resident"] = size
    assert size <= MOST_BYTES
