"""What a study costs beside its runs: on one worker and two, here and on Dask, and in memory."""

import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import count

import pytest

from iwsim.study.progress import Silent
from iwsim.study.where import Cluster, Processes
from iwsim.sweep.runs import make_runs
from tests.benchmark.timed import Timed, sitting
from tests.dask_cluster import Dask
from tests.sweep.files import study_of

RUNS = 1000
PAIRS = 5
LEAST_LOCAL, LEAST_ON_DASK = 0.90, 0.80
MOST_LOCAL, MOST_ON_DASK = 1e-3, 3e-3
MOST_MEMORY = 2**30
MOST_GROWTH = 20 * 2**20
MOST_BEND = 1.25
STUDY = """
title = "Throughput"
scenario = "tower"
reference = "siloed"
arms = ["siloed", "colocated_team"]
outcomes = ["serious_needs", "net_money"]
replicates = {replicates}
"""
POINTS = """
[factors]
"asb.contagion" = { values = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0] }
"""
MEMORY = """
import sys
from pathlib import Path
from iwsim.study.progress import Silent
from iwsim.study.where import Processes
from iwsim.sweep.runs import make_runs
from tests.benchmark.cheap import Cheap
from tests.sweep.files import study_of

folder = Path(sys.argv[1])
make_runs(study_of(folder, sys.argv[2]), folder / "runs", told=Silent(), where=Processes(2),
          work=Cheap())
status = Path("/proc/self/status").read_text()  # the peak that the system tells of a child counts
print(1024 * int(status.partition("VmHWM:")[2].split()[0]))  # that of its parent as well
"""

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(3600)]


def seconds(call):
    """Return how long a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def study(folder, runs):
    """Return a study of so many runs of one tower, all at one point."""
    return study_of(folder, STUDY.format(replicates=runs // 2))


@contextmanager
def dask(folder, workers):
    """Start a scheduler and so many workers of one thread, each a process of its own."""
    cluster = Dask(folder)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield Cluster(cluster.address)
    finally:
        cluster.end()


@contextmanager
def processes(_, workers):
    """Give so many processes of this machine."""
    yield Processes(workers)


@pytest.mark.parametrize(
    ("begin", "least", "most"),
    [(processes, LEAST_LOCAL, MOST_LOCAL), (dask, LEAST_ON_DASK, MOST_ON_DASK)],
    ids=["local", "dask"],
)
def test_two_workers_do_twice_the_work_of_one(benchmark, tmp_path, begin, least, most):
    asked = study(tmp_path, RUNS)
    number = count()
    taken = {1: [], 2: []}
    folders = [tmp_path / name for name in ("cluster_1", "cluster_2")]
    for folder in folders:
        folder.mkdir()
    with begin(folders[0], 1) as one, begin(folders[1], 2) as two:

        def made(where):
            folder = tmp_path / str(next(number))
            notes = tmp_path / f"notes_{folder.name}"
            notes.mkdir()
            began = time.time()
            make_runs(asked, folder, told=Silent(), where=where, work=Timed(notes))
            return sitting(notes, began, time.time())

        made(one), made(two)

        def pair():
            taken[1].append(made(one))
            taken[2].append(made(two))

        benchmark.pedantic(pair, rounds=PAIRS)
    scaling = statistics.median(
        a.working / b.working for a, b in zip(taken[1], taken[2], strict=True)
    )
    found = benchmark.extra_info
    found["two_workers_over_twice_one"] = scaling
    for workers, sittings in taken.items():
        found[f"overhead_a_run_of_{workers}"] = statistics.median(
            (one.working - one.computed) / RUNS for one in sittings
        )
        found[f"seconds_to_start_{workers}"] = statistics.median(one.start for one in sittings)
    assert scaling >= least
    assert found["overhead_a_run_of_2"] <= most


def test_time_is_linear_in_runs(benchmark, tmp_path):
    number = count()
    taken = {}

    def sitting():
        for runs in (100, 1000, 10_000):
            asked = study(tmp_path, runs)
            folder = tmp_path / str(next(number))
            taken[runs] = seconds(
                lambda asked=asked, folder=folder: make_runs(
                    asked, folder, told=Silent(), where=Processes(2)
                )
            )

    benchmark.pedantic(sitting, rounds=1)
    benchmark.extra_info["seconds"] = taken
    rate = (taken[10_000] - taken[100]) / (10_000 - 100)
    assert taken[1000] <= MOST_BEND * (taken[100] + 900 * rate)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the process table")
def test_memory_does_not_grow_with_runs(benchmark, tmp_path):
    def peak(runs):
        folder = tmp_path / str(runs)
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, folder, STUDY.format(replicates=runs // 20) + POINTS],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return float(done.stdout)

    few = peak(10_000)
    many = benchmark.pedantic(lambda: peak(100_000), rounds=1)
    benchmark.extra_info["bytes_of_100000_runs"] = many
    benchmark.extra_info["growth_from_10000"] = many - few
    assert many <= MOST_MEMORY
    assert many - few <= MOST_GROWTH
