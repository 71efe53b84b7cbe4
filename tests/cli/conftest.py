"""A short scenario in a folder of its own, and commands run on it."""

import json

import pytest

from iwsim.cli import main
from tests.quicken import quicken

SHORT = (
    "--set", "spin_up=4", "--set", "baseline=2", "--weeks", "4",
)  # fmt: skip


@pytest.fixture
def quick(monkeypatch):
    """Let comparisons draw no figures and run in threads."""
    quicken(monkeypatch)


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Return a function that runs a command in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = main(list(words))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def plain(command):
    """Return a function that runs a command with --json and gives what it says."""

    def run(*words):
        code, out, _ = command(*words, "--json", "--quiet")
        assert code == 0
        return json.loads(out)

    return run
