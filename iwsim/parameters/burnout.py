"""Parameters of burnout: demands, resources, load and meaning."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Burnout(NamedTuple):
    """What exhausts, what restores."""

    strain: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.04), "uncertainty",
          "Upward rate of exhaustion at the reference load", "L116 L118 L134"),
    ] = 0.019
    load_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.2, 2.0), "uncertainty",
          "How much more with hours asked over hours held", "L118 L116 L131", off=0.0),
    ] = 0.8
    worry: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.04), "uncertainty",
          "Upward rate of exhaustion under full emotional load", "E179 L118"),
    ] = 0.014
    role_conflict: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.0, 0.02), "uncertainty",
          "Upward rate under full threat and conflict", "E099 E022", off=0.0),
    ] = 0.008
    recovery: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.01, 0.05), "uncertainty",
          "Downward rate of exhaustion at reference resources", "L114 L115"),
    ] = 0.02
    supervision_weight: Annotated[
        float,
        P("per hour a week", (0.0, 3.0), (0.0, 0.5), "uncertainty",
          "How much faster recovery is with an hour of supervision a week", "L121 L133 E177",
          off=0.0),
    ] = 0.15
    ties_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.0), "uncertainty",
          "How much faster with working ties", "E021 L119", off=0.0),
    ] = 0.4
    autonomy_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.5), "uncertainty",
          "How much faster with control over the work", "L119", off=0.0),
    ] = 0.6
    efficacy_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.5), "uncertainty",
          "How much faster with belief in one's own effect", "L118 L095", off=0.0),
    ] = 0.5
    feedback: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.0), "uncertainty",
          "How much larger demands feel to the exhausted", "L117", off=0.0),
    ] = 0.4
    worry_knowledge: Annotated[
        float,
        P("per week", (0.0, 2.0), (0.02, 0.3), "uncertainty",
          "Upward rate of emotional load by known need of own clients", "E178"),
    ] = 0.3
    worry_crisis: Annotated[
        float,
        P("per crisis", (0.0, 5.0), (0.1, 1.0), "uncertainty",
          "Push of an own client's crisis at full involvement", "E176 E175", off=0.0),
    ] = 0.8
    worry_exposed: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.0, 0.05), "uncertainty",
          "Upward rate for posts without the cover of one agency: moved in, or spanning two",
          "E196 E065",
          off=0.0),
    ] = 0.02
    worry_fade: Annotated[
        float,
        P("per week", (0.02, 1.0), (0.17, 0.35), "uncertainty",
          "Downward rate of emotional load (half-life of two to four weeks)", "assumption"),
    ] = 0.22
    worry_supervision: Annotated[
        float,
        P("per hour a week", (0.0, 3.0), (0.1, 1.0), "uncertainty",
          "How much faster it fades with an hour of supervision a week", "E177 L133 L121",
          off=0.0),
    ] = 0.5
    efficacy_step: Annotated[
        float,
        P("upward rate", (0.0, 2.0), (0.005, 0.08), "uncertainty",
          "Push of a client's step forward on efficacy (a step back pushes down as hard)",
          "E155 E173", off=0.0),
    ] = 0.02
    efficacy_drift: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.01, 0.05), "uncertainty",
          "Rate at which efficacy returns to the middle", "assumption"),
    ] = 0.02
    meaning: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.05), "uncertainty",
          "Rate at which knowing and helping the whole person builds engagement", "E090 E194",
          off=0.0),
    ] = 0.04
    meaning_lost: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.05), "uncertainty",
          "Rate at which exhaustion and routine wear engagement away", "L095 E090"),
    ] = 0.03
    belief_step: Annotated[
        float,
        P("upward rate", (0.0, 2.0), (0.005, 0.1), "uncertainty",
          "Push on belief of a step of own clients, seen in full", "E155 E173", off=0.0),
    ] = 0.03
    belief_drift: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.005, 0.04), "uncertainty",
          "Rate at which belief returns to the person's resting point", "E161 E192"),
    ] = 0.015
    cutoff: Annotated[
        float,
        P("0-1", (0.2, 0.9), (0.45, 0.6), "setting",
          "Exhaustion from which a person counts as burnt out (27 of 54 points)", "L126"),
    ] = 0.5
    resilience_spread: Annotated[
        float,
        P("sd of the log", (0.0, 1.5), (0.2, 0.8), "uncertainty",
          "Spread of resilience between people", "E174 L210", off=0.0),
    ] = 0.5
