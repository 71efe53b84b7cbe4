"""Every call to the disk is made to fail once, and every process is killed: nothing is lost."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import ARMS, small_scenario

from iwsim.errors import StoreError
from iwsim.study.compare import compare
from iwsim.study.digest import digest
from iwsim.study.parts import RUNS, part_files, read_parts
from tests.failing_calls import Failing, Killed

SCRIPT = Path(__file__).with_name("compare_alone.py")


def _made(folder):
    return compare(small_scenario(weeks=3), ARMS[:2], 2, workers=1, out=folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as monkeypatch:
        import_fake(monkeypatch)
        _made(folder)
        counting = Failing(monkeypatch, k=0, number=0)
        _made(folder / "counted")
    return digest(folder), counting.count


def import_fake(monkeypatch):
    fake = sys.modules["fakes"].FakeModel
    monkeypatch.setattr(sys.modules["iwsim.study.runs"], "Course", fake)


@pytest.mark.parametrize("name", ["ENOSPC", "EIO", "EACCES", "killed"])
@pytest.mark.usefixtures("fake_model")
def test_whichever_call_fails_the_next_command_mends_it(tmp_path, monkeypatch, whole, name):
    expected, count = whole
    number = getattr(errno, name, None)
    raised = Killed if number is None else StoreError
    said = None if number is None else os.strerror(number)
    assert count > 20
    for k in range(1, count + 1):
        folder = tmp_path / str(k)
        with monkeypatch.context() as patch:
            Failing(patch, k, number)
            with pytest.raises(raised, match=said):
                _made(folder)
        before = set(part_files(folder))
        sound, damaged = read_parts(folder)
        assert not damaged
        _made(folder)
        finished = {file for part in sound for file in part.files}
        assert finished <= before & set(part_files(folder))  # nothing finished was made again
        assert digest(folder) == expected


def _finished(folder):
    return [path for path in part_files(folder) if path.name.startswith(RUNS)]


@pytest.mark.parametrize("way", ["threads", "processes"])
@pytest.mark.parametrize("after", [1, 2])
def test_a_killed_comparison_goes_on_with_nothing_lost(tmp_path, fake_model, way, after):
    folder = tmp_path / "killed"
    process = subprocess.Popen([sys.executable, SCRIPT, folder, way, "0.3"])
    while process.poll() is None and len(_finished(folder)) < after:
        time.sleep(0.005)
    process.kill()
    assert process.wait() != 0
    time.sleep(0.3)  # workers, if any, see the end of their parent
    before = {path: path.stat().st_mtime_ns for path in _finished(folder)}
    assert len(before) >= after
    compare(small_scenario(), ARMS, 6, workers=2, out=folder)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    rows = [part.tables[RUNS].num_rows for part in read_parts(folder)[0]]
    assert sum(rows) == 18  # no run was made twice
    compare(small_scenario(), ARMS, 6, workers=1, out=tmp_path / "whole")
    assert digest(folder) == digest(tmp_path / "whole")


def test_an_interrupt_keeps_finished_parts(tmp_path, fake_model):
    class Interrupting:
        def begin(self, runs, finished):
            self.parts = 0

        def say(self, text):
            pass

        def advance(self, finished, failed):
            self.parts += 1
            if self.parts == 2:
                raise KeyboardInterrupt

        def end(self):
            self.ended = True

    told = Interrupting()
    with pytest.raises(KeyboardInterrupt):
        compare(small_scenario(), ARMS, 6, workers=2, out=tmp_path / "cut", progress=told)
    assert told.ended
    assert len(_finished(tmp_path / "cut")) >= 2
    compare(small_scenario(), ARMS, 6, workers=1, out=tmp_path / "cut")
    compare(small_scenario(), ARMS, 6, workers=1, out=tmp_path / "whole")
    assert digest(tmp_path / "cut") == digest(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="a console's interrupt cannot be sent alone")
def test_an_interrupt_ends_processes_at_once(tmp_path):
    process = subprocess.Popen(
        [sys.executable, SCRIPT, tmp_path, "processes", "20"],
        stderr=subprocess.PIPE,
    )
    while process.poll() is None and len(_finished(tmp_path)) < 1:
        time.sleep(0.01)
    time.sleep(1.0)  # workers are in the middle of runs that take very long
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    process.communicate()
    assert time.monotonic() - begun < 15.0
    assert process.returncode not in (0, None)
    assert len(_finished(tmp_path)) == 1
