"""Draws as processes use them: no place in a list is favoured, no two uses share a draw."""

import math

import numpy as np
import pytest

from iwsim.state import DOMAINS, HOUR_USES, SERVED, UNMET
from tests.verification.worlds import TOWER, always, call, engine_of, small

pytestmark = pytest.mark.jit_off

WEEKS = 400


def test_visits_favour_no_flat():
    """Where no record and no complaint points anywhere, the lot decides: first half v. last half.

    Counts of visits over 400 weeks, a z-test with a false-alarm rate of 1e-4.
    """
    engine = engine_of(small(population__void_share=0.0, detection__hours_a_visit=1.5,
                             detection__record_error=0.0))  # fmt: skip
    state = engine.state
    landlord = int(state["agency_seat"][state["domain_agency"][0]])
    state["hours_used"][HOUR_USES.index("visits"), landlord] = 15.0
    heads = np.flatnonzero(state["head"] == np.arange(state["head"].size))
    visits = np.zeros(state["place"].size)
    for now in range(200, 200 + WEEKS):
        state["visited"][:] = -99
        state["recorded"][:] = 0.0
        state["complaints"][:] = 0.0
        state["phase"][:] = UNMET
        call("detection", engine, now)
        visits += state["visited"] == now
    half = heads.size // 2
    first, last = visits[heads[:half]].sum(), visits[heads[-half:]].sum()
    assert first + last > WEEKS
    assert abs(first - last) < 3.9 * math.sqrt(first + last)


def test_a_residents_hand_over_does_not_hang_on_a_workers_health():
    """A resident whose address equals a post's word: lost hand-overs and sickness do not correlate.

    Over 400 weeks |r| stays below 4 / sqrt(400): false-alarm rate under 1e-4.
    """
    scenario = always(TOWER)
    engine = engine_of(small(scenario, turnover__lost=0.5, turnover__sick_rate=0.5,
                             turnover__sick_exhaustion=0.0, turnover__cover=0.0,
                             population__void_share=0.0))  # fmt: skip
    state = engine.state
    ill, leaver = 0, int(state["agency_seat"][state["domain_agency"][3]])
    person = 5
    state["place"][person] = state["post_word"][ill]
    state["consent"][:] = 0
    state["agency_leaving"][:] = 0.0
    state["agency_leaving"][state["seat_agency"][leaver]] = 1e6
    state["efficacy"][:] = scenario.parameters["reference"].efficacy
    state["exhaustion"][:] = scenario.parameters["reference"].exhaustion
    kept = {name: column.copy() for name, column in state.items()}
    pairs = []
    for now in range(WEEKS):
        for name, column in kept.items():
            state[name][...] = column
        for d in range(len(DOMAINS)):
            state["phase"][d, person] = SERVED
            state["holder"][d, person] = leaver
            state["serving"][0, state["domain_agency"][d]] += 1
        state["open_cases"][leaver] = len(DOMAINS)
        call("turnover", engine, now)
        pairs.append([state["sick"][ill] > 0, *(state["phase"][:, person] == UNMET)])
    pairs = np.array(pairs, dtype=float)
    assert (pairs.mean(axis=0) > 0.3).all()
    assert (pairs.mean(axis=0) < 0.7).all()
    correlation = np.corrcoef(pairs.T)[0, 1:]
    assert (np.abs(correlation) < 4.0 / math.sqrt(WEEKS)).all()
