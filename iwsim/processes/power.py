"""Power and identity: felt loss, threat, and resistance in the open or under cover."""

from iwsim.kernel import kernel, part
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.communication import Communication
from iwsim.parameters.context import Context
from iwsim.parameters.power import Power
from iwsim.processes.communication import contact_between_agencies
from iwsim.processes.post import filled
from iwsim.state import Floats, Ints


@part
def effective_dissent(a: Arrangement) -> float:
    """Return dissent that is voiced and heard."""
    return a.dissent * (1.0 - a.consensus_pressure) * (1.0 - a.chair_dominance)


@kernel
def power(
    seat_agency: Ints,
    agency_status: Floats,
    post_state: Ints,
    seconded: Ints,
    experience: Floats,
    belief: Floats,
    chose: Floats,
    case_share: Floats,
    shared_share: Floats,
    power_loss: Floats,
    threat: Floats,
    conflict: Floats,
    covert: Floats,
    autonomy: Floats,
    a: Arrangement,
    c: Context,
    communication: Communication,
    p: Power,
) -> None:
    """Move felt loss and threat, and split resistance into open conflict and quiet obstruction.

    Integration takes the value of exclusive knowledge and autonomy away: most from posts of high
    standing, in proportion to what is shared, blurred and moved. Loss x low experience x low
    role clarity is a threat, softened by vision, own choice and open dialogue.
    """
    seats = seat_agency.size
    contact = contact_between_agencies(a, communication)
    met = contact / (1.0 + contact)
    heard = effective_dissent(a)
    for post in range(post_state.size):
        if not filled(post, post_state):
            continue
        status = agency_status[seat_agency[post % seats]]
        given = met * shared_share[post] * (1.0 + c.power_imbalance * status) * status
        moved = 0.5 * seconded[post]
        up = p.loss_up * (given + case_share[post] + moved)
        down = p.loss_down * (1.0 + a.open_dialogue)
        power_loss[post] = (power_loss[post] + up) / (1.0 + up + down)
        willing = 1.0 if chose[post] < a.voluntary else 0.0
        soften = (a.shared_vision + willing + a.open_dialogue) / 3.0
        up = (
            p.threat_up
            * power_loss[post]
            * (1.0 - experience[post])
            * (1.0 - a.role_clarity)
            * (1.0 - 0.5 * soften)
        )
        down = p.threat_down * (1.0 + soften)
        threat[post] = (threat[post] + up) / (1.0 + up + down)
        resists = 0.5 * (threat[post] + met * (1.0 - belief[post]))
        conflict[post] = resists * heard
        covert[post] = resists * (1.0 - heard) * (1.0 - a.strategic_support)
        autonomy[post] = (1.0 - 0.5 * power_loss[post]) * (0.5 + 0.5 * a.role_clarity)
