import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.scenario import load_scenario
from iwsim.state import DORMANT, EVENTS, LONGEST_WAIT, PRESENT
from iwsim.validation import p12, p12_waits, p13, p14, p18, p19
from iwsim.validation.experiment import TEAM, Bases, Read
from iwsim.validation.runs import AFTER, at_switch

SHORT = {"spin_up": 4, "baseline": 1, "weeks": 30}


def test_three_staff_in_ten_are_replaced_at_once():
    engine = at_switch(load_scenario("rochdale", SHORT), 0).branch(TEAM)
    engine.advance(1)
    before = engine.state["tenure"].copy()
    there = engine.state["post_state"] == PRESENT
    p13.replace_staff(engine)
    engine.advance(1)
    new = there & (engine.state["tenure"] < before)
    assert 0.1 < new.sum() / there.sum() < 0.5
    assert (engine.state["post_state"][new] == PRESENT).all()
    assert not engine.state["agency_leaving"].any()


def test_coordination_of_a_case_is_cheaper_with_common_ground_and_leaves_the_run_alone():
    engine = at_switch(load_scenario("rochdale", SHORT), 0).branch(TEAM)
    engine.advance(8)
    known = {name: np.ones_like(engine.state[name]) for name in p13.LEARNED}
    needed = engine.state["coordination_need"].copy()
    assert p13.hours_a_case(engine, known) < p13.hours_a_case(engine, engine.state)
    np.testing.assert_array_equal(engine.state["coordination_need"], needed)


def test_the_week_in_which_half_the_better_end_is_reached():
    slow, fast = np.linspace(0.0, 0.4, 101), np.minimum(np.linspace(0.0, 1.6, 101), 0.78)
    assert p14.times(fast, slow) == (25.0, 98.0)
    assert p14.times(0.5 * slow, fast) == (101.0, 25.0)


@pytest.mark.parametrize("size", p19.SIZES)
def test_the_estate_has_as_many_posts_and_joint_hours_in_teams_of_any_size(size):
    tower = load_scenario("tower", SHORT)
    scenario = p19.teams_of(tower, size)
    state = at_switch(scenario, 0).state
    teams = state["patch_first"].size - 1
    assert teams * size == np.count_nonzero(state["post_state"] != DORMANT) == p19.POSTS
    assert np.bincount(state["patch"][state["flat_first"]]).tolist() == [10 * size] * teams
    assert state["post_hours"].sum() == pytest.approx(0.1 * 37.0 * p19.POSTS)
    assert state["domain_agency"].max() == 3
    team, usual = (s.arms[TEAM].arrangement for s in (scenario, tower))
    assert teams * team.outreach == pytest.approx(p19.POSTS / 12 * usual.outreach)


def test_waits_that_are_followed_are_those_that_the_model_counts():
    engine = Engine(load_scenario("tower", {**SHORT, "weeks": 120}), TEAM, 1, 0)
    waits = p12_waits.follow(engine)
    counted = engine.state["events"]
    assert waits.weeks.size == counted[EVENTS.index("waits")] > 0
    assert waits.weeks.sum() == counted[EVENTS.index("wait_weeks")]
    assert np.nanmin(waits.need) >= 0.0 and waits.weeks.max() == LONGEST_WAIT


def test_answers_of_p12_are_those_of_its_teams_in_the_order_of_its_clauses():
    scenario = load_scenario("rochdale", {**SHORT, "weeks": 60})
    read = Read(p12.CELLS, Bases(p12.CELLS, scenario, 0))
    named = [clause.name for clause in p12.PATTERN.clauses]
    found = dict(zip(named, p12.PATTERN.pairs(scenario, 0), strict=True))
    for place, cell in enumerate(("daily", "weekly")):
        waits = p12_waits.waits_of(Bases(p12.CELLS, scenario, 0)(cell))
        assert found["decision"][place] == read(cell, "decision_days", AFTER)
        assert found["wait"][place] == 7.0 * read(cell, "wait_help_weeks", AFTER)
        assert found["wait, high"][place] == waits.high
        assert found["wait, medium"][place] == waits.medium
    assert len({tuple(row) for row in found.values()}) == len(named)


def test_a_start_with_the_willing_is_read_among_all():
    engine = at_switch(load_scenario("rochdale", SHORT), 0).branch(TEAM)
    (fast, slow), (some, every) = p18.start(engine)
    assert engine.done == engine.calendar.switch + 26
    assert fast != slow
    assert 0 <= some <= every <= 8
