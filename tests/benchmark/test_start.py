"""How long it takes until something happens: import, compile, first result."""

import os
import statistics
import subprocess
import sys
import time

import pytest

MOST_SECONDS_COLD = 20.0
MOST_SECONDS_WARM = 2.0
MOST_SECONDS_IMPORT = 0.2
COMPILE = """
import time
from iwsim.engine import Engine
from iwsim.scenario import load_scenario
engine = Engine(load_scenario("tower"), "siloed", 1, 0)
began = time.perf_counter()
engine.compile()
print(time.perf_counter() - began)
"""
IMPORT = """
import time
began = time.process_time()
import iwsim
print(time.process_time() - began)
"""

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]


def python(*arguments, folder=None, **environment):
    """Run this Python in a folder and return what it prints."""
    return subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    ).stdout


def test_compiling_into_an_empty_cache(benchmark, tmp_path):
    spent = benchmark.pedantic(
        lambda: python("-c", COMPILE, XDG_CACHE_HOME=str(tmp_path)), rounds=1
    )
    benchmark.extra_info["seconds"] = float(spent)
    assert float(spent) <= MOST_SECONDS_COLD


def test_loading_from_the_cache(benchmark, tmp_path):
    python("-c", COMPILE, XDG_CACHE_HOME=str(tmp_path))
    spent = benchmark.pedantic(
        lambda: python("-c", COMPILE, XDG_CACHE_HOME=str(tmp_path)), rounds=1
    )
    benchmark.extra_info["seconds"] = float(spent)
    assert float(spent) <= MOST_SECONDS_WARM


def test_the_command_line_once_all_is_compiled(benchmark, tmp_path):
    python("-m", "iwsim", "run", "tower", "--seed", "1", folder=tmp_path)
    taken = []

    def run():
        before = os.times()
        python("-m", "iwsim", "run", "tower", "--seed", str(2 + len(taken)), folder=tmp_path)
        after = os.times()
        taken.append(
            after.children_user
            - before.children_user
            + after.children_system
            - before.children_system
        )

    benchmark.pedantic(run, rounds=5)
    benchmark.extra_info["processor_seconds"] = statistics.median(taken)
    benchmark.extra_info["clock_seconds"] = benchmark.stats.stats.median
    assert statistics.median(taken) <= MOST_SECONDS_WARM


def test_importing(benchmark):
    began = time.perf_counter()
    spent = benchmark.pedantic(lambda: float(python("-c", IMPORT)), rounds=5)
    benchmark.extra_info["seconds"] = spent
    benchmark.extra_info["with_the_interpreter"] = (time.perf_counter() - began) / 5
    assert spent <= MOST_SECONDS_IMPORT
