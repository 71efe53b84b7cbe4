"""Decision quality and error."""

import numpy as np

from iwsim.kernel import kernel
from iwsim.luck import Luck, uniform_pair
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.context import Context
from iwsim.parameters.decisions import Decisions
from iwsim.parameters.reference import Reference
from iwsim.processes.casework import factor
from iwsim.processes.post import filled
from iwsim.processes.power import effective_dissent
from iwsim.state import DOMAINS, EVENTS, SERVED, Floats, Ints

_DOMAINS = len(DOMAINS)
_ERRORS = EVENTS.index("errors")
_CAUGHT = EVENTS.index("errors_caught")
_EVEN_TRUST = 0.5
_PACE = 0.1
_FORGET = 0.004
_SELF_CREDIT = 0.6
_DRAW_ERROR, _DRAW_VICTIM = 0, 1


@kernel
def decisions(
    place: Ints,
    patch_first: Ints,
    seat_agency: Ints,
    post_word: Ints,
    post_state: Ints,
    sick: Ints,
    load: Floats,
    trust_of: Floats,
    ladder_step: Ints,
    knowledge: Floats,
    phase: Ints,
    holder: Ints,
    newcomers: Floats,
    broken: Ints,
    bond: Floats,
    ladder: Ints,
    errors: Ints,
    learning: Floats,
    decision_quality: Floats,
    perceived_performance: Floats,
    measured_performance: Floats,
    events: Floats,
    a: Arrangement,
    c: Context,
    p: Decisions,
    ref: Reference,
    luck: Luck,
) -> None:
    """Move the fit of joint decisions; let errors happen, be caught, and be learned from.

    Dissent helps where trust is above an even level and harms below it; meetings give time to
    use it. Errors rise with load, thin knowledge and unclear roles; colleagues who check and
    trust catch them; what is told without blame is learned, and leaves with those who leave. An
    error that is not caught costs those it reaches trust, relationship and a step.
    """
    seats = seat_agency.size
    heard = effective_dissent(a)
    known = np.zeros(errors.size)
    cases = np.zeros(errors.size)
    for d in range(_DOMAINS):
        for i in range(phase.shape[1]):
            if phase[d, i] == SERVED:
                known[holder[d, i]] += knowledge[i]
                cases[holder[d, i]] += 1.0
    for k in range(patch_first.size - 1):
        trust = 0.0
        staffed = 0.0
        fresh = 0.0
        for seat in range(seats):
            post = k * seats + seat
            if filled(post, post_state):
                trust += trust_of[post]
                staffed += 1.0
                fresh += newcomers[k, seat_agency[seat]]
        trust /= max(staffed, 1.0)
        fresh /= max(staffed, 1.0)
        time = a.meeting_minutes / (a.meeting_minutes + 10.0)
        helps = p.dissent_weight * heard * max(0.0, trust - _EVEN_TRUST)
        harms = p.dissent_weight * heard * max(0.0, _EVEN_TRUST - trust)
        up = _PACE * (0.5 * (trust + time) + helps)
        down = _PACE * (
            1.0 - 0.5 * (trust + time) + harms + 0.5 * a.consensus_pressure * a.chair_dominance
        )
        decision_quality[k] = (decision_quality[k] + up) / (1.0 + up + down)

        told = 0.0
        made = 0
        for seat in range(seats):
            post = k * seats + seat
            errors[post] = 0
            if not filled(post, post_state):
                continue
            if sick[post] > 0:
                continue
            insight = known[post] / cases[post] if cases[post] > 0.0 else ref.knowledge
            rate = (
                p.error_rate
                * factor(p.load_weight, load[post], ref.load)
                * factor(-p.knowledge_weight, insight, ref.knowledge)
                * (1.5 - 0.5 * a.role_clarity)
                * (1.0 - 0.5 * learning[k])
            )
            happens, seen = uniform_pair(luck, post_word[post], 0, _DRAW_ERROR)
            if happens >= rate:
                continue
            told += a.no_blame
            if seen < a.mutual_monitoring * trust_of[post]:
                events[_CAUGHT] += 1.0
            else:
                errors[post] = 1
                made += 1
                events[_ERRORS] += 1.0
        up = p.learning * told
        down = _FORGET + fresh
        learning[k] = (learning[k] + up) / (1.0 + up + down)

        forward = 0.0
        back = 0.0
        for i in range(patch_first[k], patch_first[k + 1]):
            if ladder_step[i] > 0:
                forward += 1.0
            elif ladder_step[i] < 0:
                back += 1.0
        for d in range(_DOMAINS if made > 0 else 0):
            for i in range(patch_first[k], patch_first[k + 1]):
                if phase[d, i] == SERVED and errors[holder[d, i]] == 1:
                    victim, _ = uniform_pair(luck, place[i], d, _DRAW_VICTIM)
                    if victim < p.error_reach:
                        broken[i] += 1
                        bond[d, i] *= 0.5
                        ladder[i] = max(0, ladder[i] - 1)
        measured = measured_performance[k]
        measured_performance[k] = (measured + _PACE * forward * 0.1) / (
            1.0 + _PACE * 0.1 * (forward + back)
        )
        credit = forward * (1.0 + _SELF_CREDIT * (1.0 - c.outside_evaluation))
        perceived = perceived_performance[k]
        perceived_performance[k] = (perceived + _PACE * credit * 0.1) / (
            1.0 + _PACE * 0.1 * (credit + back)
        )
