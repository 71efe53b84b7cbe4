"""Parameters of the context: what an arrangement finds on the day it starts."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Context(NamedTuple):
    """The estate's and the agencies' history, and readings on which the literature disagrees."""

    stage_spread: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "Difference in readiness between partners; while joint work is newer than its routine it "
          "raises the need to coordinate and costs trust", "E091 E180", off=0.0),
    ] = 0.2
    prior_failures: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.8), "uncertainty",
          "Earlier initiatives that failed, as residents and staff remember them",
          "E154 E162 E192 E011", off=0.0),
    ] = 0.5
    prior_ties: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "Ties between agencies before the first week", "E144 E031"),
    ] = 0.15
    prior_experience: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.6), "uncertainty",
          "Experience of integrated work that staff bring", "E027"),
    ] = 0.3
    power_imbalance: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.8), "uncertainty",
          "How far standing decides whose cases and whose view come first", "E089 E046", off=0.0),
    ] = 0.3
    funding_inequality: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "How much less overtime and cover agencies of low standing can pay", "E142", off=0.0),
    ] = 0.2
    visible_to_staff: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 1.0), "uncertainty",
          "Share of clients' change that staff get to see", "E173 E155", off=0.0),
    ] = 0.7
    visible_to_neighbours: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.6), "uncertainty",
          "Share of help to others that neighbours get to see", "E168 E171", off=0.0),
    ] = 0.4
    outside_evaluation: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "How far an outside evaluation corrects the team's verdict on itself", "E075 E114",
          off=0.0),
    ] = 0.2
    direct_trust: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "setting",
          "How far trust between staff acts on sharing directly, rather than only through ties",
          "E035 E037", off=0.0),
    ] = 0.5
