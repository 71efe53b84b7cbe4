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
_OUTSIDE = AGENCY_PLACE["outside_domain_share"]
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
    case_share: Floats,
    hours_used: Floats,
    agencies: int,
    row: Floats,
    burnout: Burnout,
) -> None:
    """Write the means over staff, by agency where that is measured, and the hours."""
    seats = seat_agency.size
    people = 0.0
    ill = 0.0
    loaded = 0.0
    total_load = 0.0
    total_workload = 0.0
    total_worry = 0.0
    total_engagement = 0.0
    total_efficacy = 0.0
    total_belief = 0.0
    total_trust = 0.0
    total_ties = 0.0
    total_loss = 0.0
    total_threat = 0.0
    total_conflict = 0.0
    total_covert = 0.0
    total_contribution = 0.0
    in_routine = 0.0
    total_overtime = 0.0
    staff = np.zeros(agencies)
    exhausted = np.zeros(agencies)
    burnt = np.zeros(agencies)
    empty = np.zeros(agencies)
    posts = np.zeros(agencies)
    full_time = np.zeros(agencies)
    cases = np.zeros(agencies)
    direct = np.zeros(agencies)
    elsewhere = np.zeros(agencies)
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
        direct[agency] += hours_used[_DIRECT, post]
        elsewhere[agency] += case_share[post] * hours_used[_DIRECT, post]
        exhausted[agency] += exhaustion[post]
        burnt[agency] += 1.0 if exhaustion[post] >= burnout.cutoff else 0.0
        if sick[post] > 0:
            ill += 1.0
        else:
            loaded += 1.0
            total_load += load[post]
            total_workload += workload[post]
        people += 1.0
        total_worry += emotional_load[post]
        total_engagement += engagement[post]
        total_efficacy += efficacy[post]
        total_belief += belief[post]
        total_trust += trust_of[post]
        total_ties += ties_of[post]
        total_loss += power_loss[post]
        total_threat += threat[post]
        total_conflict += conflict[post]
        total_covert += covert[post]
        total_contribution += contribution[post]
        in_routine += 1.0 if routine[post] > _ROUTINE else 0.0
        total_overtime += overtime[post]
    row[AT.sickness_share] = share_of(ill, people)
    row[AT.load] = share_of(total_load, loaded)
    row[AT.workload] = share_of(total_workload, loaded)
    row[AT.emotional_load] = share_of(total_worry, people)
    row[AT.engagement] = share_of(total_engagement, people)
    row[AT.efficacy] = share_of(total_efficacy, people)
    row[AT.belief] = share_of(total_belief, people)
    row[AT.professional_trust] = share_of(total_trust, people)
    row[AT.ties] = share_of(total_ties, people)
    row[AT.power_loss] = share_of(total_loss, people)
    row[AT.threat] = share_of(total_threat, people)
    row[AT.open_conflict] = share_of(total_conflict, people)
    row[AT.covert_resistance] = share_of(total_covert, people)
    row[AT.contribution] = share_of(total_contribution, people)
    row[AT.routine] = share_of(in_routine, people)
    row[AT.overtime_hours] = total_overtime
    row[AT.exhaustion] = share_of(total_of(exhausted), people)
    row[AT.burnout_share] = share_of(total_of(burnt), people)
    row[AT.vacancy_share] = share_of(total_of(empty), total_of(posts))
    row[AT.caseload] = share_of(total_of(cases), total_of(full_time))
    row[AT.outside_domain_share] = share_of(total_of(elsewhere), total_of(direct))
    for agency in range(agencies):
        at = TOTALS + agency
        row[at + _EXHAUSTION * agencies] = share_of(exhausted[agency], staff[agency])
        row[at + _BURNOUT * agencies] = share_of(burnt[agency], staff[agency])
        row[at + _VACANCY * agencies] = share_of(empty[agency], posts[agency])
        row[at + _CASELOAD * agencies] = share_of(cases[agency], full_time[agency])
        row[at + _OUTSIDE * agencies] = share_of(elsewhere[agency], direct[agency])
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
