"""One result whatever makes it: threads, processes, few or many workers, in any order."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from fakes import ARMS, small_scenario

from iwsim.errors import DesignError, RunError
from iwsim.study import executor
from iwsim.study.batches import Pace, Receipt
from iwsim.study.compare import compare
from iwsim.study.digest import digest
from iwsim.study.parcels import packed
from iwsim.study.parts import RUNS, part_files


@pytest.mark.usefixtures("fake_model")
def test_the_digest_does_not_depend_on_who_does_the_work(tmp_path):
    found = set()
    for processes, workers in ((False, 1), (False, 2), (True, 1), (True, 2)):
        folder = tmp_path / f"{processes}-{workers}"
        compare(small_scenario(), ARMS, 5, workers=workers, processes=processes, out=folder)
        found.add(digest(folder))
    assert len(found) == 1


def _die(_):
    os._exit(3)


def _variables(_):
    return [os.environ.get(name) for name in executor._ENVIRONMENT]


def _own_pid(_):
    return os.getpid()


def _sleep(seconds):
    time.sleep(seconds)


def _raise(_):
    raise ZeroDivisionError("in a worker")


def _square(number):
    return number * number


def test_carry_out_does_every_job_once_and_keeps_a_short_window():
    asked = []

    def jobs():
        for number in range(50):
            asked.append(number)
            yield number

    ahead = []
    done = set()
    with executor.threads(3) as pool:
        for value in executor.carry_out(pool, _square, jobs(), workers=3):
            done.add(value)
            ahead.append(len(asked) - len(done))
    assert done == {number * number for number in range(50)}
    assert max(ahead) <= 6


def test_any_executor_will_do():
    with ThreadPoolExecutor(1) as pool:
        assert sorted(executor.carry_out(pool, _square, [1, 2, 3], workers=1)) == [1, 4, 9]


def test_a_worker_that_dies_is_one_clear_sentence():
    with (
        pytest.raises(RunError, match="a worker process died"),
        executor.processes(1) as pool,
    ):
        list(executor.carry_out(pool, _die, [None], workers=1))


def test_runs_that_hang_are_ended():
    begun = time.monotonic()
    with (
        pytest.raises(RunError, match="no run ended in 1 seconds"),
        executor.processes(1) as pool,
    ):
        list(executor.carry_out(pool, _sleep, [120.0], workers=1, patience=1.0))
    assert time.monotonic() - begun < 60.0


def test_a_fault_in_a_worker_comes_through():
    with pytest.raises(ZeroDivisionError, match="in a worker"), executor.threads(2) as pool:
        list(executor.carry_out(pool, _raise, range(4), workers=2))


def test_workers_have_an_environment_of_their_own_and_the_parent_keeps_its_own(monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "7")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with executor.processes(1) as pool:
        (found,) = executor.carry_out(pool, _variables, [None], 1)
    assert found == ["1", "1", "1", "33554432", "268435456", "system"]
    assert os.environ["OPENBLAS_NUM_THREADS"] == "7"
    assert "OMP_NUM_THREADS" not in os.environ


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_that_are_no_longer_needed_end():
    with executor.processes(1) as pool:
        (pid,) = executor.carry_out(pool, _own_pid, [None], 1)
    ends = time.monotonic() + 60.0
    while _alive(pid) or any("ends workers" in one.name for one in threading.enumerate()):
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_what_cannot_travel_is_refused_before_any_process_starts():
    with pytest.raises(DesignError, match="use threads"):
        packed(lambda: None)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_with_their_parent(tmp_path):
    script = Path(__file__).with_name("compare_alone.py")
    folder = tmp_path / "orphaned"
    parent = subprocess.Popen([sys.executable, script, folder, "processes", "0.5"])
    while parent.poll() is None and not _children(parent.pid):
        time.sleep(0.01)
    time.sleep(0.2)
    workers = _children(parent.pid)
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20.0
    while any(_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    assert not any(_alive(worker) for worker in workers)


def _children(pid):
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def _alive(pid):
    status = Path(f"/proc/{pid}/status")
    try:
        return "State:\tZ" not in status.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_batches_get_smaller_towards_the_end_but_not_tiny():
    pace = Pace(tasks=1000, workers=2)
    pace.learn(Receipt(1, 1, 0, seconds=0.05))
    assert pace.size() == 40
    pace.give(800)
    assert pace.size() == 40
    pace.give(120)
    assert pace.size() == 20
    pace.give(75)
    assert pace.size() == 2


def test_pace_makes_batches_of_about_two_seconds_and_never_too_few():
    pace = Pace(tasks=1000, workers=2)
    assert pace.size() == 1
    pace.learn(Receipt(1, 1, 0, seconds=0.1))
    assert pace.size() == 20
    pace.learn(Receipt(999, 999, 0, seconds=0.1))
    assert pace.size() == 125  # a quarter of a worker's share at most
    few = Pace(tasks=8, workers=2)
    few.learn(Receipt(1, 1, 0, seconds=0.001))
    assert few.size() == 1
    slow = Pace(tasks=1000, workers=1)
    slow.learn(Receipt(1, 1, 0, seconds=30.0))
    assert slow.size() == 1


def test_a_worker_that_loads_the_rules_does_not_make_the_batches_of_all_small():
    pace = Pace(tasks=1000, workers=2)
    pace.learn(Receipt(1, 1, 0, seconds=3.0))
    pace.learn(Receipt(1, 1, 0, seconds=0.1))
    assert pace.size() == 20
    pace.learn(Receipt(1, 1, 0, seconds=3.0))
    assert pace.size() == 13
    for _ in range(20):
        pace.learn(Receipt(10, 10, 0, seconds=20.0))
    assert pace.size() == 1


def test_what_failed_says_nothing_of_how_long_a_task_takes():
    pace = Pace(tasks=1000, workers=2)
    pace.learn(Receipt(1, 1, 0, seconds=1.0))
    pace.learn(Receipt(1, 0, 1, seconds=0.001))
    assert pace.size() == 2
    pace.learn(Receipt(2, 3, 1, seconds=0.4))  # an arm that fails now and then keeps nothing small
    assert pace.size() == 10


@pytest.mark.usefixtures("fake_model")
def test_a_failing_run_is_a_row_and_takes_nothing_with_it(tmp_path):
    scenario = small_scenario(arms=("siloed", "broken", "virtual_team"))
    arms = tuple(scenario.arms)
    comparison = compare(scenario, arms, 4, workers=2, out=tmp_path)
    failure = comparison.failures.iloc[0]
    assert len(comparison.failures) == 1
    assert (failure["arm"], failure["replicate"], failure["week"]) == ("broken", 1, 2)
    assert failure["reason"] == "ZeroDivisionError: nobody left to divide by"
    assert "'broken', seed=1, replicate=1).run()" in failure["repeat"]
    assert len(comparison.weekly) == 11 * 34
    assert set(comparison.table["n"]) <= {3}
    assert np.isfinite(comparison.table["difference"]).all()
    assert "1 runs failed: 3 of 4 replicates are complete" in " ".join(comparison.notes)
    assert comparison.provenance["status"] == "some runs failed"
    rows = [path for path in part_files(tmp_path) if path.name.startswith(RUNS)]
    again = compare(scenario, arms, 4, workers=2, out=tmp_path)
    assert len(again.failures) == 1  # tried again, and told once
    assert set(rows) <= set(part_files(tmp_path))


@pytest.mark.usefixtures("fake_model")
def test_if_no_run_finishes_the_first_reason_is_told(tmp_path, fake_model, monkeypatch):
    def fails(self):
        raise ValueError("no such week")

    monkeypatch.setattr(fake_model, "step", fails)
    with pytest.raises(RunError, match=r"6 failed\. The first: ValueError: no such week\. To rep"):
        compare(small_scenario(), ARMS, 2, workers=1, out=tmp_path)
