"""Measuring staff: means, shares by agency, and hours by use."""

import numpy as np

from iwsim.kernel import part
from iwsim.measuring.places import AGENCY_PLACE, AT, TOTALS, share_of, total_of
from iwsim.parameters.burnout import Burnout
from iwsim.state import DORMANT, FULL_TIME, HOUR_USES, PRESENT, VACANT, Floats, Ints

_USES = len(HOUR_USES)
_CASELOAD = AGENCY_PLACE["caseload"]
_EXHAUSTION = AGENCY_PLACE["exhaustion"]
_BURNOUT = AGENCY_PLACE["burnout_share"]
_VACANCY = AGENCY_PLACE["vacancy_share"]
_LEAVE, _SICKNESS = HOUR_USES.index("leave"), HOUR_USES.index("sickness")
_MEETINGS, _COORDINATION = HOUR_USES.index("meetings"), HOUR_USES.index("coordination")
_DIRECT = HOUR_USES.index("direct")
_ROUTINE = 0.5


@part
def measure_staff(
    seat_agency: Ints,
    post_state: Ints,
    post_hours: Floats,
    sick: Ints,
    open_cases: Ints,
    exhaustion: Floats,
    emotional_load: Floats,
    engagement: Floats,
    efficacy: Floats,
    belief: Floats,
    load: Floats,
    workload: Floats,
    trust_of: Floats,
    ties_of: Floats,
    power_loss: Floats,
    threat: Floats,
    conflict: Floats,
    covert: Floats,
    contribution: Floats,
    routine: Floats,
    overtime: Floats,
    hours_used: Floats,
    agencies: int,
    row: Floats,
    burnout: Burnout,
) -> None:
    """Write the means over staff, by agency where that is measured, and the hours."""
    seats = seat_agency.size
    sums = np.zeros(16)
    staff = np.zeros(agencies)
    exhausted = np.zeros(agencies)
    burnt = np.zeros(agencies)
    empty = np.zeros(agencies)
    posts = np.zeros(agencies)
    full_time = np.zeros(agencies)
    cases = np.zeros(agencies)
    loaded = 0.0
    for post in range(post_state.size):
        if post_state[post] == DORMANT:
            continue
        agency = seat_agency[post % seats]
        posts[agency] += 1.0
        empty[agency] += 0.0 if post_state[post] == PRESENT else 1.0
        if post_state[post] == VACANT:
            continue
        staff[agency] += 1.0
        full_time[agency] += post_hours[post] / FULL_TIME
        cases[agency] += open_cases[post]
        exhausted[agency] += exhaustion[post]
        burnt[agency] += 1.0 if exhaustion[post] >= burnout.cutoff else 0.0
        if sick[post] > 0:
            sums[0] += 1.0
        else:
            sums[1] += load[post]
            sums[15] += workload[post]
            loaded += 1.0
        sums[2] += emotional_load[post]
        sums[3] += engagement[post]
        sums[4] += efficacy[post]
        sums[5] += belief[post]
        sums[6] += trust_of[post]
        sums[7] += ties_of[post]
        sums[8] += power_loss[post]
        sums[9] += threat[post]
        sums[10] += conflict[post]
        sums[11] += covert[post]
        sums[12] += contribution[post]
        sums[13] += 1.0 if routine[post] > _ROUTINE else 0.0
        sums[14] += overtime[post]
    people = total_of(staff)
    row[AT.sickness_share] = share_of(sums[0], people)
    row[AT.load] = share_of(sums[1], loaded)
    row[AT.workload] = share_of(sums[15], loaded)
    row[AT.emotional_load] = share_of(sums[2], people)
    row[AT.engagement] = share_of(sums[3], people)
    row[AT.efficacy] = share_of(sums[4], people)
    row[AT.belief] = share_of(sums[5], people)
    row[AT.professional_trust] = share_of(sums[6], people)
    row[AT.ties] = share_of(sums[7], people)
    row[AT.power_loss] = share_of(sums[8], people)
    row[AT.threat] = share_of(sums[9], people)
    row[AT.open_conflict] = share_of(sums[10], people)
    row[AT.covert_resistance] = share_of(sums[11], people)
    row[AT.contribution] = share_of(sums[12], people)
    row[AT.routine] = share_of(sums[13], people)
    row[AT.overtime_hours] = sums[14]
    row[AT.exhaustion] = share_of(total_of(exhausted), people)
    row[AT.burnout_share] = share_of(total_of(burnt), people)
    row[AT.vacancy_share] = share_of(total_of(empty), total_of(posts))
    row[AT.caseload] = share_of(total_of(cases), total_of(full_time))
    for agency in range(agencies):
        at = TOTALS + agency
        row[at + _EXHAUSTION * agencies] = share_of(exhausted[agency], staff[agency])
        row[at + _BURNOUT * agencies] = share_of(burnt[agency], staff[agency])
        row[at + _VACANCY * agencies] = share_of(empty[agency], posts[agency])
        row[at + _CASELOAD * agencies] = share_of(cases[agency], full_time[agency])
    at_work = 0.0
    for use in range(_USES):
        total = 0.0
        for post in range(post_state.size):
            total += hours_used[use, post]
        row[AT.hours_leave + use] = total
        if use not in (_LEAVE, _SICKNESS):
            at_work += total
    row[AT.direct_share] = share_of(row[AT.hours_leave + _DIRECT], at_work)
    talk = row[AT.hours_leave + _MEETINGS] + row[AT.hours_leave + _COORDINATION]
    row[AT.coordination_share] = share_of(talk, at_work)
