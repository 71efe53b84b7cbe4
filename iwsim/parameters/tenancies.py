"""Parameters of tenancies: who moves, how long a flat stays empty, who comes."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Tenancies(NamedTuple):
    """Moves in and out of flats."""

    move_rate: Annotated[
        float,
        P("per year", (0.0, 1.0), (0.04, 0.15), "uncertainty",
          "Yearly rate at which a household leaves at the reference exposure", "L157", off=0.0),
    ] = 0.08
    exposure_weight: Annotated[
        float,
        P("per unit", (0.0, 5.0), (0.0, 2.0), "uncertainty",
          "How much more often households leave that live with more disorder", "L157", off=0.0),
    ] = 0.5
    void_weeks: Annotated[
        float,
        P("weeks", (1.0, 104.0), (3.0, 12.0), "uncertainty",
          "Weeks that a flat stands empty", "assumption"),
    ] = 6.0
    newcomer_need: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.8, 1.6), "uncertainty",
          "Need of newcomers from the allocation pool over the level without services",
          "assumption"),
    ] = 1.0
    newcomer_trust: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.5), "uncertainty",
          "Trust in services that newcomers bring, earlier failures left out", "E184"),
    ] = 0.37
