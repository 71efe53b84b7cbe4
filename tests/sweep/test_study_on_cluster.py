"""A study that the command line has made on a real cluster, and that is interrupted."""

import os
import signal
import subprocess
import sys
import time

import pytest

from iwsim.study.digest import digest
from iwsim.study.parts import part_files
from iwsim.sweep.read import load_study
from iwsim.sweep.status import status_of
from tests.dask_cluster import SETTINGS, Dask
from tests.sweep import cheap

TEXT = cheap.head("level", '["siloed", "colocated_team"]') + cheap.design("sobol", 4)


@pytest.fixture
def dask(tmp_path):
    made = Dask(tmp_path)
    made.add_worker()
    made.add_worker()
    yield made
    made.end()


@pytest.mark.skipif(os.name == "nt", reason="a console's interrupt cannot be sent alone")
def test_an_interrupted_study_leaves_the_cluster_free_and_goes_on(tmp_path, dask):
    (tmp_path / "study.toml").write_text(TEXT + cheap.factors(2), encoding="utf-8")
    folder = tmp_path / "here"
    words = [sys.executable, "-m", "tests.sweep.study_alone", "study", "study.toml",
             "--scheduler", dask.address, "--out", "here"]  # fmt: skip
    begin = {
        "cwd": tmp_path, "env": {**os.environ, **SETTINGS}, "text": True,
        "stdout": subprocess.PIPE, "stderr": subprocess.PIPE,
    }  # fmt: skip

    running = subprocess.Popen(words, **begin)
    while len(part_files(folder)) < 4:
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, message = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert "Traceback" not in message
    assert message.splitlines()[-1] == (
        "iwsim: Interrupted; finished runs are kept in here, the same command goes on from there."
    )
    kept = set(part_files(folder))
    found = status_of(folder)
    assert found.sound
    assert 0 < found.finished < found.runs

    dask.wait_until_idle(workers=2)

    done = subprocess.run(words, **begin, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{found.finished} of them finished before" in done.stderr
    assert kept <= set(part_files(folder))
    cheap.made(load_study(tmp_path / "study.toml"), tmp_path / "whole")
    assert digest(folder) == digest(tmp_path / "whole")
