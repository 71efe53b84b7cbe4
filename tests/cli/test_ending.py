"""How the program ends: interrupts, closed pipes, full disks, faults of ours."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from iwsim.cli import comparing, listing, main
from iwsim.scenario import load_scenario
from iwsim.study.compare import compare
from iwsim.study.digest import digest
from tests.cli.conftest import SHORT

PROGRAM = (sys.executable, "-m", "iwsim")
CHECKOUT = Path(__file__).parent.parent.parent


def environment():
    paths = [str(CHECKOUT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def test_an_interrupt_says_what_is_kept(command, monkeypatch):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(comparing, "compare_arms", interrupt)
    code, out, message = command("compare", "tower", *SHORT)
    assert (code, out) == (130, "")
    assert message.startswith("iwsim: Interrupted; finished runs are kept in results")
    assert message.count("\n") == 1


def test_an_interrupt_elsewhere_says_that_nothing_was_written(command, monkeypatch):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "shipped_scenarios", interrupt)
    assert command("scenarios") == (130, "", "iwsim: Interrupted; nothing was written.\n")


def test_a_fault_of_ours_is_told_as_one(command, monkeypatch):
    def fail():
        raise TypeError("two and two")

    monkeypatch.setattr(listing, "shipped_scenarios", fail)
    code, out, message = command("scenarios")
    assert (code, out) == (1, "")
    assert "fault in iwsim: TypeError: two and two" in message
    assert "--debug" in message
    assert "Traceback" in command("scenarios", "--debug")[2]


@pytest.mark.skipif(os.name == "nt", reason="pipes of a POSIX shell")
@pytest.mark.parametrize("words", [["parameters"], ["--help"], ["schema"]])
def test_a_closed_pipe_ends_silently(words, tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [*PROGRAM, *words], stdout=closed, stderr=subprocess.PIPE, cwd=tmp_path,
            env=environment(), timeout=60, check=False,
        )  # fmt: skip
    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk to write to")
def test_a_full_disk_is_told(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "schema"], stdout=full, stderr=subprocess.PIPE, cwd=tmp_path,
            env=environment(), timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr == b"iwsim: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="signals to a group of processes")
def test_an_interrupted_comparison_goes_on_where_it_was(tmp_path):
    words = [*PROGRAM, "compare", "tower", "--replicates", "400", "--workers", "2", "--out", "here"]
    running = subprocess.Popen(
        words, cwd=tmp_path, env=environment(), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    parts = tmp_path / "here" / "parts"
    ends = time.monotonic() + 200
    while time.monotonic() < ends and len(list(parts.glob("runs-*.parquet"))) < 3:
        assert running.poll() is None
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    out, message = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == ""
    assert "Traceback" not in message
    assert message.splitlines()[-1].startswith("iwsim: Interrupted; finished runs are kept in here")
    assert len(list(parts.glob("runs-*.parquet"))) >= 3


@pytest.mark.skipif(os.name == "nt", reason="a signal that cannot be caught")
def test_a_killed_comparison_comes_to_the_same_results(tmp_path):
    """Killed outright when a part is there and others are not: the same command makes the rest."""
    words = [*PROGRAM, "compare", "tower", "--arms", "siloed,colocated_team", "--weeks", "20",
             "--set", "spin_up=20", "--replicates", "60", "--workers", "2", "--out", "here",
             "--quiet"]  # fmt: skip
    parts = tmp_path / "here" / "parts"
    options = {"cwd": tmp_path, "env": environment(), "stdout": subprocess.DEVNULL}
    running = subprocess.Popen(words, **options)
    ends = time.monotonic() + 200
    while time.monotonic() < ends and not list(parts.glob("runs-*.parquet")):
        assert running.poll() is None
        time.sleep(0.01)
    running.kill()
    assert running.wait(timeout=60) == -signal.SIGKILL
    some = digest(tmp_path / "here")
    subprocess.run(words, **options, check=True, timeout=200)
    scenario = load_scenario("tower", {"weeks": 20, "spin_up": 20})
    compare(scenario, ["siloed", "colocated_team"], 60, 1, out=tmp_path / "whole")
    assert digest(tmp_path / "here") == digest(tmp_path / "whole") != some


def test_main_reads_the_program_s_arguments(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["iwsim", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("iwsim ")
