"""Every way of being wrong is refused with one clear message, and all faults are told at once."""

import re

import pytest

from iwsim.errors import EXIT_BAD_INPUT, ScenarioError
from iwsim.scenario import load_scenario
from tests.scenario.refusals import CASES, GOLDEN, SMALL, golden_text, message_of

GOLDEN_MESSAGES = dict(
    re.findall(
        r"^== (.*?)\n(.*?)\n(?=\n== |\Z)",
        GOLDEN.read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", CASES)
def test_message_is_the_golden_one(name, folder):
    assert message_of(CASES[name], folder) == GOLDEN_MESSAGES[name]


def test_the_golden_file_holds_all_cases_and_no_others():
    assert golden_text(GOLDEN_MESSAGES) == GOLDEN.read_text(encoding="utf-8")
    assert list(GOLDEN_MESSAGES) == list(CASES)


def test_what_the_cases_break_is_right_before(folder):
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    assert load_scenario("small.toml").title == "Small"


def test_all_faults_at_once_with_their_files(folder):
    message_of(CASES["many"], folder)
    with pytest.raises(ScenarioError) as refused:
        load_scenario("case.toml", CASES["many"].overrides)
    assert refused.value.exit_code == EXIT_BAD_INPUT
    faults = {(fault.file, fault.key) for fault in refused.value.faults}
    assert faults == {
        ("case.toml", "weeks"),
        ("case.toml", "agency.care.status"),
        ("case.toml", "parameters.asb.contagion"),
        ("case.toml", "parameters.asb.fear"),
        ("case.toml", "arms.colocated_team.arrangement.keyworker"),
        ("case.toml", "agency"),
        ("override", "needs.low"),
        ("override", "needs.lower"),
    }


def test_no_fault_hides_another(folder):
    """The faults of two broken files together are those of each alone."""
    spoilt = SMALL.replace("flats = 6", "flats = 7").replace("number = 2", "number = true")
    spoilt = spoilt.replace("outreach = 2", "outreach = -2, co_location = 3")
    (folder / "small.toml").write_text(spoilt, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load_scenario("small.toml", {"asb.base_rate": 3.0})
    assert [fault.key for fault in refused.value.faults] == [
        "agency.care.number",
        "asb.base_rate",
        "arms.colocated_team.arrangement.outreach",
        "arms.colocated_team.arrangement.co_location",
        "block[1].flats",
    ]


@pytest.mark.parametrize(
    "name", ["sc\0enario.toml", "x" * 5000 + ".toml", "", "..", "small.toml/x.toml"]
)
def test_odd_paths_are_refused(name, folder):
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(ScenarioError):
        load_scenario(name)


def test_deep_nesting_is_refused(folder):
    (folder / "deep.toml").write_text("weeks = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(ScenarioError, match="nested"):
        load_scenario("deep.toml")
