"""A study on a real cluster: made there, interrupted, and robbed of a worker or the scheduler."""

import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from iwsim.calibration.ensemble import MEMBER, ParameterSets
from iwsim.study.parts import part_files
from iwsim.study.pool import KEPT
from iwsim.study.where import Cluster, Threads
from iwsim.sweep.over_ensemble import over_ensemble
from iwsim.sweep.status import status_of
from tests.dask_cluster import SETTINGS, Dask
from tests.sweep import cheap
from tests.sweep.files import SMALL, study_of
from tests.sweep.same import same_tables

ARMS = '["siloed", "colocated_team"]'
TEXT = cheap.head("both", ARMS, 1, '["incidents", "stress"]') + cheap.design("sobol", 8)
MODEL = SMALL + '[factors]\n"asb.contagion" = { values = [0.1, 0.5] }\n'


@pytest.fixture(scope="module")
def dask(tmp_path_factory):
    made = Dask(tmp_path_factory.mktemp("dask"))
    made.add_worker()
    made.add_worker()
    yield made
    made.end()


@pytest.fixture
def own(tmp_path):
    """A cluster that a test may do harm to: two workers without a nanny."""
    made = Dask(tmp_path / "own")
    made.add_worker("--no-nanny")
    made.add_worker("--no-nanny")
    made.wait_until_idle(workers=2)
    yield made
    made.end()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A Sobol study made by one thread."""
    folder = tmp_path_factory.mktemp("whole")
    study = study_of(folder, TEXT + cheap.factors(2))
    cheap.made(study, folder / "runs", where=Threads(1))
    return study, folder / "runs"


class Command:
    """The command that makes the study on a cluster, in a folder and a process of its own."""

    def __init__(self, folder):
        self.folder, self.runs = folder, folder / "here"
        (folder / "study.toml").write_text(TEXT + cheap.factors(2), encoding="utf-8")

    def begin(self, address):
        """Begin it at a scheduler, or on this machine where there is none."""
        words = [sys.executable, "-m", "tests.sweep.study_alone", "study", "study.toml",
                 "--out", "here"]  # fmt: skip
        words += ["--scheduler", address] if address else []
        return subprocess.Popen(
            words, cwd=self.folder, env={**os.environ, **SETTINGS}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def begin_and_wait(self, address, parts):
        """Begin it and wait until so many parts are there."""
        running = self.begin(address)
        while len(part_files(self.runs)) < parts:
            assert running.poll() is None, running.communicate()
            time.sleep(0.02)
        return running

    def begun(self):
        """Return which parts it leaves and how many runs they hold: some, but not all."""
        found = status_of(self.runs)
        assert found.sound
        assert 0 < found.finished < found.runs
        return set(part_files(self.runs)), found.finished

    def go_on(self, address, parts, finished):
        """Begin it again and see that it makes the rest alone."""
        done = self.begin(address)
        _, message = done.communicate(timeout=120)
        assert done.returncode == 0, message
        assert f"{finished} of them finished before" in message
        assert parts <= set(part_files(self.runs))


class Killing(cheap.Counting):
    """Kills a process when the first part is there."""

    def __init__(self, process):
        super().__init__()
        self.process, self.made_before = process, None

    def advance(self, finished, failed):
        super().advance(finished, failed)
        if self.made_before is None:
            self.process.kill()
            self.process.wait()
            self.made_before = self.made


def test_a_cluster_makes_what_one_thread_makes(tmp_path, dask, whole):
    study, expected = whole
    cheap.made(study, tmp_path / "runs", where=Cluster(dask.address))
    same_tables(study, expected, tmp_path / "runs")


def test_a_study_over_an_ensemble_is_the_same_on_a_cluster(tmp_path, dask):
    table = pd.DataFrame({"asb.contagion": [0.1, 0.3, 0.5]}, index=pd.RangeIndex(1, 4, name=MEMBER))
    study = over_ensemble(study_of(tmp_path, SMALL), ParameterSets(table))
    for name, where in (("here", Threads(1)), ("there", Cluster(dask.address))):
        assert cheap.made(study, tmp_path / name, where=where) == study.runs
    same_tables(study, tmp_path / "here", tmp_path / "there")


def test_the_model_itself_makes_the_same_on_a_cluster(tmp_path, dask):
    study = study_of(tmp_path, MODEL)
    for name, where in (("here", Threads(1)), ("there", Cluster(dask.address))):
        told = cheap.Counting()
        cheap.made(study, tmp_path / name, numbers=None, where=where, told=told)
        assert (told.made, told.failed) == (study.runs, 0)
    same_tables(study, tmp_path / "here", tmp_path / "there")


def test_a_worker_that_is_killed_half_way_is_no_loss(tmp_path, own, whole):
    study, expected = whole
    told = Killing(own.started[1])
    cheap.made(study, tmp_path / "runs", cheap.slowly, Cluster(own.address), told)
    assert 0 < told.made_before < told.made
    own.wait_until_idle(workers=1)
    same_tables(study, expected, tmp_path / "runs")


@pytest.mark.parametrize("another", [True, False], ids=["another", "none"])
def test_when_the_scheduler_is_killed_the_rest_is_made_elsewhere(
    tmp_path, own, dask, whole, another
):
    command = Command(tmp_path)
    running = command.begin_and_wait(own.address, parts=1)
    own.scheduler.kill()
    out, message = running.communicate(timeout=120)
    assert (running.returncode, out) == (4, "")
    assert "Traceback" not in message
    last = message.splitlines()[-1]
    assert last == f"iwsim: the scheduler at {own.address} went away; {KEPT}"
    command.go_on(dask.address if another else None, *command.begun())
    same_tables(*whole, command.runs)


@pytest.mark.skipif(os.name == "nt", reason="a console's interrupt cannot be sent alone")
def test_an_interrupted_study_leaves_the_cluster_free_and_goes_on(tmp_path, dask, whole):
    command = Command(tmp_path)
    running = command.begin_and_wait(dask.address, parts=4)
    running.send_signal(signal.SIGINT)
    out, message = running.communicate(timeout=120)
    assert (running.returncode, out) == (130, "")
    assert "Traceback" not in message
    assert message.splitlines()[-1] == (
        "iwsim: Interrupted; finished runs are kept in here, the same command goes on from there."
    )
    left = command.begun()
    dask.wait_until_idle(workers=2)
    command.go_on(dask.address, *left)
    same_tables(*whole, command.runs)
