"""Parameters of the response to reports of anti-social behaviour."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Response(NamedTuple):
    """What a report sets off at landlord or police."""

    police_share: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.6), "uncertainty",
          "Share of cases held by the agencies that answer reports beside the landlord (the "
          "police)", "L154"),
    ] = 0.35
    escalate: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.5), "uncertainty",
          "Chance that a report on an open case leads to the next rung", "L164 L165"),
    ] = 0.4
    warning_cut: Annotated[
        float,
        P("upward rate", (0.0, 5.0), (0.1, 0.8), "uncertainty",
          "Push of a warning on the cut in activity", "L164 L001", off=0.0),
    ] = 0.35
    contract_cut: Annotated[
        float,
        P("upward rate", (0.0, 5.0), (0.2, 1.5), "uncertainty",
          "Push of a behaviour contract on the cut in activity", "L002 L164", off=0.0),
    ] = 0.6
    legal_cut: Annotated[
        float,
        P("upward rate", (0.0, 5.0), (0.3, 2.0), "uncertainty",
          "Push of legal action on the cut in activity", "L164", off=0.0),
    ] = 1.0
    cut_fade: Annotated[
        float,
        P("per week", (0.005, 0.5), (0.01, 0.08), "uncertainty",
          "Rate at which a sanction wears off (relapse)", "L177"),
    ] = 0.03
    close_weeks: Annotated[
        float,
        P("weeks", (1.0, 52.0), (6.0, 16.0), "uncertainty",
          "Quiet weeks after which a case is closed as ceased", "L164"),
    ] = 8.0
    evict: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.01, 0.15), "uncertainty",
          "Chance that a report after legal action ends in eviction", "L165", off=0.0),
    ] = 0.12
    case_hours: Annotated[
        float,
        P("hours per week", (0.0, 20.0), (0.3, 1.5), "uncertainty",
          "Hours that an open case asks for in a week", "L003"),
    ] = 1.2
    sanction_hours: Annotated[
        float,
        P("hours", (0.0, 80.0), (2.0, 10.0), "uncertainty",
          "Hours that a new rung asks for", "L001 L002"),
    ] = 6.0
    fear_push: Annotated[
        float,
        P("upward rate", (0.0, 3.0), (0.1, 0.6), "uncertainty",
          "Push of a sanction on the household's fear of consequences", "E134", off=0.0),
    ] = 0.3
    fear_seen: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.4), "uncertainty",
          "Share of that push on neighbours who see it", "E134 assumption", off=0.0),
    ] = 0.15
    fear_rest: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.002, 0.02), "uncertainty",
          "Upward rate that keeps some fear of consequences alive", "E134 E147"),
    ] = 0.006
    fear_fade: Annotated[
        float,
        P("per week", (0.005, 0.5), (0.01, 0.05), "uncertainty",
          "Rate at which fear of consequences fades", "assumption"),
    ] = 0.02
