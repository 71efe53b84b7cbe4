"""Turnover: sickness, leaving, vacancies, cover, and what happens to the people left behind."""

import math

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform, uniform_pair
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.burnout import Burnout
from iwsim.parameters.casework import Casework
from iwsim.parameters.context import Context
from iwsim.parameters.reference import Reference
from iwsim.parameters.turnover import Turnover
from iwsim.parameters.workforce import Workforce
from iwsim.processes.casework import factor
from iwsim.processes.episode import LOST, leave
from iwsim.processes.post import filled
from iwsim.state import (
    COVERED,
    DOMAINS,
    DORMANT,
    EVENTS,
    PRESENT,
    SERVED,
    VACANT,
    WAITING,
    Floats,
    Ints,
)
from iwsim.world.person import draw_worker

_DOMAINS = len(DOMAINS)
_LEAVERS_EXHAUSTION = EVENTS.index("leavers_exhaustion")
_WEEKS_A_YEAR = 52.0
_DRAW_SICK, _DRAW_LEAVE, _DRAW_VACANCY = 0, 1, 2
_DRAW_LOST, _DRAW_STEPS = 8, 9


@kernel
def turnover(
    place: Ints,
    patch_first: Ints,
    seat_agency: Ints,
    agency_seat: Ints,
    agency_status: Floats,
    agency_leaving: Floats,
    domain_agency: Ints,
    post_word: Ints,
    consent: Ints,
    post_state: Ints,
    experience: Floats,
    tenure: Ints,
    vacancy: Ints,
    sick: Ints,
    exhaustion: Floats,
    exhausted_weeks: Ints,
    burnt_out: Ints,
    whole_person: Floats,
    leavers: Ints,
    emotional_load: Floats,
    efficacy: Floats,
    engagement: Floats,
    belief: Floats,
    belief_rest: Floats,
    involvement: Floats,
    resilience: Floats,
    chose: Floats,
    power_loss: Floats,
    threat: Floats,
    conflict: Floats,
    covert: Floats,
    contribution: Floats,
    routine: Floats,
    pair_trust: Floats,
    pair_tie: Floats,
    pair_cases: Floats,
    trust_of: Floats,
    ties_of: Floats,
    newcomers: Floats,
    phase: Ints,
    holder: Ints,
    keyworker: Ints,
    bond: Floats,
    relief: Floats,
    ladder: Ints,
    broken: Ints,
    promise: Ints,
    gateway: Ints,
    entered_week: Ints,
    served_since: Ints,
    ready: Ints,
    open_cases: Ints,
    waiting: Ints,
    serving: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
    events: Floats,
    now: int,
    a: Arrangement,
    c: Context,
    workforce: Workforce,
    burnout: Burnout,
    casework: Casework,
    ref: Reference,
    p: Turnover,
    luck: Luck,
) -> None:
    """Let staff fall ill, leave, be replaced; hand their people over, or lose them.

    The hazard of leaving rises with exhaustion and falls with tenure and efficacy. A vacancy
    lasts weeks and may be covered by agency staff without ties. The new person starts without
    relations. An episode of a leaver goes back to the queue or is lost; a change of worker
    breaks a promise and costs steps, fewer where records say what was done.
    """
    seats = seat_agency.size
    newcomers[:, :] = 0.0
    for post in range(post_state.size):
        if post_state[post] == DORMANT:
            continue
        k = post // seats
        seat = post - k * seats
        agency = seat_agency[seat]
        size = 0.0
        for colleague in range(agency_seat[agency], agency_seat[agency + 1]):
            size += 0.0 if post_state[k * seats + colleague] == DORMANT else 1.0
        if post_state[post] == VACANT or post_state[post] == COVERED:
            vacancy[post] -= 1
            if vacancy[post] > 0:
                continue
            if post_state[post] == COVERED:
                _empty(
                    post, k, now, True, place, patch_first, seat_agency, domain_agency, consent,
                    phase, holder, keyworker, bond, relief, ladder, broken, promise, gateway,
                    entered_week, served_since, ready, open_cases, waiting, serving, exits,
                    wait_weeks_gone, serve_weeks_gone, a, casework, p, luck,
                )  # fmt: skip
            post_state[post] = PRESENT
            _settle(
                post, seat, k, seats, seat_agency, agency_seat, post_state, pair_trust, pair_tie,
                pair_cases, experience, tenure, exhaustion, exhausted_weeks, burnt_out,
                whole_person, emotional_load, efficacy, engagement, involvement, power_loss,
                threat, conflict, covert, contribution, routine, trust_of, ties_of, c, workforce,
                ref, p,
            )  # fmt: skip
            draw_worker(
                post, post_word[post], chose, resilience, belief_rest, belief, workforce, burnout,
                c, luck,
            )  # fmt: skip
            newcomers[k, agency] += 1.0 / size
            continue
        tenure[post] += 1
        if sick[post] > 0:
            sick[post] -= 1
        else:
            falls, length = uniform_pair(luck, post_word[post], 0, _DRAW_SICK)
            rate = p.sick_rate * factor(p.sick_exhaustion, exhaustion[post], ref.exhaustion)
            if falls < rate:
                sick[post] = 1 + int(-math.log(1.0 - length) * max(p.sick_weeks - 0.5, 0.1))
        fresh = 1.0 + p.tenure_weight * math.exp(-float(tenure[post]) / p.tenure_weeks)
        yearly = (
            agency_leaving[agency]
            * factor(p.exhaustion_weight, exhaustion[post], ref.exhaustion)
            * factor(-p.efficacy_weight, efficacy[post], ref.efficacy)
            * fresh
        )
        if uniform(luck, post_word[post], 0, _DRAW_LEAVE) >= yearly / _WEEKS_A_YEAR:
            continue
        leavers[agency] += 1
        events[_LEAVERS_EXHAUSTION] += exhaustion[post]
        _empty(
            post, k, now, False, place, patch_first, seat_agency, domain_agency, consent, phase,
            holder, keyworker, bond, relief, ladder, broken, promise, gateway, entered_week,
            served_since, ready, open_cases, waiting, serving, exits, wait_weeks_gone,
            serve_weeks_gone, a, casework, p, luck,
        )  # fmt: skip
        sick[post] = 0
        lasts, covered = uniform_pair(luck, post_word[post], 0, _DRAW_VACANCY)
        vacancy[post] = 1 + int(p.vacancy_weeks * 2.0 * lasts)
        own = 1.0 - c.funding_inequality * (1.0 - agency_status[agency])
        pooled = _pooled_money(
            k, float(waiting[k, agency]) / size, waiting, seat_agency, agency_status, post_state, c
        )
        chance = p.cover * (a.pooled_budget * pooled + (1.0 - a.pooled_budget) * own)
        if covered < chance:
            post_state[post] = COVERED
            _settle(
                post, seat, k, seats, seat_agency, agency_seat, post_state, pair_trust, pair_tie,
                pair_cases, experience, tenure, exhaustion, exhausted_weeks, burnt_out,
                whole_person, emotional_load, efficacy, engagement, involvement, power_loss,
                threat, conflict, covert, contribution, routine, trust_of, ties_of, c, workforce,
                ref, p,
            )  # fmt: skip
            draw_worker(
                post, post_word[post], chose, resilience, belief_rest, belief, workforce, burnout,
                c, luck,
            )  # fmt: skip
            newcomers[k, agency] += 1.0 / size
        else:
            post_state[post] = VACANT


