"""What a scenario holds once it is loaded: the estate, services, arms, overrides, plain values."""

import dataclasses
import json
import pickle
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iwsim.cases.catalogue import CASES
from iwsim.errors import ScenarioError
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.presets import PRESETS, arrangement_of
from iwsim.scenario import check_scenario, load_scenario, shipped_scenarios
from iwsim.scenario.check import check
from iwsim.scenario.document import Document, merged
from iwsim.scenario.draft import draft_of
from iwsim.scenario.rules import broken_rules
from iwsim.shipped import configs_folder
from iwsim.state import DOMAINS
from tests.scenario.refusals import SMALL

EIGHT = (
    "landlord",
    "police",
    "council",
    "adult_care",
    "children",
    "mental_health",
    "substance_use",
    "voluntary",
)


def canonical(scenario):
    return json.dumps(scenario.resolved(), sort_keys=True, allow_nan=False)


def test_shipped_scenarios():
    of_cases = {case.scenario for case in CASES.values()}
    assert shipped_scenarios() == tuple(sorted({"rochdale", "tower", *of_cases}))


@pytest.mark.parametrize("name", shipped_scenarios())
def test_a_shipped_scenario_keeps_all_rules(name):
    scenario = load_scenario(name)
    assert broken_rules(draft_of(scenario)) == []
    check_scenario(scenario)


@pytest.mark.parametrize("name", ["rochdale", "tower"])
def test_shipped_scenarios_are_whole(name):
    scenario = load_scenario(name)
    assert sorted(d for agency in scenario.agencies for d in agency.domains) == sorted(DOMAINS)
    assert list(scenario.arms)[: len(PRESETS)] == list(PRESETS)
    assert list(scenario.parameters) == list(GROUPS)
    assert scenario.arms["siloed"].arrangement == scenario.parameters["arrangement"]
    assert scenario.arms["siloed_same_money"].same_money_as == "colocated_team"


@pytest.mark.parametrize("name", ["rochdale", "tower"])
def test_an_estate_has_eight_agencies_and_all_ways_of_working(name):
    scenario = load_scenario(name)
    assert tuple(agency.key for agency in scenario.agencies) == EIGHT
    assert list(scenario.arms) == list(PRESETS)
    assert scenario.arms["siloed_same_money"].same_money_as == "colocated_team"


def test_rochdale_is_the_estate_of_the_evidence():
    scenario = load_scenario("rochdale")
    towers = [block for block in scenario.blocks if block.kind == "tower"]
    low = [block for block in scenario.blocks if block.kind == "low_rise"]
    assert [block.flats for block in towers] == [119] * 4 + [96, 95, 95]
    assert sum(block.flats for block in towers) == 762
    assert (len(low), {block.landings for block in low}) == (26, {12})
    assert [block.number for block in scenario.blocks] == list(range(1, 34))
    assert low[-1].name == "Lower Falinge 26"

    def people(blocks):
        return sum(b.flats * (b.adults_per_flat + b.children_per_flat) for b in blocks)

    assert people(towers) == pytest.approx(1000, abs=20)
    assert people(low) == pytest.approx(1250, abs=20)
    assert sum(len(agency.posts) for agency in scenario.agencies) == 48
    assert sum(agency.full_time for agency in scenario.agencies) == pytest.approx(17.6)


def test_tower_has_as_many_hours_a_person_as_rochdale():
    def hours_a_flat_person(name):
        scenario = load_scenario(name)
        people = sum(b.flats * (b.adults_per_flat + b.children_per_flat) for b in scenario.blocks)
        return sum(agency.full_time for agency in scenario.agencies) / people

    assert sum(len(agency.posts) for agency in load_scenario("tower").agencies) == 12
    assert hours_a_flat_person("tower") == pytest.approx(hours_a_flat_person("rochdale"), rel=0.05)


def test_presets_reach_the_arms_unchanged_in_rochdale():
    scenario = load_scenario("rochdale")
    for name, arm in scenario.arms.items():
        assert arm.arrangement == arrangement_of(name)


def test_an_override_of_a_parameter():
    assert load_scenario("tower", {"asb.contagion": 0}).parameters["asb"].contagion == 0.0
    shorter = load_scenario("tower", {"weeks": 10, "baseline": 0, "spin_up": 0})
    assert (shorter.weeks, shorter.baseline, shorter.spin_up) == (10, 0, 0)


