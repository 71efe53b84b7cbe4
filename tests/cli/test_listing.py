"""The commands that list: tables for people, JSON for scripts."""

import json

import pytest

from iwsim.cli import main
from iwsim.cli.plan import what_it_does
from iwsim.measuring import MEASURED_WEEK
from iwsim.outcomes import OUTCOMES
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario, scenario_schema, shipped_scenarios
from iwsim.week import week_source


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
