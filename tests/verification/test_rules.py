"""Single rules, each on the smallest world that shows it: duty, promises, records, hours worked."""

import numpy as np
import pytest

from iwsim.state import DOMAINS, EVENTS, EXITS, HOUR_USES, SERVED, UNMET, VACANT, WAITING
from tests.verification.worlds import TOWER, always, call, engine_of, siloed_with, small

WORK = DOMAINS.index("work")
SILO = small(always(TOWER), population__void_share=0.0)


def in_queue(engine, domain=WORK, promise=5, entered=0):
    """Put everyone into one queue."""
    state = engine.state
    agency = state["domain_agency"][domain]
    state["phase"][domain] = WAITING
    state["promise"][domain] = promise
    state["entered_week"][domain] = entered
    state["waiting"][:, agency] = state["present"].size
    return state


def test_nobody_but_its_agency_serves_a_need_under_the_duty():
    """Need moves, help starts elsewhere, and the duty still finds it in the same week."""
    scenario = small(always(TOWER, "colocated_team"), weeks=120, allocation__duty_threshold=0.6)
    engine = engine_of(scenario)
    state = engine.state
    under_duty = foreign = 0
    for _ in range(120):
        engine.advance(1)
        served = state["phase"] == SERVED
        holding = state["seat_agency"][state["holder"] % state["seat_agency"].size]
        for d, agency in enumerate(state["domain_agency"]):
            if state["agency_statutory"][agency] == 1:
                due = served[d] & (state["need"][d] >= 0.6)
                under_duty += due.sum()
                foreign += (due & (holding[d] != agency)).sum()
    assert under_duty > 50
    assert foreign == 0


@pytest.mark.parametrize(("now", "breaks"), [(3, 1), (20, 0)])
def test_giving_up_breaks_a_promise_that_still_stood(now, breaks):
    engine = engine_of(small(SILO, allocation__withdraw=1.0, allocation__promise_weeks=1.0))
    state = in_queue(engine)
    call("allocation", engine, now)
    assert state["exits"][EXITS.index("withdrawn")].sum() == state["present"].size
    assert (state["broken"] == breaks).all()


def test_a_need_that_eases_in_the_queue_is_not_given_up():
    engine = engine_of(small(SILO, allocation__withdraw=1.0))
    state = in_queue(engine)
    state["low_weeks"][WORK] = 1000
    call("allocation", engine, 3)
    assert state["exits"][EXITS.index("eased")].sum() == state["present"].size
    assert state["exits"].sum() == state["present"].size
    assert (state["broken"] == 0).all()


@pytest.mark.parametrize(("records", "lost"), [(0.0, 2), (1.0, 0)])
def test_what_is_on_record_need_not_be_won_again(records, lost):
    """A change of worker costs two steps, and none where the successor can read all of it."""
    engine = engine_of(small(SILO, casework__change_of_worker=2.0, turnover__lost=0.0,
                             turnover__cover=0.0, turnover__efficacy_weight=0.0))  # fmt: skip
    state = engine.state
    state["agency_leaving"][:] = 1e6
    state["consent"][:] = 1
    state["phase"][WORK] = SERVED
    state["holder"][WORK] = int(state["agency_seat"][state["domain_agency"][WORK]])
    state["ladder"][:] = 5
    call("turnover", engine, 1, arrangement=siloed_with(shared_records=records))
    assert (state["phase"][WORK] == WAITING).all()
    assert (state["ladder"] == 5 - lost).all()


@pytest.mark.parametrize(("worked", "rises"), [(0.0, False), (40.0, True)])
def test_doors_are_knocked_at_in_hours_that_were_worked(worked, rises):
    scenario = small(SILO, resident_trust__door_belonging=0.5, hours__outreach_hours=0.1)
    knocked, none = engine_of(scenario), engine_of(scenario)
    knocked.state["hours_used"][HOUR_USES.index("outreach"), 0] = worked
    call("resident_trust", knocked, 1, arrangement=siloed_with(outreach=40.0))
    call("resident_trust", none, 1, arrangement=siloed_with())
    assert (knocked.state["belonging"] > none.state["belonging"]).any() == rises


def test_visits_are_made_in_the_hours_that_the_week_before_left():
    for hours, most in ((0.0, 0), (6.0, 5)):
        engine = engine_of(small(SILO, detection__hours_a_visit=1.5))
        engine.state["hours_used"][HOUR_USES.index("visits"), 0] = hours
        engine.state["phase"][:] = UNMET
        call("detection", engine, 5)
        made = engine.state["events"][EVENTS.index("visits")]
        assert (hours > 0.0) == (made > 0.0)
        assert made <= most


def test_errors_are_likelier_where_little_is_known():
    counts = []
    for knowledge in (0.0, 1.0):
        engine = engine_of(small(SILO, decisions__error_rate=0.2, decisions__knowledge_weight=1.0))
        state = engine.state
        state["phase"][WORK] = SERVED
        state["holder"][WORK] = np.arange(state["present"].size) % state["post_word"].size
        state["knowledge"][:] = knowledge
        for now in range(100):
            call("decisions", engine, now)
        counts.append(state["events"][EVENTS.index("errors")])
    assert counts[0] > 1.5 * counts[1] > 0


def test_an_onset_of_burnout_is_counted_once_a_person():
    engine = engine_of(SILO)
    state = engine.state
    onsets = EVENTS.index("burnout_onsets")
    counted = []
    for level in (0.99, 0.01, 0.99):
        state["exhaustion"][:] = level
        call("burnout", engine, 0)
        counted.append(int(state["events"][onsets]))
    assert counted[0] == counted[1] == counted[2] > 0


@pytest.mark.parametrize(("pooled", "covered"), [(1.0, True), (0.0, False)])
def test_pooled_money_covers_vacancies_where_the_queue_is_longest(pooled, covered):
    engine = engine_of(small(SILO, turnover__cover=0.2, turnover__efficacy_weight=0.0))
    state = engine.state
    agency = int(state["domain_agency"][WORK])
    state["agency_leaving"][agency] = 1e6
    state["waiting"][0, agency] = 1000
    call("turnover", engine, 1, arrangement=siloed_with(pooled_budget=pooled))
    first, last = state["agency_seat"][agency : agency + 2]
    gone = state["post_state"][first:last]
    assert (gone != VACANT).all() == covered


def test_who_moves_away_stays_in_the_cohort_as_last_seen():
    engine = engine_of(SILO)
    state = engine.state
    state["cohort"][:] = 1
    state["phase"][WORK] = UNMET
    state["leaving"][:] = 1
    call("tenancies", engine, 1)
    people = state["cohort"].size
    assert state["cohort"].sum() == 0
    assert state["events"][EVENTS.index("cohort_left")] == people
    assert state["events"][EVENTS.index("cohort_left_needs")] >= people
