"""A run that fails, hangs or takes its worker with it is a row, and the others are made."""

import os
import pickle
import signal
import sys
import threading
from concurrent.futures import Future
from pathlib import Path

import pytest
from fake_work import FakeWork, counts, failures, make, tasks_of

from iwsim.errors import DesignError, Fault, RunError, ScenarioError, StoreError
from iwsim.study import calls, retrying
from iwsim.study.batches import Batch, Pace, batches, perform
from iwsim.study.digest import digest
from iwsim.study.parts import RUNS, Stamp, read_parts
from iwsim.study.pool import WorkerDiedError
from iwsim.study.progress import Silent
from iwsim.study.store import Store
from iwsim.study.where import Processes, Threads


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    make(folder, Threads(1))
    return digest(folder)


def test_whatever_befalls_a_run_is_its_row_and_the_rest_is_made(tmp_path, whole, monkeypatch):
    monkeypatch.setattr(retrying, "_SECONDS_TO_LOAD", 8.0)
    acts = {0: "kill", 3: "hang", 5: "fail", 9: "kill"}
    receipts = make(tmp_path, Processes(2), FakeWork(acts), time_limit=1.0)
    assert counts(receipts) == (8, 4)
    died = "its worker process died twice (killed, or out of memory)"
    assert failures(tmp_path) == {
        0: died,
        3: "took longer than 1 s and was ended",
        5: "ValueError: no such week",
        9: died,
    }
    assert counts(make(tmp_path, Processes(2))) == (4, 0)
    assert digest(tmp_path) == whole


def test_a_worker_that_dies_once_costs_nothing(tmp_path, whole):
    work = FakeWork({2: "kill_once", 7: "kill_once"}, marks=str(tmp_path))
    folder = tmp_path / "made"
    assert counts(make(folder, Processes(2), work)) == (12, 0)
    assert digest(folder) == whole


def test_a_fault_in_a_thread_is_a_row(tmp_path):
    assert counts(make(tmp_path, Threads(2), FakeWork({4: "fail"}))) == (11, 1)
    assert failures(tmp_path) == {4: "ValueError: no such week"}


class Killing(Silent):
    """Kills one worker a moment after the first receipt."""

    killed = 0

    def say(self, text):
        if text == "runs":
            threading.Timer(0.3, self.kill).start()

    def kill(self):
        for thread in Path("/proc/self/task").iterdir():
            for child in (thread / "children").read_text().split():
                if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text() and not self.killed:
                    self.killed = int(child)
                    os.kill(self.killed, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_worker_is_replaced(tmp_path, whole):
    told = Killing()
    assert counts(make(tmp_path, Processes(2), FakeWork(seconds=0.2), told=told)) == (12, 0)
    assert told.killed
    assert digest(tmp_path) == whole


class Crowded:
    """A worker that holds two batches; if one kills it, it is not known which of them it was."""

    shares_cache = knows_culprit = False

    def __init__(self, times):
        self.times, self.held = times, []

    def workers(self):
        """Asked for again and again, which is when something happens."""
        dies = any("kill" in map(self.act_of(batch), batch.tasks) for batch, _ in self.held)
        for batch, future in self.held:
            if dies:
                future.set_exception(WorkerDiedError(self.times))
            else:
                future.set_result(perform(batch))
        self.held = []
        return 1

    def act_of(self, batch):
        return lambda task: batch.work.acts.get(task.replicate)

    def send(self, batch, seconds):
        self.held.append((batch, Future()))
        return self.held[-1][1]

    def take(self, batch, done):
        return done


@pytest.mark.parametrize("times", [1, 4])
def test_a_death_is_put_down_to_no_run_that_only_waited(tmp_path, monkeypatch, times):
    monkeypatch.setattr(retrying, "_SECONDS_BETWEEN_LOOKS", 0.0)
    work, stamp = FakeWork({0: "kill", 3: "kill", 7: "kill"}), Stamp("", "")
    pace = Pace(12, workers=1)
    coming = batches(tasks_of(12), Batch((), tmp_path, stamp, work), pace)
    with Store(tmp_path, stamp):
        made = list(retrying.receipts(Crowded(times), coming, pace, None))
    assert sorted(failures(tmp_path)) == [0, 3, 7]
    assert counts(made) == (9, 3)


@pytest.mark.parametrize("where", [Threads(1), Processes(1)])
def test_a_full_disk_ends_all_at_once_and_loses_nothing(tmp_path, whole, where, monkeypatch):
    monkeypatch.setattr(calls, "write", calls.write)  # put back what a thread changes
    with pytest.raises(StoreError, match="No space left on device"):
        make(tmp_path, where, FakeWork({6: "fill_the_disk"}))
    monkeypatch.undo()
    assert sum(part.tables[RUNS].num_rows for part in read_parts(tmp_path)[0]) >= 1
    make(tmp_path, where)
    assert digest(tmp_path) == whole


def test_workers_that_die_again_and_again_end_it(tmp_path):
    everyone = dict.fromkeys(range(12), "kill")
    with pytest.raises(RunError, match=r"died 10 times in a row .* finished runs are kept"):
        make(tmp_path, Processes(2), FakeWork(everyone))


def test_workers_that_cannot_begin_are_one_clear_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("iwsim.study.worker.begin", _cannot_begin)
    with pytest.raises(RunError, match="end before they begin to work"):
        make(tmp_path, Processes(1))


def _cannot_begin(lifeline, sample):
    os._exit(1)


def test_work_that_cannot_travel_is_refused_before_any_process_starts(tmp_path):
    work = FakeWork(marks=lambda: None)
    with pytest.raises(DesignError, match="use threads"):
        make(tmp_path, Processes(1), work)
    assert counts(make(tmp_path, Threads(1), work)) == (12, 0)


def test_no_more_tasks_are_asked_for_than_are_needed(tmp_path):
    asked = []

    def counted():
        for task in tasks_of(1000):
            asked.append(task.replicate)
            yield task

    pace = Pace(1000, workers=1)
    like = Batch((), tmp_path, Stamp("", ""), FakeWork())
    coming = batches(counted(), like, pace)
    assert asked == []
    assert len(next(coming).tasks) == 1
    assert len(asked) == 2
    pace.seconds_a_task = 0.001
    assert len(next(coming).tasks) == 100  # runs at most
    assert len(asked) == 102


def test_faults_of_a_scenario_travel_from_a_worker():
    fault = Fault("a.toml", "weeks", "-1", "1 or more")
    there = pickle.loads(pickle.dumps(ScenarioError((fault,))))
    assert (there.faults, str(there)) == ((fault,), str(fault))
