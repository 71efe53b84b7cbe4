"""The response to reports of anti-social behaviour: a case, its rungs, its end."""

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.luck import Luck, uniform_pair
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.response import Response
from iwsim.state import DOMAINS, EVENTS, HOUSEHOLD_DOMAINS, UNMET, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_OPENED = EVENTS.index("asb_cases_opened")
_CEASED = EVENTS.index("asb_cases_ceased")
_EVICTIONS = EVENTS.index("evictions")
_LEGAL_ACTION = 3
_HANDED_OVER = 2
_DRAW_AGENCY, _DRAW_ANSWER, _DRAW_EVICT = 0, 1, 2


@kernel
def response(
    place: Ints,
    head: Ints,
    flat: Ints,
    landing: Ints,
    patch: Ints,
    domain_agency: Ints,
    agency_responds: Ints,
    present: Ints,
    accepts: Floats,
    reported: Ints,
    phase: Ints,
    sanction: Floats,
    fear_of_consequences: Floats,
    asked: Ints,
    asb_rung: Ints,
    asb_quiet: Ints,
    asb_agency: Ints,
    asb_help: Ints,
    leaving: Ints,
    response_hours: Floats,
    guardianship: Floats,
    events: Floats,
    a: Arrangement,
    p: Response,
    luck: Luck,
) -> None:
    """Answer this week's reports by sanction or by help, and close cases that went quiet.

    A first report opens a case. Each report is answered by a sanction with the share
    `enforcement_first`, else by an offer of help, which brings the person's serious needs to the
    services and turns the hours of the case into work with the person. A sanction cuts activity,
    wears off, touches no need, and raises fear of consequences in the household and, less, in
    neighbours who see it.
    """
    landlord = domain_agency[0]
    others = 0
    for agency in range(agency_responds.size):
        if agency_responds[agency] == 1 and agency != landlord:
            others += 1
    share = p.police_share if agency_responds[landlord] == 1 else 1.0
    response_hours[:, :] = 0.0
    seen = np.zeros(guardianship.size)
    at_home = np.zeros(leaving.size)
    for i in range(place.size):
        cut = 0.0
        if present[i] == 1 and reported[i] > 0:
            answer, step = uniform_pair(luck, place[i], 0, _DRAW_ANSWER)
            opens = False
            if asb_rung[i] < 0:
                which, _ = uniform_pair(luck, place[i], 0, _DRAW_AGENCY)
                asb_agency[i] = landlord
                if others > 0 and which < share:
                    asb_agency[i] = _other(int(which / share * others), landlord, agency_responds)
                asb_rung[i] = 0
                opens = True
                events[_OPENED] += 1.0
            asb_quiet[i] = 0
            k, agency = patch[i], asb_agency[i]
            if answer < a.enforcement_first:
                if asb_rung[i] == _LEGAL_ACTION:
                    out, _ = uniform_pair(luck, place[i], 0, _DRAW_EVICT)
                    if out < p.evict:
                        leaving[flat[i]] = 1
                        events[_EVICTIONS] += 1.0
                elif opens or step < p.escalate:
                    asb_rung[i] += 1
                    asb_help[i] = 0
                    response_hours[k, agency] += p.sanction_hours
                    if asb_rung[i] == 1:
                        cut = p.warning_cut
                    elif asb_rung[i] == _LEGAL_ACTION:
                        cut = p.legal_cut
                    else:
                        cut = p.contract_cut
                    at_home[flat[i]] += p.fear_push
                    seen[landing[i]] += p.fear_seen * p.fear_push
            elif step < accepts[i] * (1.0 - fear_of_consequences[i]):
                asb_help[i] = 1
                for d in range(_DOMAINS):
                    at = head[i] if d < _HOUSEHOLD else i
                    if phase[d, at] == UNMET and asked[d, at] == 0:
                        asked[d, at] = _HANDED_OVER
        elif asb_rung[i] >= 0:
            asb_quiet[i] += 1
            if asb_quiet[i] >= p.close_weeks:
                asb_rung[i] = -1
                asb_agency[i] = -1
                asb_help[i] = 0
                events[_CEASED] += 1.0
        if asb_rung[i] >= 0:
            response_hours[patch[i], asb_agency[i]] += p.case_hours
        sanction[i] = (sanction[i] + cut) / (1.0 + cut + p.cut_fade)
    for i in range(place.size):
        up = p.fear_rest + at_home[flat[i]] + seen[landing[i]]
        fear_of_consequences[i] = (fear_of_consequences[i] + up) / (1.0 + up + p.fear_fade)


@part
def _other(number: int, landlord: int, agency_responds: Ints) -> int:
    """Return the agency with this number among those that answer reports beside the landlord."""
    left = number
    for agency in range(agency_responds.size):
        if agency_responds[agency] == 1 and agency != landlord:
            if left == 0:
                return agency
            left -= 1
    return landlord
