"""Signs are requirements: more of a cause moves what a process makes one way, for the same luck."""

import numpy as np
import pytest

from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.state import (
    COLUMN_BY_NAME,
    COVERED,
    DOMAINS,
    EVENTS,
    EXITS,
    HOUR_USES,
    LINES,
    PRESENT,
    VACANT,
    copy_of,
)
from tests.verification.signs import SIGNS
from tests.verification.worlds import (
    PROCESSES,
    WARM_UP,
    call,
    lively_tower,
    twin_of,
    with_values,
)

DRAWS = 30
"""Weeks whose luck a process is given, from the same state each time."""
ENTRIES = {"domain": DOMAINS, "exit": EXITS, "event": EVENTS, "use": HOUR_USES, "line": LINES}
ROUNDING = 1e-9


@pytest.fixture(scope="module")
def lively():
    """Return towers of a team and of silos: only in a silo do many workers share a person."""
    return {arm: lively_tower(arm) for arm in ("colocated_team", "siloed")}


def entry_of(state, name):
    """Return a column, or the part of it that a name with a dot is about."""
    column, _, entry = name.partition(".")
    if not entry:
        return state[column]
    at = ENTRIES[COLUMN_BY_NAME[column].axes[0]].index(entry)
    return state[column][at : at + 1]


def totals(lively, sign, value):
    """Return what the effects add up to in every draw, with the cause at a value."""
    twin = twin_of(lively[sign.arm])
    arrangement, numbers = twin.arrangement(), {}
    for name, setting in {**sign.given, sign.cause: value}.items():
        group, _, key = name.partition(".")
        if group == "a":
            arrangement = arrangement._replace(**{key: float(setting)})
        elif group in GROUPS and key and group not in COLUMN_BY_NAME:
            numbers[name] = setting
        else:
            entry_of(twin.state, name)[...] = setting
    twin.scenario = with_values(twin.scenario, numbers)
    kept = copy_of(twin.state)
    found = []
    for draw in range(DRAWS):
        for name, column in kept.items():
            twin.state[name][...] = column
        call(sign.process, twin, WARM_UP + draw, arrangement=arrangement)
        found.append([float(entry_of(twin.state, name).sum()) for name in sign.effect])
    return np.array(found)


@pytest.mark.parametrize(
    "sign", SIGNS, ids=lambda one: f"{one.process}-{one.cause}-{'-'.join(one.effect)}"
)
def test_a_cause_has_its_sign(lively, sign):
    """In no draw the other way, and over all draws its own way, for every effect named."""
    moved = sign.sign * (totals(lively, sign, sign.high) - totals(lively, sign, sign.low))
    assert (moved >= -ROUNDING).all()
    assert (moved.sum(axis=0) > ROUNDING).all()


def test_the_table_names_what_is_there():
    """Causes are read by their process, effects are written by it."""
    for sign in SIGNS:
        process = PROCESSES[sign.process]
        group, _, key = sign.cause.partition(".")
        if group == "a":
            assert key in Arrangement._fields
        elif group not in COLUMN_BY_NAME:
            assert key in GROUPS[group]._fields
        else:
            assert group in process.arguments
        assert {name.partition(".")[0] for name in sign.effect} <= set(process.writes)


def test_no_sign_is_claimed_twice_or_both_ways_under_the_same_conditions():
    claims = [
        (sign.process, sign.cause, effect, repr(sign.given))
        for sign in SIGNS
        for effect in sign.effect
    ]
    assert len(set(claims)) == len(claims)


SANCTIONED = {"response.escalate": 1.0, "response.evict": 1.0, "response.fear_seen": 0.5}


def reported_once(lively):
    """Return a tower in which one person, who has neighbours, is reported, and that person."""
    twin = twin_of(lively["siloed"])
    twin.scenario = with_values(twin.scenario, SANCTIONED)
    state = twin.state
    for name, value in {"reported": 0, "asb_rung": -1, "asb_agency": -1, "leaving": 0}.items():
        state[name][:] = value
    state["fear_of_consequences"][:] = 0.2
    homes = np.bincount(state["flat"], weights=state["present"])
    one = int(np.flatnonzero((state["present"] == 1) & (homes[state["flat"]] > 1))[0])
    state["reported"][one] = 1
    return twin, one


def test_a_response_goes_up_its_rungs_one_by_one(lively):
    """Warning, contract, legal action, eviction; a case that is not reported on is closed."""
    twin, one = reported_once(lively)
    strict = twin.arrangement()._replace(enforcement_first=1.0)
    state = twin.state
    for rung in (1, 2, 3):
        assert not state["leaving"].any()
        call("response", twin, WARM_UP + rung, arrangement=strict)
        assert state["asb_rung"][one] == rung
    call("response", twin, WARM_UP, arrangement=strict)
    assert np.flatnonzero(state["leaving"]).tolist() == [state["flat"][one]]
    state["reported"][:] = 0
    quiet = int(twin.scenario.parameters["response"].close_weeks)
    for week in range(quiet):
        assert state["asb_rung"][one] == 3
        call("response", twin, WARM_UP + week, arrangement=strict)
    assert state["asb_rung"][one] == -1


def test_a_sanction_frightens_the_household_most_and_others_who_see_it_less(lively):
    twin, one = reported_once(lively)
    state = twin.state
    call("response", twin, WARM_UP, arrangement=twin.arrangement()._replace(enforcement_first=1.0))
    fear, home, near = state["fear_of_consequences"], state["flat"], state["landing"]
    at_home = home == home[one]
    seeing = (near == near[one]) & ~at_home
    elsewhere = near != near[one]
    assert fear[at_home].min() > fear[seeing].max()
    assert fear[seeing].min() > fear[elsewhere].max()


def test_a_sanction_touches_no_need():
    assert not {"need", "relief"} & set(PROCESSES["response"].writes)


@pytest.mark.parametrize(("cover", "state"), [(0.0, VACANT), (1.0, COVERED)])
def test_a_leaver_is_followed_by_a_vacancy_or_by_cover_without_ties(lively, cover, state):
    twin = twin_of(lively["colocated_team"])
    equal = {"turnover.cover": cover, "context.funding_inequality": 0.0}
    twin.scenario = with_values(twin.scenario, equal)
    columns = twin.state
    columns["agency_leaving"][:] = 1000.0
    columns["efficacy"][:] = columns["exhaustion"][:] = 0.5
    columns["pair_tie"][:] = 0.5
    there = columns["post_state"] == PRESENT
    arrangement = twin.arrangement()._replace(pooled_budget=0.0)
    call("turnover", twin, WARM_UP, arrangement=arrangement)
    gone = there & (columns["post_state"] != PRESENT)
    assert gone.sum() > there.sum() / 2
    assert (columns["post_state"][gone] == state).all()
    assert (columns["open_cases"][gone] == 0).all()
    if state == COVERED:
        seats = np.flatnonzero(gone)
        assert not columns["pair_tie"][0, seats].any()
        assert not columns["ties_of"][gone].any()
