"""A study is read as a whole: its arms and points, or all of its faults at once."""

import pytest

from iwsim.errors import ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import load_scenario
from iwsim.sweep.read import load_study, shipped_studies
from tests.sweep.files import SMALL, study_of


@pytest.mark.parametrize("name", shipped_studies())
def test_shipped_studies_are_without_faults(name):
    study = load_study(name)
    assert study.title and study.description
    assert study.runs == len(study.arms) * len(study.points) * study.replicates
    for contrast in study.contrasts:
        assert {contrast.arm, contrast.reference} <= set(study.arms)
    for point in study.points[:20]:
        assert set(study.arms) <= set(study.at(point).arms)


def test_without_anything_varied_there_is_one_point(tmp_path):
    (point,) = study_of(tmp_path, SMALL).points
    assert point.name == "as it is"


def test_factors_are_crossed(tmp_path):
    study = study_of(
        tmp_path,
        SMALL + '[factors.a]\nlow = {}\nhigh = { "asb.contagion" = 0.4 }\n'
        '[factors.b]\nfew = {}\nmany = { "needs.coupling" = 0.0 }\n',
    )
    assert [point.name for point in study.points] == [
        "low, few", "low, many", "high, few", "high, many"
    ]  # fmt: skip
    last = study.points[-1]
    assert last.levels == {"a": "high", "b": "many"}
    assert study.at(last).parameters["asb"].contagion == 0.4
    assert study.at(last).parameters["needs"].coupling == 0.0
    assert study.at(study.points[0]).parameters == study.scenario.parameters


def test_mechanisms_give_every_set_of_them(tmp_path):
    study = study_of(
        tmp_path,
        SMALL + '[mechanisms.a]\nwords = "one"\noff = { "asb.contagion" = 0.0 }\n'
        '[mechanisms.b]\nwords = "two"\noff = { "needs.coupling" = 0.0 }\n',
    )
    assert [point.name for point in study.points] == ["all on", "off: b", "off: a", "all off"]
    assert study.at(study.points[2]).parameters["asb"].contagion == 0.0


def test_one_by_one_leaves_each_ingredient_out_and_adds_it_alone(tmp_path):
    study = study_of(tmp_path, SMALL + '[one_by_one]\nteam = "colocated_team"\nsilo = "siloed"\n')
    arms = study.scenario.arms
    team, silo = arms["colocated_team"].arrangement, arms["siloed"].arrangement
    differ = [name for name in Arrangement._fields if getattr(team, name) != getattr(silo, name)]
    assert len(study.arms) == 2 + 2 * len(differ)
    for name in differ:
        less = arms[f"without {name}"].arrangement
        more = arms[f"with {name}"].arrangement
        assert less == team._replace(**{name: getattr(silo, name)})
        assert more == silo._replace(**{name: getattr(team, name)})


def test_crossed_kinds_end_in_the_whole_team(tmp_path):
    study = study_of(tmp_path, SMALL + '[crossed]\nteam = "colocated_team"\nsilo = "siloed"\n')
    arms = study.scenario.arms
    whole = arms["structure + climate + resource"].arrangement
    assert whole == arms["colocated_team"].arrangement
    alone = arms["climate"].arrangement
    for name in Arrangement._fields:
        kind = PARAMETERS[f"arrangement.{name}"].ingredient
        source = arms["colocated_team" if kind == "climate" else "siloed"].arrangement
        assert getattr(alone, name) == getattr(source, name)


def test_mixed_arms_take_kinds_from_others(tmp_path):
    study = study_of(
        tmp_path,
        SMALL + '[mixed.nice]\nbase = "siloed"\nclimate = "siloed_good_climate"\n'
        "set = { outreach = 3.0 }\n",
    )
    nice = study.scenario.arms["nice"].arrangement
    good = load_scenario("tower").arms["siloed_good_climate"].arrangement
    assert nice.shared_vision == good.shared_vision
    assert nice.co_location == study.scenario.arms["siloed"].arrangement.co_location
    assert nice.outreach == 3.0


REFUSED = {
    "unknown key": ("replicate = 3", "replicate is 3; allowed: one of", "replicates"),
    "no such arm": ('arms = ["siloed", "team"]', '"team"; allowed: one of', "siloed"),
    "no such outcome": ('outcomes = ["incident"]', '"incident"', "incidents"),
    "text for a number": ('replicates = "many"', "a whole number from 1 to", "many"),
    "one arm": ('arms = ["siloed"]', "at least two", "reference"),
    "no such scenario": ('scenario = "towr"', '"towr"', "nearest: tower"),
    "unknown parameter": (
        '[settings.x]\n"asb.contagio" = 0.1', "settings.x.asb.contagio", "nearest: asb.contagion",
    ),
    "out of range": ('[settings.x]\n"asb.contagion" = 90.0', "asb.contagion", "90"),
    "two ways": ("[settings.x]\n[factors.a]\nlow = {}", "not several of them", "settings"),
    "same points": ("[settings.x]\n[settings.y]", "differ in some parameter", "y"),
    "no number": ('[settings.x]\n"asb.contagion" = "low"', "a number", "settings.x"),
    "empty mechanism": ("[mechanisms.a]\nwords = 'x'", "mechanisms.a.off", "table of values"),
    "too many mechanisms": (
        "".join(f'[mechanisms.m{n}]\noff = {{ "asb.contagion" = 0.{n} }}\n' for n in range(7)),
        "at most 6", "doubles",
    ),
    "unknown kind": ('[mixed.a]\nbase = "siloed"\nweather = "siloed"', "mixed.a.weather", "one of"),
    "no base": ('[mixed.a]\nclimate = "siloed"', "mixed.a.base is missing", "placement"),
    "unknown ingredient": (
        '[mixed.a]\nbase = "siloed"\nset = { shared_visoin = 0.1 }', "mixed.a.set.shared_visoin",
        "nearest: shared_vision",
    ),
    "ingredient out of range": (
        '[mixed.a]\nbase = "siloed"\nset = { shared_vision = 3 }', "shared_vision", "to 1",
    ),
    "no such end": ('[crossed]\nteam = "x"\nsilo = "siloed"', "crossed.team", "one of"),
    "bad weeks": ("weeks = 0", "weeks", "1"),
    "reference not run": ('reference = "placement"', "reference", "placement"),
    "arms twice": ('arms = ["siloed", "siloed"]', "each name once", "siloed"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refusals_name_the_key_the_value_and_what_is_allowed(case, tmp_path):
    change, *expected = REFUSED[case]
    key = change.split("=")[0].strip()
    kept = [line for line in SMALL.splitlines() if line.split("=")[0].strip() != key]
    with pytest.raises(ScenarioError) as refused:
        study_of(tmp_path, "\n".join([*kept, change, ""]))
    for words in expected:
        assert words in str(refused.value)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        study_of(tmp_path, SMALL.replace("replicates = 2", "replicates = 0") + "colour = 1\n")
    assert len(refused.value.faults) == 2


def test_an_unknown_study_is_told_the_nearest():
    with pytest.raises(ScenarioError, match="nearest: ingredients"):
        load_study("ingredient")
