"""Referral and allocation: requests enter a queue or do not, and posts take them up."""

import math

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform, uniform_pair
from iwsim.parameters.allocation import Allocation
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.context import Context
from iwsim.parameters.hours import Hours
from iwsim.parameters.needs import Needs
from iwsim.parameters.reference import Reference
from iwsim.processes.episode import (
    BY_GATEWAY,
    EASED,
    LOST,
    NO_GATEWAY,
    REFUSED,
    WITH_KEYWORKER,
    WITHDRAWN,
    leave,
)
from iwsim.processes.post import works
from iwsim.processes.queue import in_order
from iwsim.state import (
    DOMAINS,
    EVENTS,
    FULL_TIME,
    LONGEST_WAIT,
    NONE,
    SERVED,
    UNMET,
    WAITING,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_TOLD = EVENTS.index("told")
_DECISION_DAYS = EVENTS.index("decision_days")
_DECISIONS = EVENTS.index("decisions")
_WAIT_WEEKS = EVENTS.index("wait_weeks")
_WAITS = EVENTS.index("waits")
_KNOWN_WEEKS = EVENTS.index("known_weeks")
_KNOWNS = EVENTS.index("knowns")
_HANDED_OVER = 2
_URGENT = 0.65
_DAYS_A_WEEK = 7.0
_RAREST_MEETING = 0.25
_TURNOVER_OF_CASES = 26.0
_KEYWORKER_MARGIN = 0.2
_DRAW_ROUTE, _DRAW_HANDOVER, _DRAW_DECISION = 0, 1, 3
_DRAW_WITHDRAW, _DRAW_KEYWORKER, _DRAW_BACK_UP, _DRAW_TOLD = 4, 5, 6, 7


@kernel
def allocation(
    place: Ints,
    patch_first: Ints,
    domain_agency: Ints,
    agency_seat: Ints,
    agency_status: Floats,
    agency_cap: Floats,
    agency_statutory: Ints,
    seat_agency: Ints,
    present: Ints,
    trust: Floats,
    consent: Ints,
    need: Floats,
    low_weeks: Ints,
    onset: Ints,
    post_state: Ints,
    post_hours: Floats,
    sick: Ints,
    asked: Ints,
    phase: Ints,
    known_since: Ints,
    waited: Ints,
    recorded: Floats,
    holds_records: Ints,
    keyworker: Ints,
    gateway: Ints,
    ready: Ints,
    promise: Ints,
    entered_week: Ints,
    served_since: Ints,
    holder: Ints,
    bond: Floats,
    told: Ints,
    kept: Ints,
    broken: Ints,
    open_cases: Ints,
    assessments: Floats,
    rota: Ints,
    threshold: Floats,
    waiting: Ints,
    serving: Ints,
    entered: Ints,
    started: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
    events: Floats,
    now: int,
    a: Arrangement,
    c: Context,
    needs: Needs,
    hours: Hours,
    ref: Reference,
    p: Allocation,
    luck: Luck,
) -> None:
    """Take in requests, let people give up, and hand episodes to posts with room.

    In a silo each episode is a referral to the agency of its domain, with its own assessment and
    queue; a referral from another worker may be lost on the way. Through the gateway a person is
    assessed once, waits for the next meeting or a word between colleagues, and may be held by
    one keyworker. The queue is served by statutory duty, severity, wait, and the drawn lot. A
    need in service that comes under the duty goes over to the agency that has it, at the head of
    its queue, while the keyworker stays with the person.
    """
    seats = seat_agency.size
    agencies = agency_cap.size
    assessments[:] = 0.0
    dominant = 0
    for agency in range(agencies):
        if agency_status[agency] > agency_status[dominant]:
            dominant = agency
    for k in range(patch_first.size - 1):
        room = np.zeros(agencies)
        for agency in range(agencies):
            capacity = 0.0
            for seat in range(agency_seat[agency], agency_seat[agency + 1]):
                post = k * seats + seat
                if works(post, post_state, sick):
                    held = agency_cap[agency] * post_hours[post] / FULL_TIME
                    capacity += held
                    room[agency] += max(0.0, held - open_cases[post])
            backlog = waiting[k, agency] * _TURNOVER_OF_CASES / max(capacity, 1.0)
            threshold[k, agency] = p.threshold + max(0.0, p.threshold_top - p.threshold) * (
                1.0 - math.exp(-p.threshold_slope * backlog)
            )

        first, last = patch_first[k], patch_first[k + 1]
        queued = 0
        queues = np.zeros(last - first, np.int64)
        for d in range(_DOMAINS):
            agency = domain_agency[d]
            for i in range(first, last):
                if phase[d, i] == NONE or present[i] == 0:
                    if asked[d, i] != 0:
                        asked[d, i] = 0
                    continue
                if (
                    phase[d, i] != SERVED
                    and known_since[d, i] >= 0
                    and waited[d, i] == 0
                    and now - known_since[d, i] >= LONGEST_WAIT
                ):
                    waited[d, i] = 1
                    events[_WAIT_WEEKS] += LONGEST_WAIT
                    events[_WAITS] += 1.0
                if phase[d, i] == SERVED and need[d, i] >= p.duty_threshold:
                    post = holder[d, i]
                    if agency_statutory[agency] == 1 and seat_agency[post % seats] != agency:
                        phase[d, i] = WAITING
                        holder[d, i] = -1
                        entered_week[d, i] = now
                        ready[d, i] = now
                        promise[d, i] = -1
                        open_cases[post] -= 1
                        serving[k, agency] -= 1
                        serve_weeks_gone[k, agency] += now - served_since[d, i]
                        waiting[k, agency] += 1
                elif phase[d, i] == UNMET and asked[d, i] > 0:
                    if known_since[d, i] < 0:
                        known_since[d, i] = now
                        events[_KNOWN_WEEKS] += min(float(now - onset[d, i]), LONGEST_WAIT)
                        events[_KNOWNS] += 1.0
                    recorded[agency, d, i] = max(recorded[agency, d, i], need[d, i])
                    holds_records[k, agency, d] = 1
                    phase[d, i] = WAITING
                    entered_week[d, i] = now
                    entered[k, agency] += 1
                    waiting[k, agency] += 1
                    ready[d, i] = now
                    promise[d, i] = now + int(p.promise_weeks)
                    by_gateway = uniform(luck, place[i], 0, _DRAW_ROUTE) < a.single_gateway
                    gateway[d, i] = NO_GATEWAY
                    if by_gateway:
                        one_worker = uniform(luck, place[i], 0, _DRAW_KEYWORKER) < a.keyworker
                        gateway[d, i] = WITH_KEYWORKER if one_worker else BY_GATEWAY
                    gone = -1
                    if need[d, i] < threshold[k, agency]:
                        gone = REFUSED
                    elif asked[d, i] == _HANDED_OVER and not by_gateway:
                        slip = p.handover_loss * (1.0 - a.shared_records * consent[i])
                        if uniform(luck, place[i], d, _DRAW_HANDOVER) < slip:
                            gone = LOST
                            broken[i] += 1
                    if gone >= 0:
                        leave(
                            gone, d, i, k, now, domain_agency, phase, entered_week, served_since,
                            holder, promise, gateway, open_cases, waiting, serving, exits,
                            wait_weeks_gone, serve_weeks_gone,
                        )  # fmt: skip
                    elif by_gateway:
                        meeting, talk = uniform_pair(luck, place[i], d, _DRAW_DECISION)
                        days = meeting * _DAYS_A_WEEK / max(a.meeting_frequency, _RAREST_MEETING)
                        rate = p.early_contact * a.co_location
                        if need[d, i] >= _URGENT and rate > 0.0:
                            days = min(days, -math.log(1.0 - talk) / rate)
                        ready[d, i] = now + int(days / _DAYS_A_WEEK)
                        events[_DECISION_DAYS] += days
                        events[_DECISIONS] += 1.0
                asked[d, i] = 0
                if phase[d, i] != WAITING:
                    continue
                wait = now - entered_week[d, i]
                if now == promise[d, i] + 1:
                    broken[i] += 1
                hazard = (
                    p.withdraw
                    * wait
                    / p.promise_weeks
                    * max(0.0, 1.0 - p.withdraw_trust * (trust[i] - ref.trust))
                )
                gone = -1
                if low_weeks[d, i] >= needs.low_for:
                    gone = EASED
                elif uniform(luck, place[i], d, _DRAW_WITHDRAW) < hazard:
                    gone = WITHDRAWN
                    broken[i] += 1 if now <= promise[d, i] else 0
                if gone >= 0:
                    leave(
                        gone, d, i, k, now, domain_agency, phase, entered_week, served_since,
                        holder, promise, gateway, open_cases, waiting, serving, exits,
                        wait_weeks_gone, serve_weeks_gone,
                    )  # fmt: skip
                elif ready[d, i] <= now:
                    queued += 1
                    queues[i - first] = 1
        if queued == 0:
            continue

        order = in_order(
            queued, queues, first, now, dominant, place, domain_agency, agency_statutory, need,
            phase, ready, gateway, entered_week, c.power_imbalance, p.duty_threshold,
            needs.serious, luck,
        )  # fmt: skip
        for n in range(queued):
            i = order[n] // _DOMAINS
            d = order[n] - i * _DOMAINS
            agency = domain_agency[d]
            duty = agency_statutory[agency] == 1 and need[d, i] >= p.duty_threshold
            held = gateway[d, i] == WITH_KEYWORKER
            post = -1
            if held and not duty and keyworker[i] >= 0:
                at = keyworker[i]
                most = _capacity(at, seats, seat_agency, agency_cap, post_hours)
                if works(at, post_state, sick) and open_cases[at] < most * (
                    1.0 + _KEYWORKER_MARGIN
                ):
                    post = at
            if post < 0 and (room[agency] > 0.0 or duty):
                post = _next_post(
                    k, agency, 1.0 + (p.duty_margin if duty else 0.0), seats, agency_seat,
                    agency_cap, post_state, post_hours, sick, open_cases, rota,
                )  # fmt: skip
            if post < 0 and not duty:
                shared = held or uniform(luck, place[i], d, _DRAW_BACK_UP) < a.back_up
                if shared:
                    other = _most_room(room)
                    if room[other] > 0.0:
                        post = _next_post(
                            k, other, 1.0, seats, agency_seat, agency_cap, post_state, post_hours,
                            sick, open_cases, rota,
                        )  # fmt: skip
            if post < 0:
                continue
            if held and keyworker[i] < 0:
                keyworker[i] = post
            by = seat_agency[post - k * seats]
            room[by] -= 1.0
            holder[d, i] = post
            phase[d, i] = SERVED
            served_since[d, i] = now
            open_cases[post] += 1
            waiting[k, agency] -= 1
            serving[k, agency] += 1
            started[k, agency] += 1
            wait_weeks_gone[k, agency] += now - entered_week[d, i]
            if waited[d, i] == 0:
                waited[d, i] = 1
                events[_WAIT_WEEKS] += min(float(now - known_since[d, i]), LONGEST_WAIT)
                events[_WAITS] += 1.0
            if now <= promise[d, i]:
                kept[i] += 1
            bond[d, i] = 0.0
            for other in range(_DOMAINS):
                if other != d and holder[other, i] == post:
                    bond[d, i] = max(bond[d, i], bond[other, i])
            seen = a.shared_records * consent[i]
            if gateway[d, i] != NO_GATEWAY and told[i] > 0:
                seen = 1.0
            assessments[post] += hours.assessment * (1.0 - hours.assessment_saved * seen)
            if told[i] == 0 or uniform(luck, place[i], d, _DRAW_TOLD) >= seen:
                events[_TOLD] += 1.0
                if told[i] > 0:
                    broken[i] += 1
                told[i] += 1


@part
def _capacity(
    post: int, seats: int, seat_agency: Ints, agency_cap: Floats, post_hours: Floats
) -> float:
    """Return how many episodes a post can hold."""
    return float(agency_cap[seat_agency[post % seats]] * post_hours[post] / FULL_TIME)


@part
def _most_room(room: Floats) -> int:
    """Return the agency with the most room."""
    best = 0
    for agency in range(room.size):
        if room[agency] > room[best]:
            best = agency
    return best


@part
def _next_post(
    k: int,
    agency: int,
    margin: float,
    seats: int,
    agency_seat: Ints,
    agency_cap: Floats,
    post_state: Ints,
    post_hours: Floats,
    sick: Ints,
    open_cases: Ints,
    rota: Ints,
) -> int:
    """Return the next post of an agency with room, by rota, or -1."""
    size = agency_seat[agency + 1] - agency_seat[agency]
    for step in range(size):
        turn = (rota[k, agency] + step) % size
        post = k * seats + agency_seat[agency] + turn
        most = agency_cap[agency] * post_hours[post] / FULL_TIME * margin
        if works(post, post_state, sick) and open_cases[post] + 1.0 <= most:
            rota[k, agency] = (turn + 1) % size
            return int(post)
    return -1
