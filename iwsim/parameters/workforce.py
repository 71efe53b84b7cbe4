"""Parameters of the workforce: who is in post at the start."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Workforce(NamedTuple):
    """Traits and starting states of professionals."""

    involvement: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.6), "uncertainty",
          "Mean self put into the work in a silo", "E175"),
    ] = 0.35
    belief: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.7), "uncertainty",
          "Mean resting belief that joint work helps, without earlier failures", "E161 E192"),
    ] = 0.5
    belief_spread: Annotated[
        float,
        P("0-1", (0.0, 0.5), (0.05, 0.3), "uncertainty",
          "Spread of resting belief between people (half-width)", "E174", off=0.0),
    ] = 0.25
    failures_belief: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.5), "uncertainty",
          "How far many earlier failures lower resting belief", "E192", off=0.0),
    ] = 0.3
    tenure: Annotated[
        float,
        P("weeks", (0.0, 1000.0), (100.0, 400.0), "uncertainty",
          "Mean weeks in post at the start", "L106"),
    ] = 200.0
