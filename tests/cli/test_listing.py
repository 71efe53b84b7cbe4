"""The commands that list: tables for people, JSON for scripts."""

import json
import subprocess
import sys

import pytest

from iwsim.cli import main
from iwsim.cli.plan import what_it_does
from iwsim.evidence import EVIDENCE
from iwsim.evidence_map.uses import PROCESSES
from iwsim.measuring import MEASURED_WEEK
from iwsim.outcomes import OUTCOMES
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario, scenario_schema, shipped_scenarios
from iwsim.validation.claims import CLAIMS
from iwsim.week import week_source
from tests.test_house import HEAVY


def said(capsys, *words):
    """Return what a command that ends well says on stdout."""
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_scenarios(capsys):
    listed = json.loads(said(capsys, "scenarios", "--json"))
    assert tuple(one["name"] for one in listed) == shipped_scenarios()
    for one in listed:
        assert list(one["arms"]) == list(load_scenario(one["name"]).arms)
    shown = said(capsys, "scenarios")
    for one in listed:
        assert one["title"] in shown


def test_parameters(capsys):
    listed = json.loads(said(capsys, "parameters", "--json"))
    assert [one["name"] for one in listed] == list(PARAMETERS)
    assert listed[0].keys() >= {"default", "unit", "allowed", "plausible", "meaning", "evidence"}
    assert [one["default"] for one in listed] == [p.default for p in PARAMETERS.values()]


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("asb.", lambda name: name.startswith("asb.")),
        ("*.feedback", lambda name: name.endswith(".feedback")),
        ("trust", lambda name: "trust" in name),
    ],
)
def test_parameters_by_pattern(capsys, pattern, fits):
    listed = json.loads(said(capsys, "parameters", pattern, "--json"))
    assert [one["name"] for one in listed] == [name for name in PARAMETERS if fits(name)]


def test_outcomes(capsys):
    listed = json.loads(said(capsys, "outcomes", "--json"))
    assert [one["name"] for one in listed] == [outcome.name for outcome in OUTCOMES]
    assert "Mean trust of residents" in said(capsys, "outcomes", "resident_trust")


def test_evidence_in_numbers(capsys):
    numbers = json.loads(said(capsys, "evidence", "--json"))
    assert sum(one["ids"] for one in numbers["evidence"]) == len(EVIDENCE)
    assert sum(numbers["parameters"].values()) == len(PARAMETERS)
    assert [one["process"] for one in numbers["processes"]] == list(PROCESSES)
    assert [one["key"] for one in numbers["patterns"]] == list(CLAIMS)
    shown = said(capsys, "evidence")
    for name in ("mechanism", "assumption", "help_seeking", "P21"):
        assert name in shown


def test_evidence_of_an_id(capsys):
    found = json.loads(said(capsys, "evidence", "E139", "--json"))
    assert (found["value_low"], found["value_high"], found["support"]) == (13.0, 70.0, "paper")
    users = {use["kind"]: use["name"] for use in found["used_by"]}
    assert users == {
        "process": "detection", "pattern": "P08", "scenario": "new_york", "case": "new_york",
    }  # fmt: skip
    shown = said(capsys, "evidence", "E139")
    for words in ("shared_records → hit_rate +", "13 to 70 per cent", "detection"):
        assert words in shown


def test_evidence_that_is_not_used_says_why(capsys):
    found = json.loads(said(capsys, "evidence", "E010", "--json"))
    assert found["used_by"] == []
    shown = said(capsys, "evidence", "E010")
    assert "Nothing rests on it" in shown
    assert found["not_used"][0]["words"].split(";")[0] in " ".join(shown.split())


@pytest.mark.parametrize("name", ["needs.coupling", "needs", "context", "P21", "tower"])
def test_evidence_below_a_name(capsys, name):
    found = json.loads(said(capsys, "evidence", name, "--json"))
    assert found["name"] == name
    shown = said(capsys, "evidence", name)
    for one in found["evidence"]:
        assert one["id"] in shown and one["support"] in shown


def test_a_parameter_without_evidence_says_so(capsys):
    assert "it is an assumption" in said(capsys, "evidence", "needs.shock_size")


def test_evidence_loads_nothing_heavy():
    program = (
        "import sys\n"
        "from iwsim.cli import main\n"
        "assert main(['evidence', 'needs']) == 0\n"
        "print('loaded:', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.rsplit("loaded:", maxsplit=1)[1].split())
    assert loaded.isdisjoint({*HEAVY, "numpy"})


def test_the_schema(capsys, tmp_path):
    assert json.loads(said(capsys, "schema")) == scenario_schema()
    path = tmp_path / "schema.json"
    assert said(capsys, "schema", "--out", str(path)).strip() == str(path)
    assert json.loads(path.read_text(encoding="utf-8")) == scenario_schema()


def test_the_plan_is_the_week(capsys):
    lines = json.loads(said(capsys, "plan", "tower", "--json", "--quiet"))
    assert [line["process"] for line in lines] == [process.name for process in MEASURED_WEEK]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    for line, process in zip(lines, MEASURED_WEEK, strict=True):
        assert line["writes"] == list(process.writes)
        assert line["what"] == what_it_does(process) != ""
        assert line["microseconds"] > 0.0


def test_the_plan_as_source(capsys):
    assert said(capsys, "plan", "--source") == week_source(MEASURED_WEEK)
