"""Parameters of power and identity."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Power(NamedTuple):
    """Perceived loss, threat, and resistance."""

    loss_up: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.01, 0.15), "uncertainty",
          "Rate at which knowledge given away and blurred boundaries feel like a loss, by status",
          "E112 E043 E111", off=0.0),
    ] = 0.05
    loss_down: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.01, 0.08), "uncertainty",
          "Rate at which that feeling fades, faster with open dialogue", "E199"),
    ] = 0.04
    threat_up: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.02, 0.3), "uncertainty",
          "Rate at which felt loss threatens who one is, without experience or clear roles",
          "E097 E098 E111", off=0.0),
    ] = 0.12
    threat_down: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.02, 0.1), "uncertainty",
          "Rate at which threat fades, faster with vision, own choice and dialogue", "E069 E117"),
    ] = 0.05
