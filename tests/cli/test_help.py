"""The help of every command teaches, and its examples are right."""

import shlex
import subprocess
import sys

import pytest

import iwsim
from iwsim.cli import main
from iwsim.cli.arguments import Reading
from iwsim.cli.helps import HELPS
from iwsim.cli.parser import arguments_of
from iwsim.scenario import load_scenario, shipped_scenarios
from tests.test_house import HEAVY

MOST_EXAMPLES = 7
EXAMPLES = [example for text in HELPS.values() for example in text.examples]


def test_the_help_names_every_command(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    for command in HELPS:
        assert f"    {command}" in shown.out


@pytest.mark.parametrize("command", HELPS)
def test_the_help_of_a_command_describes_it_and_gives_examples(command, capsys):
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert HELPS[command].line in shown
    for example in HELPS[command].examples:
        assert example in shown


def test_every_command_has_examples():
    for text in HELPS.values():
        assert 1 <= len(text.examples) <= MOST_EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_understood(example):
    program, *words = shlex.split(example)
    assert program == "iwsim"
    arguments = arguments_of(words)
    assert arguments.command == words[0]
    if not hasattr(arguments, "set"):
        return
    reading = Reading(arguments)
    name = getattr(arguments, "scenario", "rochdale")
    scenario = load_scenario(name if name in shipped_scenarios() else "rochdale", reading.changes())
    if hasattr(arguments, "arm"):
        reading.arm(scenario)
    if hasattr(arguments, "arms"):
        reading.arms(scenario, ())
    reading.close()


def test_the_version_is_shown(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"iwsim {iwsim.__version__}\n"


@pytest.mark.parametrize("words", [["--help"], *([command, "--help"] for command in HELPS)])
def test_help_loads_nothing_heavy(words):
    program = (
        "import sys\n"
        "from iwsim.cli import main\n"
        f"assert main({words!r}) == 0\n"
        "print('loaded:', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.rsplit("loaded:", maxsplit=1)[1].split())
    assert loaded.isdisjoint(HEAVY)
