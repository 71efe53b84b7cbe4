"""Burnout: demands against resources, worry, efficacy, engagement, belief."""

from iwsim.kernel import kernel
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.burnout import Burnout
from iwsim.parameters.context import Context
from iwsim.parameters.reference import Reference
from iwsim.parameters.workforce import Workforce
from iwsim.processes.casework import factor
from iwsim.processes.post import filled
from iwsim.state import DORMANT, EVENTS, FULL_TIME, HOUR_USES, Floats, Ints

_ONSETS = EVENTS.index("burnout_onsets")
_SUPERVISION = HOUR_USES.index("supervision")
_MIDDLE = 0.5
_HOLDS_THE_WHOLE_PERSON = 0.4
_PACE = 0.05


@kernel
def burnout(
    seat_agency: Ints,
    post_state: Ints,
    sick: Ints,
    seconded: Ints,
    resilience: Floats,
    load: Floats,
    threat: Floats,
    conflict: Floats,
    ties_of: Floats,
    autonomy: Floats,
    post_hours: Floats,
    hours_used: Floats,
    known_load: Floats,
    progress_seen: Floats,
    crises_held: Ints,
    routine: Floats,
    belief_rest: Floats,
    exhaustion: Floats,
    exhausted_weeks: Ints,
    burnt_out: Ints,
    whole_person: Floats,
    emotional_load: Floats,
    efficacy: Floats,
    engagement: Floats,
    belief: Floats,
    involvement: Floats,
    experience: Floats,
    events: Floats,
    a: Arrangement,
    c: Context,
    workforce: Workforce,
    p: Burnout,
    ref: Reference,
) -> None:
    """Move what work does to the people who do it.

    Exhaustion rises with hours asked over hours held, worry, and conflict of roles, and falls
    with rest, supervision had, ties, control over the work and efficacy. Exhaustion makes demands
    feel larger. Worry rises with known need and crises, by involvement, and fades within weeks.
    Integration adds load and meaning on two separate paths. Caseload has no path of its own.
    """
    posts = 0.0
    for post in range(post_state.size):
        posts += 0.0 if post_state[post] == DORMANT else 1.0
    patches = float(post_state.size // seat_agency.size)
    spanning = a.boundary_spanners * patches / posts
    for post in range(post_state.size):
        if not filled(post, post_state):
            continue
        up = _PACE * (workforce.involvement + _HOLDS_THE_WHOLE_PERSON * whole_person[post])
        down = _PACE * (1.0 - workforce.involvement)
        involvement[post] = (involvement[post] + up) / (1.0 + up + down)

        up = (
            p.worry_knowledge * known_load[post] * (0.5 + involvement[post])
            + p.worry_crisis * float(crises_held[post]) * involvement[post]
            + p.worry_exposed * (seconded[post] + spanning)
        )
        supervised = 0.0
        if post_hours[post] > 0.0:
            supervised = hours_used[_SUPERVISION, post] * FULL_TIME / post_hours[post]
        down = p.worry_fade * (1.0 + p.worry_supervision * supervised)
        emotional_load[post] = (emotional_load[post] + up) / (1.0 + up + down)

        felt = factor(p.feedback, exhaustion[post], ref.exhaustion)
        strain = p.strain * factor(p.load_weight, load[post], ref.load)
        up = (
            felt
            * (
                (strain if sick[post] == 0 else 0.0)
                + p.worry * emotional_load[post]
                + p.role_conflict * (threat[post] + conflict[post])
            )
            / resilience[post]
        )
        down = (
            p.recovery
            * (1.0 + p.supervision_weight * supervised)
            * factor(p.ties_weight, ties_of[post], ref.ties)
            * factor(p.autonomy_weight, autonomy[post], ref.autonomy)
            * factor(p.efficacy_weight, efficacy[post], ref.efficacy)
        )
        was = exhaustion[post]
        exhaustion[post] = (was + up) / (1.0 + up + down)
        if exhaustion[post] >= p.cutoff:
            if burnt_out[post] == 0:
                burnt_out[post] = 1
                events[_ONSETS] += 1.0
            exhausted_weeks[post] += 1
        else:
            exhausted_weeks[post] = 0

        seen = progress_seen[post]
        up = p.efficacy_drift * _MIDDLE + p.efficacy_step * max(seen, 0.0)
        setbacks = max(-seen, 0.0) + float(crises_held[post])
        down = p.efficacy_drift * (1.0 - _MIDDLE) + p.efficacy_step * setbacks
        efficacy[post] = (efficacy[post] + up) / (1.0 + up + down)

        up = p.meaning * (known_load[post] * involvement[post] + 0.5 * efficacy[post])
        down = p.meaning_lost * (0.5 + 0.5 * exhaustion[post])
        engagement[post] = (engagement[post] + up) / (1.0 + up + down)

        seen *= c.visible_to_staff
        up = p.belief_drift * belief_rest[post] + p.belief_step * max(seen, 0.0)
        down = p.belief_drift * (1.0 - belief_rest[post]) + p.belief_step * max(-seen, 0.0)
        belief[post] = (belief[post] + up) / (1.0 + up + down)

        up = 0.1 * _PACE * routine[post]
        down = 0.02 * _PACE
        experience[post] = (experience[post] + up) / (1.0 + up + down)
