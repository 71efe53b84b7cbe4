"""Trust and ties between professionals."""

from iwsim.kernel import kernel
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.communication import Communication
from iwsim.parameters.context import Context
from iwsim.parameters.professional_trust import ProfessionalTrust
from iwsim.processes.communication import contact_between_agencies
from iwsim.processes.post import filled
from iwsim.state import Floats, Ints


@kernel
def professional_trust(
    patch_first: Ints,
    seat_agency: Ints,
    agency_status: Floats,
    post_state: Ints,
    shared_share: Floats,
    errors: Ints,
    conflict: Floats,
    threat: Floats,
    routine: Floats,
    pair_cases: Floats,
    pair_trust: Floats,
    pair_tie: Floats,
    trust_of: Floats,
    ties_of: Floats,
    a: Arrangement,
    c: Context,
    communication: Communication,
    p: ProfessionalTrust,
) -> None:
    """Move trust and ties of every pair of posts in a patch.

    Trust rises slowly with contact, faster with open dialogue and under less threat; it falls
    where information is held back, where errors are blamed, where conflict meets little trust,
    and where partners at different stages are thrown together. Ties rise with contact and trust
    and fade.
    """
    seats = seat_agency.size
    base = contact_between_agencies(a, communication)
    home = communication.contact_apart + communication.contact_office
    met = base / (1.0 + base)
    for k in range(patch_first.size - 1):
        for one in range(seats):
            first = k * seats + one
            if not filled(first, post_state):
                continue
            for other in range(one):
                second = k * seats + other
                if not filled(second, post_state):
                    continue
                same = seat_agency[one] == seat_agency[other]
                contact = (home if same else base) + (
                    communication.contact_case * pair_cases[k, one, other]
                )
                trust = pair_trust[k, one, other]
                tie = pair_tie[k, one, other]
                guarded = 0.0 if same else p.tribalism * 0.5 * (threat[first] + threat[second])
                up = p.trust_up * contact * (1.0 + p.dialogue * a.open_dialogue) / (1.0 + guarded)
                held_back = 1.0 - 0.5 * (shared_share[first] + shared_share[second])
                new = max(0.0, met - 0.5 * (routine[first] + routine[second]))
                down = p.trust_down * (1.0 + (0.0 if same else c.stage_spread * new))
                if not same:
                    down += p.withheld * held_back * met
                down += p.blame * (1.0 - a.no_blame) * float(errors[first] + errors[second])
                down += p.clash * 0.5 * (conflict[first] + conflict[second]) * (1.0 - trust)
                trust = (trust + up) / (1.0 + up + down)
                gap = abs(agency_status[seat_agency[one]] - agency_status[seat_agency[other]])
                up = (
                    p.tie_up
                    * contact
                    * (1.0 + p.tie_trust * trust)
                    / (1.0 + p.tie_status * c.power_imbalance * gap)
                )
                tie = (tie + up) / (1.0 + up + p.tie_down)
                pair_trust[k, one, other] = trust
                pair_trust[k, other, one] = trust
                pair_tie[k, one, other] = tie
                pair_tie[k, other, one] = tie
        for one in range(seats):
            post = k * seats + one
            if not filled(post, post_state):
                continue
            trusted = 0.0
            tied = 0.0
            others = 0.0
            for other in range(seats):
                if not filled(k * seats + other, post_state):
                    continue
                if seat_agency[other] != seat_agency[one]:
                    trusted += pair_trust[k, one, other]
                    tied += pair_tie[k, one, other]
                    others += 1.0
            trust_of[post] = trusted / max(others, 1.0)
            ties_of[post] = tied / max(others, 1.0)