@part
def _pooled_money(
    k: int,
    queue: float,
    waiting: Ints,
    seat_agency: Ints,
    agency_status: Floats,
    post_state: Ints,
    c: Context,
) -> float:
    """Return the money for cover that an agency has out of a pool shared by queue a post.

    Over all posts of a patch it is as much as without a pool.

    Parameters
    ----------
    queue
        Episodes that wait at the agency, for each of its posts.
    """
    seats = seat_agency.size
    posts = 0.0
    money = 0.0
    for seat in range(seats):
        if post_state[k * seats + seat] != DORMANT:
            posts += 1.0
            money += 1.0 - c.funding_inequality * (1.0 - agency_status[seat_agency[seat]])
    all_waiting = 0.0
    for agency in range(waiting.shape[1]):
        all_waiting += float(waiting[k, agency])
    if all_waiting == 0.0:
        return money / posts
    return money / posts * queue / (all_waiting / posts)


@part
def _settle(
    post: int,
    seat: int,
    k: int,
    seats: int,
    seat_agency: Ints,
    agency_seat: Ints,
    post_state: Ints,
    pair_trust: Floats,
    pair_tie: Floats,
    pair_cases: Floats,
    experience: Floats,
    tenure: Ints,
    exhaustion: Floats,
    exhausted_weeks: Ints,
    burnt_out: Ints,
    whole_person: Floats,
    emotional_load: Floats,
    efficacy: Floats,
    engagement: Floats,
    involvement: Floats,
    power_loss: Floats,
    threat: Floats,
    conflict: Floats,
    covert: Floats,
    contribution: Floats,
    routine: Floats,
    trust_of: Floats,
    ties_of: Floats,
    c: Context,
    workforce: Workforce,
    ref: Reference,
    p: Turnover,
) -> None:
    """Start the person who comes into a post: no ties, trusted at the agency's reputation."""
    first, last = agency_seat[seat_agency[seat]], agency_seat[seat_agency[seat] + 1]
    for other in range(seats):
        reputation = 0.0
        colleagues = 0.0
        for colleague in range(first, last):
            if colleague != seat and filled(k * seats + colleague, post_state):
                reputation += pair_trust[k, other, colleague]
                colleagues += 1.0
        reputation = reputation / colleagues if colleagues > 0.0 else ref.pair_trust
        pair_trust[k, seat, other] = reputation
        pair_trust[k, other, seat] = reputation
        pair_tie[k, seat, other] = 0.0
        pair_tie[k, other, seat] = 0.0
        pair_cases[k, seat, other] = 0.0
        pair_cases[k, other, seat] = 0.0
    trust_of[post] = ref.pair_trust
    ties_of[post] = 0.0
    experience[post] = c.prior_experience
    tenure[post] = 0
    exhaustion[post] = p.newcomer_exhaustion
    exhausted_weeks[post] = 0
    burnt_out[post] = 0
    whole_person[post] = 0.0
    emotional_load[post] = 0.0
    efficacy[post] = ref.efficacy
    engagement[post] = 0.5
    involvement[post] = workforce.involvement
    power_loss[post] = 0.0
    threat[post] = 0.0
    conflict[post] = 0.0
    covert[post] = 0.0
    contribution[post] = ref.contribution
    routine[post] = 0.0


