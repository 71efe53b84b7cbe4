import numpy as np
import pytest

from iwsim.scenario import load_scenario
from iwsim.state import DORMANT, PRESENT
from iwsim.validation import p13, p14, p19
from iwsim.validation.experiment import TEAM
from iwsim.validation.runs import at_switch

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


@pytest.mark.parametrize(("estate", "patches"), [(p19.one_team, 1), (p19.four_teams, 4)])
def test_four_towers_have_as_many_posts_under_one_team_as_under_four(estate, patches):
    tower = load_scenario("tower", SHORT)
    scenario = estate(tower)
    state = at_switch(scenario, 0).state
    assert state["patch_first"].size - 1 == patches
    assert np.count_nonzero(state["post_state"] != DORMANT) == 48
    assert len(scenario.blocks) == 4
    assert patches * scenario.arms[TEAM].arrangement.outreach == pytest.approx(
        4 * tower.arms[TEAM].arrangement.outreach
    )
