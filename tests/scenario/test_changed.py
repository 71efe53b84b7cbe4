"""Changing a scenario that was read is the same as reading it with the changes."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iwsim.errors import ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import load_scenario, shipped_scenarios
from iwsim.scenario.changed import AGENCY_NUMBERS, changed, place_of, value_of

SCENARIOS = {name: load_scenario(name) for name in shipped_scenarios()}


def names_of(scenario):
    """Return every name that a point can set in a scenario."""
    agencies = [agency.key for agency in scenario.agencies]
    return (
        list(PARAMETERS)
        + [f"arms.{arm}.{own}" for arm in scenario.arms for own in Arrangement._fields]
        + [f"arms.{arm}.extra_posts.{agency}" for arm in scenario.arms for agency in agencies]
        + [f"agency.{agency}.{own}" for agency in agencies for own in AGENCY_NUMBERS]
    )


STATED = {("mental_health_group", "group", own) for own in ("co_location", "pooled_budget")}
"""Scenario, arm and ingredient where an arm states the value that holds before the switch."""
LEFT_OUT = {(scenario, f"arrangement.{own}") for scenario, _, own in STATED}
NAMES = {name: names_of(scenario) for name, scenario in SCENARIOS.items()}


def outcome_of(make):
    """Return what is made, or that it is refused."""
    try:
        made = make()
    except ScenarioError:
        return "refused"
    return made.resolved(), [(arm.preset, arm.extra_posts) for arm in made.arms.values()]


def values_of(scenario, names, shares):
    found = {}
    for name, share in zip(names, shares, strict=True):
        low, high = place_of(scenario, name).allowed
        top = high if high < 1e6 else low + 100.0
        found[name] = low + share * (top - low)
    return found


def same(name, changes):
    plain = outcome_of(lambda: load_scenario(name, changes))
    assert outcome_of(lambda: changed(SCENARIOS[name], changes)) == plain
    return plain


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_kind_of_name_means_the_same(name):
    scenario = SCENARIOS[name]
    agency = scenario.agencies[0].key
    arm = next(iter(arm for arm in scenario.arms if arm != "siloed"))
    for changes in (
        {},
        {"asb.contagion": 0.11, "needs.coupling": 0.01},
        {"arrangement.outreach": 3.0},
        {"arrangement.outreach": 3.0, f"arms.{arm}.outreach": 4.0},
        {f"arms.{arm}.outreach": 4.0, "arrangement.outreach": 3.0},
        {f"arms.{arm}.meeting_frequency": 2.5},
        {f"arms.{arm}.extra_posts.{agency}": 1.25},
        {f"arms.{arm}.extra_posts.{agency}": 0.0},
        {f"agency.{agency}.caseload_cap": 21.5, f"agency.{agency}.hourly_cost": 33.0},
    ):
        same(name, changes)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_changes_are_read_together_is_the_same(data):
    name = data.draw(st.sampled_from(sorted(SCENARIOS)))
    names = data.draw(st.lists(st.sampled_from(NAMES[name]), max_size=4, unique=True))
    names = [own for own in names if (name, own) not in LEFT_OUT]
    shares = data.draw(st.lists(st.floats(0.0, 1.0), min_size=len(names), max_size=len(names)))
    same(name, values_of(SCENARIOS[name], names, shares))


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_ingredient_of_before_reaches_the_same_arms(name):
    """All but arms that state the value of before, which a scenario that was read cannot know."""
    before = SCENARIOS[name].parameters["arrangement"]
    moved = {}
    for own in Arrangement._fields:
        low, high = PARAMETERS[f"arrangement.{own}"].allowed
        now, step = getattr(before, own), 0.01 * (min(high, low + 10.0) - low)
        moved[f"arrangement.{own}"] = now + step if now + step <= high else now - step
    one, other = load_scenario(name, moved), changed(SCENARIOS[name], moved)
    assert one.parameters == other.parameters
    differ = {
        (name, arm, own)
        for arm in one.arms
        for own in Arrangement._fields
        if getattr(one.arms[arm].arrangement, own) != getattr(other.arms[arm].arrangement, own)
    }
    assert differ == {known for known in STATED if known[0] == name}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_to_what_is_there_changes_nothing(name):
    scenario = SCENARIOS[name]
    for own in NAMES[name][::7]:
        now = value_of(scenario, own)
        if own.startswith("arms.") and ".extra_posts." in own and now == 0.0:
            continue  # an arm that names a post of no hours has one more line
        found = outcome_of(lambda own=own, now=now: changed(scenario, {own: now}))
        if found != "refused":
            assert found[0] == scenario.resolved(), own


REFUSED = {
    "asb.contagon": "asb.contagion",
    "arms.team.outreach": "",
    "arms.colocated_team.outreech": "outreach",
    "arms.colocated_team.extra_posts.landlrd": "landlord",
    "agency.landlrd.caseload_cap": "landlord",
    "agency.landlord.caseload_cup": "caseload_cap",
    "weeks": "",
    "outreach": "",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_name_that_points_nowhere_is_refused_with_the_nearest(name):
    with pytest.raises(ScenarioError) as refused:
        changed(SCENARIOS["tower"], {name: 1.0})
    (fault,) = refused.value.faults
    assert fault.key == name
    assert fault.nearest == REFUSED[name]
    assert fault.allowed


def test_all_faults_of_a_point_are_told_at_once():
    with pytest.raises(ScenarioError) as refused:
        changed(SCENARIOS["tower"], {"asb.contagion": 50.0, "asb.x": 1.0, "needs.coupling": -1.0})
    assert [fault.key for fault in refused.value.faults] == [
        "asb.contagion", "asb.x", "needs.coupling"
    ]  # fmt: skip


def test_a_value_that_breaks_a_rule_with_others_is_refused():
    with pytest.raises(ScenarioError, match="ramp"):
        changed(replace(SCENARIOS["tower"], weeks=4), {"arms.colocated_team.ramp": 20.0})
