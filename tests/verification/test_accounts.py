"""Accounts: hours, episodes, weeks and money balance in every week, in every arrangement."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.outcomes import columns
from iwsim.scenario import load_scenario
from iwsim.state import LINES
from iwsim.world.ripple import neighbour_times
from tests.verification import accounts
from tests.verification.worlds import (
    PROCESSES,
    TOWER,
    always,
    block,
    call,
    engine_of,
    small,
    weeks_of,
    with_blocks,
    with_values,
)

WEEKS = 40
SCENARIO = replace(TOWER, spin_up=6, baseline=4, weeks=WEEKS - 10)
BUSY = with_values(
    replace(SCENARIO, blocks=(*TOWER.blocks, block(9), block(1, patch=2, flats=40))),
    {
        "tenancies.move_rate": 0.6,
        "help_seeking.ask_rate": 0.4,
        "turnover.sick_rate": 0.15,
        "turnover.vacancy_weeks": 4.0,
        "asb.base_rate": 0.2,
        "allocation.withdraw": 0.1,
    },
)


def hectic(scenario):
    """Let staff leave ten times as often, so that every hand-over happens."""
    agencies = tuple(replace(a, leaving_rate=min(1.0, 6.0 * a.leaving_rate))
                     for a in scenario.agencies)  # fmt: skip
    return replace(scenario, agencies=agencies)


@pytest.mark.jit_off
@pytest.mark.parametrize("arm", TOWER.arms)
def test_every_account_balances_in_every_week_of_every_arm(arm):
    """Hours to 1e-9 h; episodes and weeks in integers; money to rounding; counts as columns."""
    engine = accounts.audited(engine_of(SCENARIO, arm), WEEKS)
    assert engine.state["entered"].sum() > 0
    assert engine.state["spend"].sum() > 0.0


@pytest.mark.jit_off
@pytest.mark.parametrize("arm", ["siloed", "siloed_same_money", "colocated_team"])
def test_every_account_balances_where_people_and_staff_come_and_go(arm):
    """Moves, sickness, leavers, lost hand-overs, two patches: all six exits, no account broken."""
    scenario = hectic(BUSY)
    engine = accounts.audited(engine_of(scenario, arm), WEEKS)
    left = engine.state["exits"].sum(axis=(1, 2))
    assert (left[[0, 2, 3, 4, 5]] > 0).all()
    assert (engine.state["entered"] > 0).any(axis=1).all()


@pytest.mark.jit_off
def test_hours_balance_where_nothing_is_asked_of_anyone():
    """A post without any task has its whole week to spare: the account has no special case."""
    idle = {f"hours.{name}": 0.0 for name in
            ("overhead", "own_meetings", "travel", "training", "administration")}  # fmt: skip
    idle |= {"help_seeking.ask_rate": 0.0, "detection.visit_hours": 0.0, "asb.base_rate": 0.0}
    scenario = always(small(weeks=3), meeting_frequency=0.0, supervision=0.0)
    posts = [replace(a, posts=tuple(replace(post, estate_share=1.0) for post in a.posts))
             for a in scenario.agencies]  # fmt: skip
    scenario = with_values(replace(scenario, agencies=tuple(posts)), idle)
    accounts.audited(engine_of(scenario), 3)


def test_direct_hours_are_those_that_people_got():
    """The sum over a post's episodes of help hours is its direct hours, and there are some."""
    engine = engine_of(SCENARIO, "colocated_team")
    seen = []

    def after(name):
        if name == "hours":
            accounts.hours_balance(engine.state)
            seen.append(engine.state["help_hours"].sum())

    weeks_of(engine, WEEKS, after)
    assert max(seen) > 0.0


@pytest.mark.jit_off
def test_every_hour_that_was_worked_is_paid_and_no_other():
    """Posts: contracted hours used x cost; overtime: hours x cost x premium, leavers' included."""
    engine = engine_of(hectic(replace(BUSY, spin_up=0, baseline=0)))
    state, premium = engine.state, engine.scenario.parameters["money"].overtime_premium
    posts, overtime = (LINES.index(line) for line in ("posts", "overtime"))
    agency = np.tile(state["seat_agency"], 2)
    for _ in range(WEEKS - 10):
        before = state["spend"].copy()
        weeks_of(engine, 1)
        paid = (state["spend"] - before)[:, :-1]
        contracted = state["hours_used"].sum(axis=0) - state["overtime"]
        for line, hours, times in (
            (posts, contracted, 1.0),
            (overtime, state["overtime"], premium),
        ):
            cost = np.zeros(paid.shape[1])
            np.add.at(cost, agency, hours * state["agency_cost"][agency] * times)
            np.testing.assert_allclose(paid[line], cost, rtol=1e-9, atol=1e-6)


