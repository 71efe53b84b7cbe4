"""Parameters of residents' trust, hope, belonging and unfairness."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class ResidentTrust(NamedTuple):
    """What promises, voice, doors and events do."""

    gain: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.02, 0.15), "uncertainty",
          "Share of the way to the ceiling that a kept promise brings", "E187 E003", off=0.0),
    ] = 0.06
    loss_ratio: Annotated[
        float,
        P("ratio", (0.0, 10.0), (1.0, 10.0), "uncertainty",
          "Loss by a broken promise over the gain by a kept one; their product is at most 1",
          "L178 L179 L186 E154"),
    ] = 3.0
    ceiling: Annotated[
        float,
        P("0-1", (0.05, 1.0), (0.7, 1.0), "uncertainty",
          "Trust that promises always kept lead to", "assumption"),
    ] = 0.9
    failures_ceiling: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.5), "uncertainty",
          "How far many earlier failures lower the ceiling", "E154 E162", off=0.0),
    ] = 0.3
    failures_start: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "How far many earlier failures lower the trust that people start with and return to",
          "E154 E162 E192", off=0.0),
    ] = 0.4
    rest: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 0.6), "uncertainty",
          "Trust to which memory returns when nothing happens, without earlier failures",
          "E184"),
    ] = 0.44
    drift: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.002, 0.02), "uncertainty",
          "Rate of that return", "assumption", off=0.0),
    ] = 0.008
    success: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.5), "uncertainty",
          "Share of a kept promise that a step forward is worth, and of a broken one a step "
          "back or a crisis", "E160 E187", off=0.0),
    ] = 0.2
    word: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.3), "uncertainty",
          "Share of an experience that travels to each neighbour on the landing", "E188 E191",
          off=0.0),
    ] = 0.08
    told_discount: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 0.9), "uncertainty",
          "Share of the loss that is left when a failure is owned", "E003", off=1.0),
    ] = 0.6
    hidden_penalty: Annotated[
        float,
        P("ratio", (1.0, 3.0), (1.0, 2.0), "uncertainty",
          "Loss when a hidden failure is found out, over the plain loss", "E003", off=1.0),
    ] = 1.4
    found_out: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.7), "uncertainty",
          "Chance that a hidden failure is found out", "E003"),
    ] = 0.4
    voice_trust: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.0, 0.01), "uncertainty",
          "Rate at which full resident voice builds trust", "E152 E163", off=0.0),
    ] = 0.004
    hope_up: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.01, 0.04), "uncertainty",
          "Rate at which full trust and company build hope", "E189"),
    ] = 0.04
    hope_down: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.02, 0.15), "uncertainty",
          "Rate at which full hardship and stress wear hope away", "E008"),
    ] = 0.083
    hope_step: Annotated[
        float,
        P("upward rate", (0.0, 3.0), (0.05, 0.4), "uncertainty",
          "Push of a step forward on hope (a step back pushes down as hard)", "E160", off=0.0),
    ] = 0.12
    belonging_up: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.03), "uncertainty",
          "Rate at which living together builds belonging", "E185"),
    ] = 0.012
    belonging_down: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.03), "uncertainty",
          "Rate at which belonging fades", "E008"),
    ] = 0.006
    belonging_fear: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.0, 0.06), "uncertainty",
          "Rate at which full fear of neighbours wears belonging away", "E007 E168", off=0.0),
    ] = 0.025
    event_belonging: Annotated[
        float,
        P("per event a month", (0.0, 0.1), (0.0, 0.006), "uncertainty",
          "Rate at which an event a month builds belonging", "E182 E186", off=0.0),
    ] = 0.002
    door_belonging: Annotated[
        float,
        P("upward rate", (0.0, 2.0), (0.0, 0.2), "uncertainty",
          "Push on belonging of a knock on the door", "E181", off=0.0),
    ] = 0.08
    voice_belonging: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.0, 0.01), "uncertainty",
          "Rate at which full resident voice builds belonging", "E152 E188", off=0.0),
    ] = 0.004
    event_hope: Annotated[
        float,
        P("per event a month", (0.0, 0.1), (0.0, 0.004), "uncertainty",
          "Rate at which an event a month builds hope", "E189", off=0.0),
    ] = 0.0015
    unfair_up: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.02, 0.3), "uncertainty",
          "Rate at which help seen to go to others on the landing feels unfair", "E171", off=0.0),
    ] = 0.10
    unfair_down: Annotated[
        float,
        P("per week", (0.005, 0.5), (0.02, 0.1), "uncertainty",
          "Rate at which that feeling fades", "assumption"),
    ] = 0.04
    unfair_outreach: Annotated[
        float,
        P("downward rate", (0.0, 3.0), (0.0, 0.8), "uncertainty",
          "Push down of a knock on the door", "E171 E181", off=0.0),
    ] = 0.4
    unfair_trust: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.0, 0.01), "uncertainty",
          "Rate at which full unfairness wears trust away", "E171", off=0.0),
    ] = 0.003