@part
def _empty(
    post: int,
    k: int,
    now: int,
    in_order: bool,
    place: Ints,
    patch_first: Ints,
    seat_agency: Ints,
    domain_agency: Ints,
    consent: Ints,
    phase: Ints,
    holder: Ints,
    keyworker: Ints,
    bond: Floats,
    relief: Floats,
    ladder: Ints,
    broken: Ints,
    promise: Ints,
    gateway: Ints,
    entered_week: Ints,
    served_since: Ints,
    ready: Ints,
    open_cases: Ints,
    waiting: Ints,
    serving: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
    a: Arrangement,
    casework: Casework,
    p: Turnover,
    luck: Luck,
) -> None:
    """Take every person off a worker who goes: back to the queue, or lost.

    Fewer are lost where colleagues step in or records can be read, and none where the successor
    takes over in person (`in_order`).
    """
    first, last = patch_first[k], patch_first[k + 1]
    touched = np.zeros(last - first, np.int64)
    for d in range(_DOMAINS):
        for i in range(first, last):
            if holder[d, i] != post or phase[d, i] != SERVED:
                continue
            touched[i - first] = 1
            bond[d, i] = 0.0
            relief[d, i] = 0.0
            slip = p.lost * (1.0 - a.back_up) * (1.0 - a.shared_records * consent[i])
            if not in_order and uniform(luck, place[i], d, _DRAW_LOST) < slip:
                leave(
                    LOST, d, i, k, now, domain_agency, phase, entered_week, served_since, holder,
                    promise, gateway, open_cases, waiting, serving, exits, wait_weeks_gone,
                    serve_weeks_gone,
                )  # fmt: skip
                continue
            agency = domain_agency[d]
            serving[k, agency] -= 1
            serve_weeks_gone[k, agency] += now - served_since[d, i]
            open_cases[post] -= 1
            waiting[k, agency] += 1
            entered_week[d, i] = now
            phase[d, i] = WAITING
            holder[d, i] = -1
            ready[d, i] = now
            promise[d, i] = -1
    for i in range(first, last):
        if keyworker[i] == post:
            keyworker[i] = -1
        if touched[i - first] == 1:
            broken[i] += 1
            told_anew = 1.0 - a.shared_records * consent[i]
            steps = casework.change_of_worker * told_anew
            steps += uniform(luck, place[i], 0, _DRAW_STEPS)
            ladder[i] = max(0, ladder[i] - int(steps))
