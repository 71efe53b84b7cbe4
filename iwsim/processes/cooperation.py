"""Cooperation: each post's contribution to the common effort, and routine."""

import math

from iwsim.kernel import kernel
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.communication import Communication
from iwsim.parameters.cooperation import Cooperation
from iwsim.parameters.reference import Reference
from iwsim.processes.communication import contact_between_agencies
from iwsim.processes.post import filled
from iwsim.state import Floats, Ints

_A_SMALL_TEAM = 8.0
_ROUTINE_LOST = 0.004


@kernel
def cooperation(
    patch_first: Ints,
    seat_agency: Ints,
    post_state: Ints,
    belief: Floats,
    efficacy: Floats,
    threat: Floats,
    load: Floats,
    chose: Floats,
    seconded: Ints,
    contribution: Floats,
    routine: Floats,
    a: Arrangement,
    communication: Communication,
    p: Cooperation,
    ref: Reference,
) -> None:
    """Let each post weigh its share of the benefit against the cost in time.

    The pull grows with peers who contribute, belief, success, leadership, shared aims and an own
    choice, and shrinks with team size; the push grows with load and threat. What is contributed
    becomes routine over years, and newcomers start without it.
    """
    seats = seat_agency.size
    contact = contact_between_agencies(a, communication)
    met = contact / (1.0 + contact)
    for k in range(patch_first.size - 1):
        peers = 0.0
        staffed = 0.0
        for seat in range(seats):
            post = k * seats + seat
            if filled(post, post_state):
                peers += contribution[post]
                staffed += 1.0
        peers /= max(staffed, 1.0)
        share = math.pow(max(staffed, 1.0) / _A_SMALL_TEAM, -p.crowd)
        for seat in range(seats):
            post = k * seats + seat
            if not filled(post, post_state):
                continue
            willing = 1.0 if chose[post] < a.voluntary or seconded[post] == 1 else 0.0
            reasons = (
                peers + belief[post] + efficacy[post] + a.leadership + a.shared_vision + willing
            ) / 6.0
            up = p.pull * reasons * share
            down = p.cost * (0.5 * load[post] / ref.load + 0.5 * threat[post])
            contribution[post] = (contribution[post] + up) / (1.0 + up + down)
            up = p.routine_up * contribution[post] * contact
            down = _ROUTINE_LOST * (1.0 - met)
            routine[post] = (routine[post] + up) / (1.0 + up + down)
