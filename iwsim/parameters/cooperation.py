"""Parameters of cooperation."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Cooperation(NamedTuple):
    """How contribution and routine move."""

    pull: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.02, 0.15), "uncertainty",
          "Rate at which peers, success, leadership and an own choice pull towards contributing",
          "E038 E104 E106 E058"),
    ] = 0.06
    cost: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.01, 0.1), "uncertainty",
          "Rate at which its cost in time pulls away, for a post at its limit", "E024 E106"),
    ] = 0.04
    crowd: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "How far the own share of the benefit shrinks with team size (exponent)", "E105 E070",
          off=0.0),
    ] = 0.25
    routine_up: Annotated[
        float,
        P("per week", (0.0, 0.2), (0.003, 0.03), "uncertainty",
          "Rate at which full contribution and contact become routine", "E069 E092", off=0.0),
    ] = 0.012
