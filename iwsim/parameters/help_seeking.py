"""Parameters of asking for help."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class HelpSeeking(NamedTuple):
    """When a resident with a serious need asks."""

    ask_rate: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.02, 0.15), "uncertainty",
          "Chance of asking in a week at full need and reference trust, hope and fear",
          "L153 assumption"),
    ] = 0.075
    trust_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much more often people with more trust ask", "E187 E160", off=0.0),
    ] = 1.5
    hope_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much more often people with more hope ask", "E008 E189", off=0.0),
    ] = 0.8
    fear_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much less often people ask who fear the consequences", "E134", off=0.0),
    ] = 1.5
