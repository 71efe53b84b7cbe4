"""Communication and coordination: who meets whom, what it costs, what is told."""

import numpy as np

from iwsim.kernel import kernel, part
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.communication import Communication
from iwsim.parameters.context import Context
from iwsim.parameters.needs import Needs
from iwsim.parameters.reference import Reference
from iwsim.processes.post import filled
from iwsim.processes.standing import needs_in_phase
from iwsim.state import (
    DOMAINS,
    EVENTS,
    FULL_TIME,
    HOUSEHOLD_DOMAINS,
    SERVED,
    Floats,
    Ints,
)

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS
_SHARED = EVENTS.index("shared")
_WITHHELD = EVENTS.index("withheld")
_REFUSALS = EVENTS.index("refusals")
_CLIENTS_THAT_HALF_FILL = 20.0


@part
def contact_between_agencies(a: Arrangement, p: Communication) -> float:
    """Return the contact between posts of two agencies that the arrangement brings."""
    return (
        p.contact_apart
        + p.contact_office * a.co_location
        + p.contact_meeting * a.meeting_frequency
        + p.contact_spanner * a.boundary_spanners
    )


@kernel
def communication(
    head: Ints,
    patch_first: Ints,
    domain_agency: Ints,
    seat_agency: Ints,
    agency_seat: Ints,
    present: Ints,
    consent: Ints,
    need: Floats,
    phase: Ints,
    holder: Ints,
    post_state: Ints,
    post_hours: Floats,
    contribution: Floats,
    covert: Floats,
    threat: Floats,
    routine: Floats,
    trust_of: Floats,
    ties_of: Floats,
    pair_trust: Floats,
    newcomers: Floats,
    recorded: Floats,
    holds_records: Ints,
    knowledge: Floats,
    pair_cases: Floats,
    common_ground: Floats,
    coordination_need: Floats,
    shared_share: Floats,
    known_load: Floats,
    events: Floats,
    a: Arrangement,
    c: Context,
    p: Communication,
    needs: Needs,
    ref: Reference,
) -> None:
    """Work out contact, the hours that coordination asks for, and what workers know.

    Coordination of a person with m workers asks for kappa (m - 1)(1 - ground)(1 - trust / 2)
    hours, more while joint work is newer than its pace allows. A worker knows of other needs
    what records show and what colleagues tell: willingness x contact x common ground. Of what a
    worker learns a part is written down; the rest leaves with the worker.
    """
    agencies = agency_seat.size - 1
    seats = seat_agency.size
    contact = contact_between_agencies(a, p)
    met = contact / (1.0 + contact)
    coordination_need[:] = 0.0
    known_load[:] = 0.0
    pair_cases[:, :, :] = 0.0
    weights = (
        p.share_protocol + p.share_ties + p.share_vision + p.share_trust + p.share_contribution
    )
    workers = np.empty(_DOMAINS, np.int64)
    served = needs_in_phase(phase, SERVED)
    for k in range(patch_first.size - 1):
        willing = np.zeros(agencies)
        refused = np.zeros(agencies)
        staff = np.zeros(agencies)
        used = 0.0
        staffed = 0.0
        for seat in range(seats):
            post = k * seats + seat
            if not filled(post, post_state):
                continue
            trusting = c.direct_trust * trust_of[post] + (1.0 - c.direct_trust) * ref.pair_trust
            drive = (
                p.share_protocol * a.sharing_protocol
                + p.share_ties * ties_of[post]
                + p.share_vision * a.shared_vision
                + p.share_trust * trusting
                + p.share_contribution * contribution[post]
            ) / max(weights, 1e-9)
            refusal = p.excuse * (1.0 - a.sharing_protocol * (1.0 - threat[post]))
            shared_share[post] = drive * (1.0 - covert[post]) * (1.0 - refusal)
            agency = seat_agency[seat]
            willing[agency] += shared_share[post]
            refused[agency] += drive * (1.0 - covert[post]) * refusal
            staff[agency] += 1.0
            used += routine[post]
            staffed += 1.0
        for agency in range(agencies):
            willing[agency] /= max(staff[agency], 1.0)
            refused[agency] /= max(staff[agency], 1.0)
        newness = max(0.0, met - used / max(staffed, 1.0))
        rework = 1.0 + c.stage_spread * newness

        consulted = np.zeros(agencies)
        for i in range(patch_first[k], patch_first[k + 1]):
            knowledge[i] = 0.0
            if present[i] == 0 or served[i] == 0:
                continue
            m = 0
            for d in range(_DOMAINS):
                if phase[d, i] != SERVED:
                    continue
                post = holder[d, i]
                agency = seat_agency[post - k * seats]
                written = p.recorded_share * need[d, i]
                recorded[agency, d, i] = max(recorded[agency, d, i], written)
                holds_records[k, agency, d] = 1
                if agency != domain_agency[d]:
                    coordination_need[post] += p.consultation
                    consulted[domain_agency[d]] += p.consultation
                fresh = True
                for n in range(m):
                    fresh = fresh and workers[n] != post
                if fresh:
                    workers[m] = post
                    m += 1
            if m > 1:
                _coordinate(
                    k, m, workers, seats, seat_agency, common_ground, pair_trust, pair_cases,
                    coordination_need, p.kappa * rework,
                )  # fmt: skip
            viewer = seat_agency[workers[0] - k * seats]
            total = 0.0
            known = 0.0
            for d in range(_DOMAINS):
                at = head[i] if d < _HOUSEHOLD else i
                x = need[d, at]
                if x < needs.low:
                    continue
                lead = domain_agency[d]
                seen = max(
                    recorded[viewer, d, at],
                    a.shared_records * consent[i] * recorded[lead, d, at],
                )  # fmt: skip
                told = 0.0
                if lead != viewer:
                    chance = met * common_ground[k, viewer, lead] * recorded[lead, d, at]
                    told = p.told_at_contact * willing[lead] * chance
                    events[_SHARED] += chance * willing[lead]
                    events[_WITHHELD] += chance * (1.0 - willing[lead])
                    events[_REFUSALS] += chance * refused[lead]
                knows = 1.0 - (1.0 - min(seen, 1.0)) * (1.0 - told)
                if phase[d, at] == SERVED:
                    knows = (1.0 + (m - 1.0) * knows) / m
                total += x
                known += x * knows
            knowledge[i] = known / total if total > 0.0 else 1.0
            for n in range(m):
                known_load[workers[n]] += known
        for agency in range(agencies):
            for seat in range(agency_seat[agency], agency_seat[agency + 1]):
                post = k * seats + seat
                if filled(post, post_state):
                    coordination_need[post] += consulted[agency] / max(staff[agency], 1.0)
        for seat in range(seats):
            post = k * seats + seat
            half = _CLIENTS_THAT_HALF_FILL * post_hours[post] / FULL_TIME
            known_load[post] = known_load[post] / max(known_load[post] + half, 1e-9)

        up = p.ground_up * contact + p.ground_training * a.joint_training
        for one in range(agencies):
            for other in range(agencies):
                if one == other:
                    common_ground[k, one, other] = 1.0
                    continue
                fresh_share = 0.5 * (newcomers[k, one] + newcomers[k, other])
                down = p.ground_down + p.ground_newcomers * fresh_share
                common_ground[k, one, other] = (common_ground[k, one, other] + up) / (
                    1.0 + up + down
                )


@part
def _coordinate(
    k: int,
    m: int,
    workers: Ints,
    seats: int,
    seat_agency: Ints,
    common_ground: Floats,
    pair_trust: Floats,
    pair_cases: Floats,
    coordination_need: Floats,
    kappa: float,
) -> None:
    """Add the hours that coordinating one person's m workers asks of each of them."""
    ground = 0.0
    trust = 0.0
    pairs = 0.0
    for n in range(m):
        one = workers[n] - k * seats
        for o in range(m):
            if o == n:
                continue
            other = workers[o] - k * seats
            ground += common_ground[k, seat_agency[one], seat_agency[other]]
            trust += pair_trust[k, one, other]
            pair_cases[k, one, other] += 1.0
            pairs += 1.0
    hours = kappa * (m - 1.0) * (1.0 - ground / pairs) * (1.0 - 0.5 * trust / pairs)
    for n in range(m):
        coordination_need[workers[n]] += hours / m
