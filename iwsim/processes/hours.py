"""Hours: what each post's week goes to, and how much is left for people."""

import math

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import Luck, normal_quantile, uniform
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.communication import Communication
from iwsim.parameters.context import Context
from iwsim.parameters.detection import Detection
from iwsim.parameters.hours import Hours
from iwsim.parameters.reference import Reference
from iwsim.processes.post import filled
from iwsim.state import (
    DOMAINS,
    FULL_TIME,
    HOUR_USES,
    SERVED,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_USES = len(HOUR_USES)
_LEAVE = HOUR_USES.index("leave")
_SICKNESS = HOUR_USES.index("sickness")
_OVERHEAD = HOUR_USES.index("overhead")
_MEETINGS = HOUR_USES.index("meetings")
_COORDINATION = HOUR_USES.index("coordination")
_SUPERVISION = HOUR_USES.index("supervision")
_TRAINING = HOUR_USES.index("training")
_TRAVEL = HOUR_USES.index("travel")
_OUTREACH = HOUR_USES.index("outreach")
_EVENTS = HOUR_USES.index("events")
_ASSESSMENT = HOUR_USES.index("assessment")
_ADMINISTRATION = HOUR_USES.index("administration")
_RESPONSE = HOUR_USES.index("response")
_VISITS = HOUR_USES.index("visits")
_DIRECT = HOUR_USES.index("direct")
_SPARE = HOUR_USES.index("spare")
_FIXED_LAST = _DIRECT
_WEEKS_A_MONTH = 52.0 / 12.0
_MINUTES = 60.0


@kernel
def hours(
    patch_first: Ints,
    seat_agency: Ints,
    agency_seat: Ints,
    agency_status: Floats,
    domain_agency: Ints,
    post_word: Ints,
    post_state: Ints,
    post_hours: Floats,
    post_week: Floats,
    sick: Ints,
    open_cases: Ints,
    exhaustion: Floats,
    assessments: Floats,
    coordination_need: Floats,
    response_hours: Floats,
    waiting: Ints,
    need: Floats,
    phase: Ints,
    holder: Ints,
    hours_used: Floats,
    overtime_allowance: Floats,
    overtime: Floats,
    workload: Floats,
    load: Floats,
    outside: Floats,
    case_share: Floats,
    help_hours: Floats,
    response_given: Floats,
    a: Arrangement,
    c: Context,
    communication: Communication,
    detection: Detection,
    p: Hours,
    ref: Reference,
    luck: Luck,
) -> None:
    """Spend every post's week.

    Leave and sickness first; then recording, meetings, coordination, supervision, training,
    travel, outreach, events, assessments, administration, reports and visits; what is left goes
    to people, by severity after a minimum. Where more is asked than there is, overtime is worked
    within a cap and an allowance, and the rest is not done.
    """
    seats = seat_agency.size
    agencies = agency_seat.size - 1
    posts = post_hours.size
    wanted = np.zeros(posts)
    own = np.zeros(posts)
    help_hours[:, :] = 0.0
    for d in range(_DOMAINS):
        for i in range(phase.shape[1]):
            if phase[d, i] == SERVED:
                ask = p.minimum + p.wanted * need[d, i]
                wanted[holder[d, i]] += ask
                if seat_agency[holder[d, i] % seats] == domain_agency[d]:
                    own[holder[d, i]] += ask
    spare_room = np.zeros(posts)
    for k in range(patch_first.size - 1):
        at_work = np.zeros(agencies)
        contracted = np.zeros(agencies)
        everyone = 0.0
        for seat in range(seats):
            post = k * seats + seat
            if filled(post, post_state):
                contracted[seat_agency[seat]] += post_hours[post]
                if sick[post] == 0:
                    at_work[seat_agency[seat]] += post_hours[post]
                    everyone += post_hours[post]
        queue = 0.0
        pot = 0.0
        for agency in range(agencies):
            poor = c.funding_inequality * (1.0 - agency_status[agency])
            overtime_allowance[k, agency] = p.overtime_cap * contracted[agency] * (1.0 - poor)
            pot += a.pooled_budget * overtime_allowance[k, agency]
            queue += waiting[k, agency] / max(contracted[agency], FULL_TIME)
        for agency in range(agencies):
            if queue > 0.0:
                overtime_allowance[k, agency] = (1.0 - a.pooled_budget) * overtime_allowance[
                    k, agency
                ] + pot * waiting[k, agency] / max(contracted[agency], FULL_TIME) / queue

        asked_overtime = np.zeros(agencies)
        given = np.zeros(agencies)
        for seat in range(seats):
            post = k * seats + seat
            agency = seat_agency[seat]
            for use in range(_USES):
                hours_used[use, post] = 0.0
            overtime[post] = 0.0
            spare_room[post] = 0.0
            noise = normal_quantile(uniform(luck, post_word[post], 0, 0))
            outside[post] = math.exp(p.outside_spread * (noise - 0.5 * p.outside_spread))
            workload[post] = 0.0
            load[post] = 0.0
            case_share[post] = 0.0
            if not filled(post, post_state):
                continue
            contract = post_hours[post]
            if contract <= 0.0:
                continue
            hours_used[_LEAVE, post] = p.leave * contract
            left = (1.0 - p.leave) * contract
            if sick[post] > 0:
                hours_used[_SICKNESS, post] = left
                continue
            part = contract / FULL_TIME
            among_all = contract / everyone
            in_agency = contract / at_work[agency]
            hours_used[_OVERHEAD, post] = p.overhead * left
            hours_used[_MEETINGS, post] = p.own_meetings * left + (
                a.meeting_frequency
                * a.meeting_minutes
                / _MINUTES
                * communication.meeting_cases
                * part
            )
            hours_used[_COORDINATION, post] = coordination_need[post]
            hours_used[_SUPERVISION, post] = a.supervision * part
            hours_used[_TRAINING, post] = (p.training + a.joint_training / _WEEKS_A_MONTH) * part
            hours_used[_TRAVEL, post] = p.travel * left
            hours_used[_OUTREACH, post] = a.outreach * among_all
            hours_used[_EVENTS, post] = (
                a.community_events / _WEEKS_A_MONTH * p.event_hours * among_all
            )
            hours_used[_ASSESSMENT, post] = assessments[post]
            hours_used[_ADMINISTRATION, post] = (p.administration + p.switching) * open_cases[post]
            hours_used[_RESPONSE, post] = response_hours[k, agency] * in_agency
            if agency == domain_agency[0]:
                hours_used[_VISITS, post] = detection.visit_hours * in_agency
            fixed = 0.0
            for use in range(_OVERHEAD, _FIXED_LAST):
                fixed += hours_used[use, post]
            demand = fixed + wanted[post]
            joint = (
                hours_used[_MEETINGS, post]
                - p.own_meetings * left
                + hours_used[_COORDINATION, post]
            )
            elsewhere = max(post_week[post] - contract, 0.0)
            if elsewhere > 0.0:
                freed = p.protected * a.protected_time * joint / elsewhere
                outside[post] *= max(0.0, 1.0 - freed)
            here = contract / max(post_week[post], contract)
            workload[post] = demand / left
            load[post] = here * workload[post] + (1.0 - here) * outside[post]
            keen = max(0.0, 1.0 - p.overtime_exhaustion * (exhaustion[post] - ref.exhaustion))
            most = p.overtime_cap * contract
            overtime[post] = min(min(most, max(0.0, demand - left)) * keen, most)
            asked_overtime[agency] += overtime[post]
        for seat in range(seats):
            post = k * seats + seat
            agency = seat_agency[seat]
            if overtime[post] > 0.0 and asked_overtime[agency] > overtime_allowance[k, agency]:
                overtime[post] *= overtime_allowance[k, agency] / asked_overtime[agency]
            idle = not filled(post, post_state) or sick[post] > 0
            if idle or post_hours[post] <= 0.0:
                continue
            asked = hours_used[_RESPONSE, post]
            have = (1.0 - p.leave) * post_hours[post] + overtime[post]
            fixed = 0.0
            for use in range(_OVERHEAD, _FIXED_LAST):
                fixed += hours_used[use, post]
            if fixed > have:
                for use in range(_OVERHEAD, _FIXED_LAST):
                    hours_used[use, post] *= have / fixed
                given[agency] += hours_used[_RESPONSE, post]
                continue
            given[agency] += asked
            spare_room[post] = min(wanted[post], have - fixed)
            hours_used[_SPARE, post] = (1.0 - min(1.0, (fixed + wanted[post]) / have)) * have
            if wanted[post] > 0.0:
                case_share[post] = 1.0 - own[post] / wanted[post]

        for agency in range(agencies):
            wanted_there = response_hours[k, agency]
            response_given[k, agency] = 1.0
            if wanted_there > 0.0:
                response_given[k, agency] = min(1.0, given[agency] / wanted_there)

    for d in range(_DOMAINS):
        for i in range(phase.shape[1]):
            if phase[d, i] != SERVED:
                continue
            post = holder[d, i]
            least = p.minimum * open_cases[post]
            if spare_room[post] <= least:
                got = p.minimum * spare_room[post] / max(least, 1e-12)
            else:
                severe = max(wanted[post] - least, 1e-12)
                got = p.minimum + p.wanted * need[d, i] * (spare_room[post] - least) / severe
            help_hours[d, i] = got
            hours_used[_DIRECT, post] += got
