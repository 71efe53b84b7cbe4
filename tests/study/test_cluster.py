"""A real cluster: a scheduler and workers in processes of their own, some of which are killed."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fake_work import FakeWork, make

from iwsim.errors import DesignError, RunError
from iwsim.study import cluster, retrying
from iwsim.study.digest import digest
from iwsim.study.pool import WorkerDiedError
from iwsim.study.progress import Silent
from iwsim.study.where import Cluster, Threads
from tests.test_house import CHECKOUT

SCHEDULER = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
WORKER = ("distributed.cli.dask_worker", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard")


class Dask:
    """A scheduler and its workers."""

    def __init__(self, folder):
        self.folder, self.file, self.started = folder, folder / "scheduler.json", []
        self.scheduler = self._start(
            *SCHEDULER, "--no-dashboard", "--scheduler-file", str(self.file)
        )
        while not self.file.exists():
            assert self.scheduler.poll() is None
            time.sleep(0.05)
        self.address = json.loads(self.file.read_text())["address"]

    def add_worker(self):
        place = str(self.folder / f"worker-{len(self.started)}")
        return self._start(*WORKER, self.address, "--local-directory", place)

    def _start(self, *command):
        path = os.pathsep.join([str(CHECKOUT), str(Path(__file__).parent)])
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(process)
        return process

    def end(self):
        for process in reversed(self.started):
            process.terminate()
        for process in reversed(self.started):
            try:
                process.wait(5.0)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    made = Dask(tmp_path_factory.mktemp("dask"))
    made.add_worker()
    made.add_worker()
    yield made
    made.end()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    make(folder, Threads(1))
    return digest(folder)


class After(Silent):
    """Does something when the runs have begun, and remembers what it was told."""

    def __init__(self, call):
        self.call, self.said = call, []

    def say(self, text):
        self.said.append(text)
        if text == "runs":
            threading.Thread(target=self.call).start()


def test_a_cluster_makes_the_same_and_failures_are_rows(tmp_path, dask, whole, monkeypatch):
    monkeypatch.setattr(retrying, "_SECONDS_TO_LOAD", 8.0)
    where = Cluster(dask.address)
    receipts = make(tmp_path, where, FakeWork({3: "hang", 5: "fail"}), time_limit=1.0)
    assert sum(each.finished for each in receipts) == 10
    assert sum(each.failed for each in receipts) == 2
    make(tmp_path, where)
    assert digest(tmp_path) == whole


def test_workers_of_another_version_are_refused(tmp_path, dask):
    with pytest.raises(RunError, match=r"has another version of the model .*ffffffffffff"):
        make(tmp_path, Cluster(dask.address), marked=lambda: "f" * 64)


def test_a_killed_worker_is_no_loss_and_one_that_comes_is_used(tmp_path, dask, whole):
    def replace():
        dask.started[1].kill()
        dask.add_worker()

    told = After(replace)
    make(tmp_path, Cluster(dask.address), FakeWork(seconds=0.3), told=told)
    assert digest(tmp_path) == whole


def test_a_scheduler_that_dies_ends_it_and_the_rest_is_made_here(tmp_path, whole):
    own = Dask(tmp_path)
    try:
        own.add_worker()
        told = After(own.scheduler.kill)
        with pytest.raises(RunError, match=r"the scheduler at .* went away; finished"):
            make(tmp_path, Cluster(own.address), FakeWork(seconds=0.3), told=told)
        begun = time.monotonic()
    finally:
        own.end()
    assert time.monotonic() - begun < 60.0
    assert len(make(tmp_path, Threads(2))) < 12
    assert digest(tmp_path) == whole


def test_no_scheduler_and_no_worker_are_one_clear_sentence_each(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1.0)
    with pytest.raises(RunError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9 within 1 s"):
        make(tmp_path, Cluster("tcp://127.0.0.1:9"))
    with pytest.raises(RunError, match="no scheduler answers at nowhere://here"):
        make(tmp_path, Cluster("nowhere://here"))


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_WITHOUT_WORKERS", 2.0)
    own = Dask(tmp_path)
    told = After(None)
    try:
        with pytest.raises(RunError, match="had no worker for 2 seconds"):
            make(tmp_path, Cluster(own.address), told=told)
    finally:
        own.end()
    assert f"waiting for workers of {own.address}" in told.said


def test_a_job_that_dask_gives_up_has_taken_several_workers():
    error = cluster._in_our_words(cluster.distributed.KilledWorker("job", None, 3))
    assert isinstance(error, WorkerDiedError)
    assert error.times == 4


def test_without_the_library_the_way_to_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "iwsim.study.cluster")
    with pytest.raises(DesignError, match=r"--scheduler needs .* pip install \"iwsim\[cluster\]\""):
        make(tmp_path, Cluster("tcp://127.0.0.1:9"))
