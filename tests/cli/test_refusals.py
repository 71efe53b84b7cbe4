"""Every bad argument gives one clear sentence, on stderr, with the right exit code."""

import re

import pytest

from iwsim.cli import main
from tests.cli.refusals import GOLDEN, LINES, golden_text, place, refusal


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path, monkeypatch):
    place(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_messages_and_exit_codes_are_those_agreed():
    found = {line: refusal(line)[1:] for line in LINES}
    assert golden_text(found) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("line", LINES)
def test_a_refusal_writes_nothing_but_its_message(line, in_a_folder):
    out, message, code = refusal(line)
    assert out == ""
    assert code in (2, 3)
    assert "Traceback" not in message
    for sentence in message.splitlines():
        assert sentence.startswith("iwsim: ")
    assert {path.name for path in in_a_folder.iterdir()} == {"a-file", "a-folder"}
    assert (in_a_folder / "a-file").read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("comprae tower", "compare"),
        ("run tower --arm colocated", "colocated_team"),
        ("run tower --set asb.contagon=1", "contagion"),
        ("run tower --replicats 3", "--replicate"),
        ("run towr", "tower"),
        ("compare tower --outcomes stres", "stress"),
        ("parameters trsut", "trust"),
    ],
)
def test_the_nearest_valid_name_is_shown(line, nearest):
    _, message, _ = refusal(line)
    assert re.search(rf"\(nearest: \S*{nearest}\)", message)


def test_all_faults_are_told_at_once():
    _, message, _ = refusal("compare towr --replicates x --workers 0 --seed -1 --out a-file")
    told = message.splitlines()
    for what in ("--replicates", "--workers", "--seed", "--out", "towr"):
        assert sum(what in line for line in told) == 1


def test_debug_adds_the_traceback(capsys):
    assert main(["run", "towr", "--debug"]) == 2
    message = capsys.readouterr().err
    assert "Traceback" in message
    assert message.splitlines()[-1].startswith("iwsim: ")
