"""Parameters of casework: what help does."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Casework(NamedTuple):
    """Progress, steps, crises and the end of help."""

    effect: Annotated[
        float,
        P("per hour", (0.0, 5.0), (0.05, 0.6), "uncertainty",
          "Downward rate on a need of an hour with full skill at reference levels", "L051 L054"),
    ] = 0.30
    bond_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.2, 1.5), "uncertainty",
          "How much more help achieves with a better relationship", "E028 E147", off=0.0),
    ] = 0.6
    knowledge_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.2, 1.5), "uncertainty",
          "How much more with knowledge of the whole person", "E151 E001", off=0.0),
    ] = 0.6
    exhaustion_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.2, 1.2), "uncertainty",
          "How much less by an exhausted worker", "L130 L129", off=0.0),
    ] = 0.5
    drag_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.5), "uncertainty",
          "How much less while other needs are left alone", "E013 E151", off=0.0),
    ] = 0.6
    quality_weight: Annotated[
        float,
        P("per unit", (0.0, 4.0), (0.0, 1.0), "uncertainty",
          "How much more where joint decisions fit the case", "E149", off=0.0),
    ] = 0.3
    newcomer_output: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 0.8), "uncertainty",
          "Output of a worker in the first week in post", "L042"),
    ] = 0.5
    newcomer_weeks: Annotated[
        float,
        P("weeks", (1.0, 104.0), (13.0, 40.0), "uncertainty",
          "Weeks to full output", "L042"),
    ] = 28.0
    bond_up: Annotated[
        float,
        P("per hour", (0.0, 2.0), (0.05, 0.4), "uncertainty",
          "Rate at which an hour together builds the relationship", "E147 E160", off=0.0),
    ] = 0.15
    bond_down: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.01, 0.08), "uncertainty",
          "Rate at which a relationship fades", "assumption"),
    ] = 0.03
    close: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.002, 0.02), "uncertainty",
          "Hazard of closing for non-engagement, for a person who never accepts help",
          "E147 L047", off=0.0),
    ] = 0.02
    step_up: Annotated[
        float,
        P("per week", (0.0, 5.0), (0.5, 4.0), "uncertainty",
          "Chance of a step forward per unit of progress at reference hope and relationship",
          "E158 E157 L072", off=0.0),
    ] = 2.0
    step_bond: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.2, 2.0), "uncertainty",
          "How much more often with a better relationship", "E160", off=0.0),
    ] = 1.0
    step_hope: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.2, 2.0), "uncertainty",
          "How much more often with more hope", "E160", off=0.0),
    ] = 1.0
    step_back: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.01, 0.1), "uncertainty",
          "Chance of a step back at reference stress", "E158 L177", off=0.0),
    ] = 0.025
    step_stress: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much more often with more stress", "E158", off=0.0),
    ] = 1.5
    step_disorder: Annotated[
        float,
        P("per weighted incident", (0.0, 10.0), (0.0, 2.0), "uncertainty",
          "How much more often with more disorder around", "E169 E190 assumption", off=0.0),
    ] = 0.5
    change_of_worker: Annotated[
        float,
        P("steps", (0.0, 10.0), (0.0, 3.0), "uncertainty",
          "Steps lost when the worker changes and the next knows nothing of the person",
          "E025 E030", off=0.0),
    ] = 1.0
    crisis_rate: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.002, 0.03), "uncertainty",
          "Chance of a crisis at full need beyond the crisis level", "E190 L071"),
    ] = 0.025
    crisis_level: Annotated[
        float,
        P("0-1", (0.4, 0.95), (0.6, 0.8), "setting",
          "Need above which a crisis can happen", "assumption"),
    ] = 0.6
    crisis_error: Annotated[
        float,
        P("ratio", (0.0, 20.0), (0.0, 3.0), "uncertainty",
          "How much likelier a crisis is in the week after an uncaught error of the worker",
          "E093 assumption", off=0.0),
    ] = 1.0
    care_share: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.05, 0.5), "uncertainty",
          "Share of family-safety crises with children that end with a child in care", "L050"),
    ] = 0.25
