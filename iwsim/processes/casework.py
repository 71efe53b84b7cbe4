"""Casework: help, steps forward and back, crises, and the end of help."""

import math

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform, uniform_pair, uniform_pairs
from iwsim.parameters.casework import Casework
from iwsim.parameters.needs import Needs
from iwsim.parameters.reference import Reference
from iwsim.parameters.response import Response
from iwsim.processes.episode import CLOSED, MET, leave
from iwsim.processes.standing import needs_in_phase
from iwsim.state import (
    DOMAINS,
    EVENTS,
    HOUSEHOLD_DOMAINS,
    NONE,
    SERVED,
    UNMET,
    WAITING,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_FAMILY_SAFETY = DOMAINS.index("family_safety")
_CRISES = EVENTS.index("crises")
_CRISES_KNOWN = EVENTS.index("crises_known")
_CARE = EVENTS.index("care_entries")
_FORWARD = EVENTS.index("steps_forward")
_BACK = EVENTS.index("steps_back")
_LADDER_STEPS = 10
_KNOWN_BEFORE = 4
_DRAW_CLOSE, _DRAW_STEP, _DRAW_CRISIS = 0, 1, 2


@part
def factor(weight: float, level: float, reference: float) -> float:
    """Return max(0, 1 + weight (level - reference)): weight 0 is off and shifts no level."""
    return max(0.0, 1.0 + weight * (level - reference))


@kernel
def casework(
    place: Ints,
    head: Ints,
    flat: Ints,
    patch: Ints,
    children: Ints,
    domain_agency: Ints,
    agency_skill: Floats,
    agency_other_skill: Floats,
    seat_agency: Ints,
    present: Ints,
    accepts: Floats,
    need: Floats,
    low_weeks: Ints,
    known_since: Ints,
    help_hours: Floats,
    knowledge: Floats,
    hope: Floats,
    stress: Floats,
    disorder: Floats,
    errors: Ints,
    asb_help: Ints,
    asb_agency: Ints,
    response_given: Floats,
    tenure: Ints,
    exhaustion: Floats,
    shared_share: Floats,
    common_ground: Floats,
    decision_quality: Floats,
    phase: Ints,
    relief: Floats,
    bond: Floats,
    ladder: Ints,
    ladder_step: Ints,
    crisis: Ints,
    told: Ints,
    keyworker: Ints,
    holder: Ints,
    promise: Ints,
    gateway: Ints,
    entered_week: Ints,
    served_since: Ints,
    open_cases: Ints,
    waiting: Ints,
    serving: Ints,
    exits: Ints,
    wait_weeks_gone: Ints,
    serve_weeks_gone: Ints,
    progress_seen: Floats,
    crises_held: Ints,
    whole_person: Floats,
    events: Floats,
    now: int,
    needs: Needs,
    response: Response,
    ref: Reference,
    p: Casework,
    luck: Luck,
) -> None:
    """Help people: hours x skill x relationship x knowledge x what exhaustion and drag leave.

    The result is a downward rate on the need, felt next week. Progress and setbacks are steps on
    a person's ladder of ten, on which the hours of a case of anti-social behaviour count where it
    is worked by help. Very high need can end in a crisis, more often after an error of the
    worker.
    """
    seats = seat_agency.size
    progress_seen[:] = 0.0
    crises_held[:] = 0
    whole_person[:] = 0.0
    given = np.zeros(tenure.size)
    serving_now = needs_in_phase(phase, SERVED)
    waiting_now = needs_in_phase(phase, WAITING)
    extreme = np.zeros(place.size, np.int64)
    for d in range(_DOMAINS):
        level = need[d]
        for i in range(place.size):
            extreme[i] += 1 if level[i] > p.crisis_level else 0
    luck_up, luck_back = uniform_pairs(luck, place, 0, _DRAW_STEP)
    for i in range(place.size):
        ladder_step[i] = 0
        crisis[i] = 0
        if present[i] == 0:
            continue
        k = patch[i]
        total = 0.0
        alone = 0.0
        served = serving_now[i]
        worker = -1
        helped = 0.0
        closest = 0.0
        if served > 0:
            for d in range(_DOMAINS):
                at = head[i] if d < _HOUSEHOLD else i
                total += need[d, at]
                if phase[d, at] == UNMET or phase[d, at] == WAITING:
                    alone += need[d, at]
            drag = alone / total if total > 0.0 else 0.0
            shared = (
                factor(p.knowledge_weight, knowledge[i], ref.knowledge)
                * factor(-p.drag_weight, drag, ref.drag)
                * factor(p.quality_weight, decision_quality[k], ref.decision_quality)
            )
            for d in range(_DOMAINS):
                relief[d, i] = 0.0
                if phase[d, i] != SERVED:
                    continue
                post = holder[d, i]
                worker = post if worker < 0 else worker
                by = seat_agency[post - k * seats]
                lead = domain_agency[d]
                skill = agency_skill[by]
                if by != lead:
                    asked = shared_share[post] * common_ground[k, by, lead]
                    skill = agency_other_skill[by] + asked * max(
                        0.0, agency_skill[lead] - agency_other_skill[by]
                    )
                grown = min(1.0, float(tenure[post]) / p.newcomer_weeks)
                rate = (
                    p.effect
                    * help_hours[d, i]
                    * skill
                    * (p.newcomer_output + (1.0 - p.newcomer_output) * grown)
                    * factor(p.bond_weight, bond[d, i], ref.bond)
                    * factor(-p.exhaustion_weight, exhaustion[post], ref.exhaustion)
                    * shared
                )  # fmt: skip
                relief[d, i] = rate
                helped += rate
                given[post] += help_hours[d, i]
                whole_person[post] += help_hours[d, i] if keyworker[i] == post else 0.0
                up = p.bond_up * help_hours[d, i]
                bond[d, i] = (bond[d, i] + up) / (1.0 + up + p.bond_down)
                closest = max(closest, bond[d, i])
                gone = -1
                if low_weeks[d, i] >= needs.low_for:
                    gone = MET
                elif uniform(luck, place[i], d, _DRAW_CLOSE) < p.close * (1.0 - accepts[i]):
                    gone = CLOSED
                if gone >= 0:
                    leave(
                        gone, d, i, k, now, domain_agency, phase, entered_week, served_since,
                        holder, promise, gateway, open_cases, waiting, serving, exits,
                        wait_weeks_gone, serve_weeks_gone,
                    )  # fmt: skip
                    bond[d, i] = 0.0
                    relief[d, i] = 0.0
                    served -= 1
        if served == 0 and waiting_now[i] == 0:
            told[i] = 0
            keyworker[i] = -1

        if asb_help[i] == 1:
            by = asb_agency[i]
            worked = response.case_hours * response_given[k, by]
            helped += p.effect * worked * agency_other_skill[by]

        if helped > 0.0 or ladder[i] > 0:
            push = (
                p.step_up
                * helped
                * factor(p.step_bond, closest, ref.bond)
                * factor(p.step_hope, hope[i], ref.hope)
            )
            slip = (
                p.step_back
                * factor(p.step_stress, stress[i], ref.stress)
                * factor(p.step_disorder, disorder[i], ref.disorder)
            )
            if ladder[i] < _LADDER_STEPS and push > 0.0 and luck_up[i] < 1.0 - math.exp(-push):
                ladder_step[i] = 1
                events[_FORWARD] += 1.0
            elif luck_back[i] < slip and ladder[i] > 0:
                ladder_step[i] = -1
                events[_BACK] += 1.0
            ladder[i] += ladder_step[i]
            if worker >= 0:
                progress_seen[worker] += float(ladder_step[i])

        if extreme[i] == 0:
            continue
        hazard = 0.0
        first = 0 if head[i] == i else _HOUSEHOLD
        for d in range(first, _DOMAINS):
            hazard += max(0.0, need[d, i] - p.crisis_level) / (1.0 - p.crisis_level)
        if hazard > 0.0:
            happens, taken = uniform_pair(luck, place[i], 0, _DRAW_CRISIS)
            failed = 1.0 + p.crisis_error * errors[worker] if worker >= 0 else 1.0
            worst = -1
            for d in range(first, _DOMAINS):
                excess = max(0.0, need[d, i] - p.crisis_level) / (1.0 - p.crisis_level)
                happens -= p.crisis_rate * failed * excess
                if happens < 0.0:
                    worst = d
                    break
            if worst >= 0:
                crisis[i] = 1
                events[_CRISES] += 1.0
                known = known_since[worst, i]
                if phase[worst, i] != NONE and known >= 0 and now - known >= _KNOWN_BEFORE:
                    events[_CRISES_KNOWN] += 1.0
                if worst == _FAMILY_SAFETY and children[flat[i]] > 0 and taken < p.care_share:
                    events[_CARE] += 1.0
                if worker >= 0:
                    crises_held[worker] += 1
    for post in range(given.size):
        whole_person[post] = whole_person[post] / given[post] if given[post] > 0.0 else 0.0
