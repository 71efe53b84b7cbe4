"""Parameters of the population: who lives on the estate at the start."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Population(NamedTuple):
    """Traits and starting states of residents."""

    asb_spread: Annotated[
        float,
        P("sd of the log", (0.0, 2.5), (1.2, 2.2), "uncertainty",
          "Spread of the propensity to anti-social behaviour; 1.6 gives the top tenth of adults "
          "62 per cent of it", "L173 L172"),
    ] = 1.6
    asb_vulnerability: Annotated[
        float,
        P("0-1", (0.0, 0.95), (0.2, 0.7), "uncertainty",
          "Correlation of the propensity with vulnerability to need", "E013 L073", off=0.0),
    ] = 0.4
    start_trust: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.15, 0.45), "uncertainty",
          "Trust in services before anything has happened, earlier failures left out", "E184"),
    ] = 0.37
    start_need: Annotated[
        float,
        P("ratio", (0.0, 2.0), (0.4, 1.0), "uncertainty",
          "Need at the very start over the level without services; the spin-up forgets it",
          "assumption"),
    ] = 0.7
    accepts: Annotated[
        float,
        P("0-1", (0.05, 1.0), (0.5, 0.9), "uncertainty",
          "Mean readiness to accept help that is offered", "L047 E147"),
    ] = 0.7
    consent: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.6, 0.95), "uncertainty",
          "Share of people who agree that services share what they know", "E122"),
    ] = 0.8
    void_share: Annotated[
        float,
        P("0-1", (0.0, 0.6), (0.01, 0.1), "uncertainty",
          "Share of flats that stand empty at the start", "L084"),
    ] = 0.02
