"""What an arm changes at the switch: ingredients week by week, posts, and who moves in."""

import math

import numpy as np

from iwsim.parameters.arrangement import PERMANENT, Arrangement
from iwsim.processes.money import joint_cost
from iwsim.scenario import Arm, Scenario
from iwsim.state import DORMANT, FULL_TIME, PRESENT, Floats, State

_DURATION = Arrangement._fields.index("duration")
_SUPPORT = Arrangement._fields.index("strategic_support")


def timeline(scenario: Scenario, arm: Arm) -> Floats:
    """Return the ingredients in force, by week computed and ingredient.

    Before the switch everyone works siloed. From it the arm's arrangement holds, brought in
    evenly over `ramp` weeks; after `duration` weeks it ends. The column `duration` counts the
    weeks of funding left: 0 in the week it ends, negative after.
    """
    before = np.array(scenario.parameters["arrangement"], dtype=np.float64)
    before[_DURATION] = PERMANENT
    switch = scenario.spin_up + scenario.baseline
    table = np.tile(before, (switch + scenario.weeks, 1))
    after = np.array(arm.arrangement, dtype=np.float64)
    ramp, ends = arm.arrangement.ramp, math.ceil(arm.arrangement.duration)
    for week in range(scenario.weeks):
        row = table[switch + week]
        left = PERMANENT if ends >= PERMANENT else ends - week
        if left > 0:
            row[:] = before + (after - before) * min(1.0, (week + 1) / ramp if ramp > 0 else 1.0)
            if week >= arm.arrangement.support_withdrawn:
                row[_SUPPORT] = 0.0
        row[_DURATION] = left
    return table


def full_time_posts(scenario: Scenario) -> float:
    """Return the full-time posts of all agencies in one patch."""
    return sum(agency.full_time for agency in scenario.agencies)


def patches_of(scenario: Scenario) -> int:
    """Return how many patches the estate has, each with a team of its own."""
    return len({block.patch for block in scenario.blocks})


def planned_extra_cost(scenario: Scenario, arm: Arm) -> float:
    """Return what an arm is planned to cost a week beyond the silo in one patch, GBP.

    The joint arrangement's running cost and its set-up, spread over the weeks after the switch;
    no overtime, cover or recruitment, which depend on what happens.
    """
    p = scenario.parameters["money"]
    silo = scenario.parameters["arrangement"]
    posts = full_time_posts(scenario)
    rows = timeline(scenario, arm)[scenario.spin_up + scenario.baseline :]
    weekly = [joint_cost(posts, 1.0, Arrangement(*map(float, row)), p) for row in rows]
    running = sum(weekly) / max(len(weekly), 1) - joint_cost(posts, 1.0, silo, p)
    level = max(arm.arrangement.co_location, arm.arrangement.shared_records)
    change = max(0.0, level - max(silo.co_location, silo.shared_records))
    added = sum(
        full_time * FULL_TIME * _agency_cost(scenario, key) for key, full_time in arm.extra_posts
    )
    return float(running + added + p.setup * change / max(scenario.weeks, 1))


def added_posts(scenario: Scenario, arm: Arm) -> dict[str, float]:
    """Return the full-time posts that an arm adds to each agency, by key.

    An arm with the same money as another spends that arm's planned extra cost on posts of all
    agencies, in proportion to those they have.
    """
    posts = {agency.key: 0.0 for agency in scenario.agencies}
    for key, full_time in arm.extra_posts:
        posts[key] += full_time
    if arm.same_money_as:
        money = max(0.0, planned_extra_cost(scenario, scenario.arms[arm.same_money_as]))
        total = full_time_posts(scenario)
        for agency in scenario.agencies:
            share = agency.full_time / total
            posts[agency.key] += money * share / agency.hourly_cost / FULL_TIME
    return posts


def _agency_cost(scenario: Scenario, key: str) -> float:
    return next(agency.hourly_cost for agency in scenario.agencies if agency.key == key)


def apply_arm(state: State, scenario: Scenario, arm: Arm) -> None:
    """Change the columns at the switch: fill reserve posts, and move posts into the team."""
    seats = state["seat_agency"].size
    posts = added_posts(scenario, arm)
    for patch in range(state["patch_first"].size - 1):
        for a, agency in enumerate(scenario.agencies):
            left = posts[agency.key]
            first, last = state["agency_seat"][a], state["agency_seat"][a + 1]
            reserve = [
                patch * seats + seat
                for seat in range(first, last)
                if state["post_state"][patch * seats + seat] == DORMANT
            ]
            for n, post in enumerate(reserve):
                part = left if n == len(reserve) - 1 else min(left, 1.0)
                left -= part
                if part > 0.0:
                    state["post_state"][post] = PRESENT
                    state["post_hours"][post] = part * FULL_TIME
                    state["post_week"][post] = part * FULL_TIME
                    _start_new(state, post, patch, scenario)
            second(state, patch * seats + first, patch * seats + last, arm.arrangement.seconded)


def _start_new(state: State, post: int, patch: int, scenario: Scenario) -> None:
    """Let somebody start in a post that did not exist: without ties, and rested."""
    seat = post % state["seat_agency"].size
    state["tenure"][post] = 0
    state["exhaustion"][post] = scenario.parameters["turnover"].newcomer_exhaustion
    state["emotional_load"][post] = 0.0
    state["ties_of"][post] = 0.0
    state["pair_tie"][patch, seat, :] = 0.0
    state["pair_tie"][patch, :, seat] = 0.0


def second(state: State, first: int, last: int, share: float) -> None:
    """Move an even share of an agency's posts, rows `first` to `last`, into the team."""
    for n, post in enumerate(range(first, last)):
        moved = math.floor((n + 1) * share + 1e-9) > math.floor(n * share + 1e-9)
        state["seconded"][post] = int(moved)


def end_funding(state: State) -> None:
    """Send everyone back to the home agency in the week that funding ends."""
    state["seconded"][:] = 0
