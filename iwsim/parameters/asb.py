"""Parameters of anti-social behaviour and its ripple through a building."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Asb(NamedTuple):
    """Incidents, what reaches whom, and what it does."""

    base_rate: Annotated[
        float,
        P("incidents per person per week", (0.0, 2.0), (0.01, 0.08), "uncertainty",
          "Incidents of a person of mean propensity in full activity", "L162 L171"),
    ] = 0.027
    cap: Annotated[
        float,
        P("incidents per week", (1.0, 100.0), (7.0, 28.0), "setting",
          "Most incidents that one person causes in a week; weeks at the cap are counted",
          "assumption"),
    ] = 14.0
    contagion: Annotated[
        float,
        P("per weighted incident", (0.0, 5.0), (0.0, 0.8), "uncertainty",
          "How much recent disorder around a person raises that person's rate", "E169 L168",
          off=0.0),
    ] = 0.3
    memory: Annotated[
        float,
        P("per week", (0.02, 1.0), (0.12, 0.5), "uncertainty",
          "Weight of the last week in recent disorder (0.25: half forgotten in under 3 weeks)",
          "L168"),
    ] = 0.25
    weight_flat: Annotated[
        float,
        P("per incident", (0.0, 2.0), (0.5, 1.0), "uncertainty",
          "What an incident is to someone in the same flat", "assumption"),
    ] = 1.0
    weight_landing: Annotated[
        float,
        P("per incident", (0.0, 2.0), (0.2, 0.7), "uncertainty",
          "What it is to someone on the same landing", "E167 L175"),
    ] = 0.4
    weight_floor: Annotated[
        float,
        P("per incident", (0.0, 2.0), (0.05, 0.4), "uncertainty",
          "What it is to someone one floor away", "E167 L174 L176"),
    ] = 0.15
    floor_decay: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 0.7), "uncertainty",
          "Share of that weight which each further floor keeps, to three floors", "L175 L176"),
    ] = 0.5
    weight_entrance: Annotated[
        float,
        P("per incident", (0.0, 0.5), (0.0, 0.05), "uncertainty",
          "What it is to everyone who shares the entrance", "L174 L176"),
    ] = 0.01
    weight_estate: Annotated[
        float,
        P("per incident", (0.0, 0.05), (0.0, 0.002), "uncertainty",
          "What it is to everyone on the estate", "E183 assumption"),
    ] = 0.0003
    guardianship: Annotated[
        float,
        P("0-1", (0.0, 0.5), (0.0, 0.4), "uncertainty",
          "Share of incidents prevented on a fully let landing where everyone belongs; at most "
          "one half", "E185 E188", off=0.0),
    ] = 0.25
    activity_up: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.01, 0.06), "uncertainty",
          "Rate at which behaviour returns to being acted out", "L177"),
    ] = 0.03
    activity_down: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.01, 0.06), "uncertainty",
          "Rate at which behaviour calms by itself", "L177"),
    ] = 0.03
    need_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 3.0), "uncertainty",
          "How much faster behaviour returns with substance and mental-health need", "E013 E007",
          off=0.0),
    ] = 1.5
    desistance: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.01, 0.1), "uncertainty",
          "Calming rate added on the top of the ladder at the reference hope", "E160 E165 L051",
          off=0.0),
    ] = 0.08
    stress_up: Annotated[
        float,
        P("per weighted incident", (0.0, 2.0), (0.1, 0.5), "uncertainty",
          "Rate at which exposure raises stress", "E167", off=0.0),
    ] = 0.25
    stress_need: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.02, 0.15), "uncertainty",
          "Rate at which full unmet need raises stress", "E008", off=0.0),
    ] = 0.10
    stress_crisis: Annotated[
        float,
        P("per crisis", (0.0, 2.0), (0.05, 0.4), "uncertainty",
          "Rate at which a crisis on the landing raises stress", "E190 assumption", off=0.0),
    ] = 0.2
    stress_down: Annotated[
        float,
        P("per week", (0.01, 1.0), (0.05, 0.15), "uncertainty",
          "Rate at which stress fades", "assumption"),
    ] = 0.08
    fear_up: Annotated[
        float,
        P("per weighted incident", (0.0, 2.0), (0.1, 0.5), "uncertainty",
          "Rate at which exposure raises fear of neighbours", "E168 L157", off=0.0),
    ] = 0.25
    fear_down: Annotated[
        float,
        P("per week", (0.01, 1.0), (0.03, 0.12), "uncertainty",
          "Rate at which fear fades", "assumption"),
    ] = 0.06
    safety_fall: Annotated[
        float,
        P("per weighted incident", (0.0, 2.0), (0.1, 0.6), "uncertainty",
          "Rate at which exposure lowers perceived safety", "E168", off=0.0),
    ] = 0.3
    safety_rise: Annotated[
        float,
        P("per week", (0.005, 1.0), (0.01, 0.06), "uncertainty",
          "Rate at which perceived safety comes back; slower than it falls, since an absence is "
          "seldom noticed", "E168 E170"),
    ] = 0.03
    report_rate: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.15, 0.45), "uncertainty",
          "Share of incidents reported at reference trust and fear", "L153 L170"),
    ] = 0.32
    report_trust: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much more is reported with more trust in services", "L155", off=0.0),
    ] = 1.5
    report_fear: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much less is reported with more fear of reprisal", "E134", off=0.0),
    ] = 0.8
