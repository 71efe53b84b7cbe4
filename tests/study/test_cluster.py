"""A real cluster: a scheduler and workers in processes of their own, some of which are killed."""

import socketserver
import sys
import threading
import time

import pytest
from fake_work import FakeWork, counts, failures, make

from iwsim.errors import DesignError, RunError
from iwsim.study import cluster, retrying
from iwsim.study.digest import digest
from iwsim.study.pool import WorkerDiedError
from iwsim.study.progress import Silent
from iwsim.study.where import Cluster, Threads
from tests.dask_cluster import Dask


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    made = Dask(tmp_path_factory.mktemp("dask"))
    made.add_worker()
    made.add_worker()
    yield made
    made.end()


@pytest.fixture
def own(tmp_path):
    """A scheduler that a test may do harm to."""
    made = Dask(tmp_path)
    yield made
    made.end()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    make(folder, Threads(1))
    return digest(folder)


class After(Silent):
    """Does something when the first run is there, and remembers what it was told."""

    def __init__(self, call):
        self.call, self.said = call, []

    def say(self, text):
        if text == "runs":
            threading.Thread(target=self.call).start()
        self.said.append(text)

    def wait_for(self, text):
        """Wait until the last thing that was said is this."""
        while not self.said or self.said[-1] != text:
            time.sleep(0.05)


def test_a_cluster_makes_the_same_and_failures_are_rows(tmp_path, dask, whole, monkeypatch):
    monkeypatch.setattr(retrying, "_SECONDS_TO_LOAD", 8.0)
    where = Cluster(dask.address)
    receipts = make(tmp_path, where, FakeWork({3: "hang", 5: "fail"}), time_limit=1.0)
    assert counts(receipts) == (10, 2)
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


def test_a_run_that_kills_its_worker_is_a_row_and_no_other_is(tmp_path, dask, whole):
    where = Cluster(dask.address)
    receipts = make(tmp_path, where, FakeWork({3: "kill"}, seconds=0.3))
    assert failures(tmp_path) == {3: "its worker process died twice (killed, or out of memory)"}
    assert counts(receipts) == (11, 1)
    make(tmp_path, where)
    assert digest(tmp_path) == whole


def test_a_run_that_hangs_when_its_study_is_interrupted_does_not_stay(tmp_path, dask, monkeypatch):
    monkeypatch.setattr(retrying, "_SECONDS_TO_LOAD", 4.0)
    monkeypatch.setattr(cluster, "_SECONDS_OF_GRACE", 1.0)

    class Interrupting(Silent):
        def say(self, text):
            if text == "runs":
                raise KeyboardInterrupt

    where, work = Cluster(dask.address), FakeWork({0: "hang"})
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, where, work, time_limit=1.0, told=Interrupting())
    dask.wait_until_idle(workers=2)


def test_what_a_worker_that_nobody_replaces_had_begun_is_made_by_the_other(tmp_path, own, whole):
    lost, _ = own.add_worker("--no-nanny"), own.add_worker("--no-nanny")
    own.wait_until_idle(workers=2)
    told = After(lost.kill)
    make(tmp_path / "made", Cluster(own.address), FakeWork(seconds=0.3), told=told)
    own.wait_until_idle(workers=1)
    assert digest(tmp_path / "made") == whole


def test_when_no_worker_is_left_it_says_so_and_goes_on_with_one_that_comes(tmp_path, own, whole):
    waiting = f"waiting for workers of {own.address}"
    lost = [own.add_worker("--no-nanny"), own.add_worker("--no-nanny")]
    own.wait_until_idle(workers=2)

    def replace():
        for worker in lost:
            worker.kill()
        told.wait_for(waiting)
        own.add_worker("--no-nanny")

    told = After(replace)
    make(tmp_path / "made", Cluster(own.address), FakeWork(seconds=0.3), told=told)
    assert told.said[-2:] == [waiting, f"workers of {own.address} are there"]
    assert digest(tmp_path / "made") == whole


def test_a_scheduler_that_dies_ends_it_and_the_rest_is_made_here(tmp_path, own, whole):
    own.add_worker()
    killed = []

    def kill():
        own.scheduler.kill()
        killed.append(time.monotonic())

    with pytest.raises(RunError, match=r"the scheduler at .* went away; finished"):
        make(tmp_path / "made", Cluster(own.address), FakeWork(seconds=0.3), told=After(kill))
    assert time.monotonic() - killed[0] < 60.0
    assert len(make(tmp_path / "made", Threads(2))) < 12
    assert digest(tmp_path / "made") == whole


def test_no_scheduler_and_no_worker_are_one_clear_sentence_each(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1.0)
    with pytest.raises(RunError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9 within 1 s"):
        make(tmp_path, Cluster("tcp://127.0.0.1:9"))
    with pytest.raises(RunError, match="no scheduler answers at nowhere://here"):
        make(tmp_path, Cluster("nowhere://here"))


class Page(socketserver.BaseRequestHandler):
    """Answers as a server of pages does."""

    answer = b"HTTP/1.1 400 Bad Request\r\n\r\n"

    def handle(self):
        self.request.sendall(self.answer)
        self.request.recv(10_000)
        self.request.recv(10_000)


class Waiting(Page):
    """Waits for the rest of a request, as the dashboard of a scheduler does."""

    answer = b""


@pytest.mark.parametrize("other", [Page, Waiting])
def test_what_is_no_scheduler_is_told_and_not_waited_for(tmp_path, monkeypatch, other):
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1.0)
    with socketserver.TCPServer(("127.0.0.1", 0), other) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
        with pytest.raises(RunError, match=f"no scheduler answers at {address}"):
            make(tmp_path, Cluster(address))


def test_a_cluster_without_workers_is_waited_for_and_then_given_up(tmp_path, own, monkeypatch):
    monkeypatch.setattr(cluster, "_SECONDS_WITHOUT_WORKERS", 2.0)
    told = After(None)
    with pytest.raises(RunError, match="had no worker for 2 seconds"):
        make(tmp_path / "made", Cluster(own.address), told=told)
    assert told.said[-1] == f"waiting for workers of {own.address}"


def test_a_job_that_dask_gives_up_has_taken_several_workers():
    error = cluster._in_our_words(cluster.distributed.KilledWorker("job", None, 3))
    assert isinstance(error, WorkerDiedError)
    assert error.times == 4


def test_without_the_library_the_way_to_it_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "iwsim.study.cluster")
    with pytest.raises(DesignError, match=r"--scheduler needs .* pip install \"iwsim\[cluster\]\""):
        make(tmp_path, Cluster("tcp://127.0.0.1:9"))
