"""Weeks before the switch that patterns have in common are made once, and are the same."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.scenario import SILOED, load_scenario
from iwsim.validation import spin_ups
from iwsim.validation.runs import run_arms

SHORT = {"spin_up": 4, "baseline": 1, "weeks": 5}


@pytest.fixture
def made(monkeypatch):
    """Forget what is kept, and count what is made."""
    monkeypatch.setattr(spin_ups, "_as_shipped", {})
    spin_ups._last.__dict__.clear()
    addresses = []

    def counted(scenario, arm, seed, replicate):
        addresses.append((scenario.name, seed, replicate))
        return Engine(scenario, arm, seed, replicate)

    monkeypatch.setattr(spin_ups, "Engine", counted)
    return addresses


def alone(scenario, replicate, seed=1):
    engine = Engine(scenario, SILOED, seed, replicate)
    engine.advance(engine.calendar.switch)
    return engine


def test_one_that_was_kept_is_the_one_that_is_made_anew(made):
    scenario = load_scenario("tower", SHORT)
    spin_ups.at_switch(scenario, 2, 1)
    kept, fresh = spin_ups.at_switch(scenario, 2, 1), alone(scenario, 2)
    assert made == [("tower", 1, 2)]
    for name, column in fresh.state.items():
        np.testing.assert_array_equal(kept.state[name], column)
    (one, other) = (run_arms(base, ["colocated_team"]) for base in (kept, fresh))
    np.testing.assert_array_equal(one["colocated_team"], other["colocated_team"])


def test_what_an_asker_does_to_its_copy_reaches_no_other(made):
    scenario = load_scenario("tower", SHORT)
    first = spin_ups.at_switch(scenario, 0, 1)
    first.state["stress"][:] = 9.0
    first.record[:] = 9.0
    second = spin_ups.at_switch(scenario, 0, 1)
    assert second.state["stress"].max() <= 1.0
    assert not (second.record == 9.0).any()


def test_arms_may_differ_and_are_those_of_the_asker(made):
    scenario = load_scenario("tower", SHORT)
    team = scenario.arms["colocated_team"]
    named = replace(scenario, arms={**scenario.arms, "mine": replace(team, name="mine")})
    spin_ups.at_switch(scenario, 0, 1)
    mine = run_arms(spin_ups.at_switch(named, 0, 1), ["mine"])["mine"]
    assert len(made) == 1
    theirs = run_arms(alone(scenario, 0), ["colocated_team"])["colocated_team"]
    np.testing.assert_array_equal(mine, theirs)


def test_posts_that_an_arm_adds_find_their_seats(made):
    scenario = load_scenario("tower", SHORT)
    more = replace(scenario.arms["colocated_team"], name="more", extra_posts=(("landlord", 3.0),))
    staffed = replace(scenario, arms={**scenario.arms, "more": more})
    spin_ups.at_switch(scenario, 0, 1)
    kept, fresh = spin_ups.at_switch(staffed, 0, 1), alone(staffed, 0)
    assert len(made) == 2
    one, other = (run_arms(base, ["more"])["more"] for base in (kept, fresh))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    "changes",
    [{"asb.contagion": 0.0}, {"weeks": 6}, {"arrangement.dissent": 0.9}],
)
def test_another_scenario_has_a_spin_up_of_its_own(made, changes):
    spin_ups.at_switch(load_scenario("tower", SHORT), 0, 1)
    spin_ups.at_switch(load_scenario("tower", {**SHORT, **changes}), 0, 1)
    assert len(made) == 2


def test_replicates_and_seeds_have_spin_ups_of_their_own(made):
    scenario = load_scenario("tower", SHORT)
    for replicate, seed in ((0, 1), (1, 1), (0, 2)):
        spin_ups.at_switch(scenario, replicate, seed)
    assert made == [("tower", 1, 0), ("tower", 1, 1), ("tower", 2, 0)]


def test_the_first_replicates_of_a_shipped_scenario_are_kept(made, monkeypatch):
    monkeypatch.setattr(spin_ups, "KEPT", 1)
    shipped, other = load_scenario("tower"), load_scenario("tower", SHORT)
    for _ in range(2):
        spin_ups.at_switch(shipped, 0, 1)
        spin_ups.at_switch(other, 0, 1)
        spin_ups.at_switch(shipped, 1, 1)
    kept, short, third = (("tower", 1, replicate) for replicate in (0, 0, 1))
    assert made == [kept, short, third, short, third]