def test_an_override_before_the_switch_reaches_arms_whose_preset_is_silent():
    scenario = load_scenario("tower", {"arrangement.supervision": 0.6})
    assert scenario.parameters["arrangement"].supervision == 0.6
    assert scenario.arms["siloed"].arrangement.supervision == 0.6
    assert scenario.arms["siloed_same_money"].arrangement.supervision == 0.6
    assert scenario.arms["placement"].arrangement.supervision == 0.6
    assert scenario.arms["colocated_team"].arrangement.supervision == 1.0


def test_an_override_of_one_arm_reaches_no_other():
    plain = load_scenario("tower")
    changed = load_scenario("tower", {"arms.colocated_team.co_location": 0.4})
    assert changed.arms["colocated_team"].arrangement.co_location == 0.4
    rest = {name: arm for name, arm in changed.arms.items() if name != "colocated_team"}
    assert rest == {name: arm for name, arm in plain.arms.items() if name != "colocated_team"}
    assert changed.parameters == plain.parameters


def test_resolved_is_stable_plain_and_without_words():
    first, second = load_scenario("tower"), load_scenario("tower")
    assert first == second
    assert canonical(first) == canonical(second)
    assert json.loads(canonical(first)) == first.resolved()
    by_path = load_scenario(configs_folder() / "tower.toml")
    assert canonical(by_path) == canonical(first)
    renamed = dataclasses.replace(first, title="Other", description="Other", files=())
    assert canonical(renamed) == canonical(first)
    assert pickle.loads(pickle.dumps(first)) == first


def test_the_same_number_written_otherwise_is_the_same_scenario():
    values = [1, 1.0]
    assert len({canonical(load_scenario("tower", {"asb.contagion": v})) for v in values}) == 1
    zeros = [0, 0.0, -0.0]
    assert len({canonical(load_scenario("tower", {"asb.contagion": v})) for v in zeros}) == 1


def test_resolved_changes_with_every_parameter():
    plain = canonical(load_scenario("tower"))
    for key, parameter in PARAMETERS.items():
        low, high = parameter.allowed
        for other in (
            parameter.default + 0.001 * (high - low),
            parameter.default - 0.001 * (high - low),
        ):
            if low <= other <= high:
                assert canonical(load_scenario("tower", {key: other})) != plain
                break


def test_a_change_in_python_is_held_to_the_same_rules():
    scenario = load_scenario("tower")
    landlord, *others = scenario.agencies
    spoilt = dataclasses.replace(landlord, domains=("housing", "work"), number=2)
    with pytest.raises(ScenarioError) as refused:
        check_scenario(dataclasses.replace(scenario, agencies=(spoilt, *others)))
    keys = [fault.key for fault in refused.value.faults]
    assert keys == ["agency.police.number", "agency.council.domains"]


@given(st.data())
def test_whatever_is_in_the_allowed_ranges_is_accepted_or_refused_by_a_rule(data):
    key = data.draw(st.sampled_from(sorted(PARAMETERS)))
    value = data.draw(st.floats(*PARAMETERS[key].allowed))
    group, name = key.split(".")
    try:
        scenario = load_scenario("tower", {key: value})
    except ScenarioError as error:
        assert key in {"arrangement.ramp", "arrangement.outreach", "needs.low", "needs.serious"}
        assert "at most" in str(error) or "below" in str(error)
    else:
        assert getattr(scenario.parameters[group], name) == value


@given(st.sampled_from(sorted(PARAMETERS)), st.floats(min_value=1e-6, max_value=1e6), st.booleans())
def test_whatever_is_outside_is_refused_by_name(key, by, above):
    low, high = PARAMETERS[key].allowed
    with pytest.raises(ScenarioError, match=key.replace(".", r"\.")):
        load_scenario("tower", {key: high + by if above else low - by})


JUNK = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value, path=()):
    """Yield the path of everything in nested tables and lists."""
    yield path
    entries = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in entries:
        yield from places(inner, (*path, key))


@given(st.data())
def test_no_junk_anywhere_ends_in_anything_but_faults(data):
    tables = tomllib.loads(SMALL)
    place = data.draw(st.sampled_from([place for place in places(tables) if place]))
    holder = tables
    for part in place[:-1]:
        holder = holder[part]
    holder[place[-1]] = data.draw(JUNK)
    document = merged(Document("junk", {}, {}, ()), "junk", tables, "junk.toml")
    _, broken = check(document)
    assert all(str(document.fault(one)).startswith("junk.toml: ") for one in broken)


def test_ingredients_of_the_arrangement_are_those_of_the_group():
    assert GROUPS["arrangement"] is Arrangement
    assert all(isinstance(path, Path) for path in configs_folder().glob("*.toml"))