@pytest.mark.jit_off
def test_a_pooled_budget_moves_overtime_and_makes_none():
    """What agencies may work over is the same in all, however it is shared between queues."""
    totals = []
    for share in (0.0, 0.5, 1.0):
        scenario = always(small(weeks=20, help_seeking__ask_rate=0.6), pooled_budget=share)
        engine = engine_of(scenario)
        engine.advance(19)
        engine.state["waiting"][:] = np.arange(engine.state["waiting"].size)
        call("hours", engine, 19)
        p, c = (scenario.parameters[name] for name in ("hours", "context"))
        state = engine.state
        poor = 1.0 - c.funding_inequality * (1.0 - state["agency_status"][state["seat_agency"]])
        most = (state["post_hours"] * accounts.posts_held(state) * poor).sum() * p.overtime_cap
        assert state["overtime_allowance"].sum() == pytest.approx(most)
        totals.append(state["overtime_allowance"].copy())
    assert not np.allclose(totals[0], totals[2])


def test_long_run_queues_obey_littles_law():
    """L = lambda W over all entries, from integers: time average of stock = entries x mean weeks.

    Exact up to the weeks still open at the end, which a thousand weeks make small.
    """
    weeks = 1000
    engine = engine_of(replace(small(weeks=weeks), name="long"))
    engine.advance(weeks)
    state = engine.state
    accounts.weeks_balance(state, weeks - 1)
    for kind in ("wait", "serve"):
        stock = state[f"{kind}_weeks_stock"].sum()
        entries = state["entered"].sum()
        mean_weeks = state[f"{kind}_weeks_gone"].sum() / entries
        assert stock / weeks == pytest.approx(entries / weeks * mean_weeks, rel=0.05)
    assert entries > 1000


@pytest.mark.jit_off
@pytest.mark.parametrize("name", ["tower", "low"])
def test_neighbour_weights_are_symmetric(name):
    """W, built column by column, equals its transpose; nobody is a neighbour of oneself."""
    low = with_blocks(TOWER, block(3, entrances=2, flats=14, floors=3, flats_per_landing=4,
                                   adults_per_flat=1.6), block(4), block(3, patch=2))  # fmt: skip
    state = engine_of(small({"tower": TOWER, "low": low}[name])).state
    times = neighbour_times(state, TOWER.parameters["asb"])
    weights = np.column_stack([times(unit) for unit in np.eye(state["place"].size)])
    np.testing.assert_allclose(weights, weights.T, rtol=1e-12, atol=1e-15)
    assert not np.diag(weights).any()
    assert (weights >= 0.0).all()
    apart = state["patch"][:, None] != state["patch"][None, :]
    assert not weights[apart].any()
    one, other = state["present"] == 0, weights.sum(axis=1)
    assert not other[one].any()


@pytest.mark.jit_off
def test_the_kernel_spreads_incidents_by_those_weights():
    """The exposure that the process books equals W times the week's incidents."""
    engine = engine_of(small(asb__base_rate=0.5))
    weeks_of(engine, 3)
    state = engine.state
    times = neighbour_times(state, engine.scenario.parameters["asb"])
    assert state["incidents"].sum() > 0
    np.testing.assert_allclose(
        state["exposure"], times(state["incidents"].astype(float)), rtol=1e-12, atol=1e-12
    )


def test_memory_is_linear_in_residents_and_pairs_live_within_patches():
    """Bytes grow by the same amount with each further equal block; pairs are seats squared."""

    def sizes(count):
        blocks = [block(number, flats=30) for number in range(1, count + 1)]
        state = engine_of(small(with_blocks(TOWER, *blocks))).state
        return sum(column.nbytes for column in state.values()), state

    (one, _), (two, _), (three, state) = (sizes(count) for count in (1, 2, 3))
    assert three - two == two - one > 0
    seats = state["seat_agency"].size
    assert state["pair_trust"].shape == (1, seats, seats)
    patches = with_blocks(TOWER, block(1), block(1, patch=2), block(1, patch=7))
    assert engine_of(small(patches)).state["pair_trust"].shape == (3, seats, seats)


def test_the_record_has_a_row_for_each_reported_week():
    """No reported week is left out, none is written twice, and no total is lost."""
    engine = engine_of(SCENARIO, "colocated_team")
    weeks_of(engine, WEEKS)
    assert engine.record.shape == (WEEKS - 6, len(columns(SCENARIO)))
    always_there = ["incidents", "stress", "spend", "waiting", "exhaustion", "hours_direct"]
    rows = engine.record[:, [columns(SCENARIO).index(name) for name in always_there]]
    assert np.isfinite(rows).all()
    assert set(PROCESSES) == {process.name for process in engine.week}


def test_rochdale_balances_too():
    """The accounts hold on the large estate, under the team, from the first week."""
    scenario = always(replace(load_scenario("rochdale"), spin_up=0, baseline=0, weeks=4),
                      "colocated_team")  # fmt: skip
    accounts.audited(engine_of(scenario), 4)
