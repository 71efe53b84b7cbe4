"""Parameters of decision quality and error."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Decisions(NamedTuple):
    """Joint decisions, errors and what is learned from them."""

    dissent_weight: Annotated[
        float,
        P("per unit", (0.0, 5.0), (0.5, 3.0), "uncertainty",
          "How much effective dissent helps above, and harms below, even trust", "E048 E049 E054",
          off=0.0),
    ] = 1.5
    error_rate: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.005, 0.05), "uncertainty",
          "Errors of a post in a week at the reference load and clear roles", "E094 E093 E195"),
    ] = 0.02
    load_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much more often with more load", "E094", off=0.0),
    ] = 1.0
    knowledge_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much less often with more knowledge of the whole person", "E093", off=0.0),
    ] = 1.0
    error_reach: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.02, 0.3), "uncertainty",
          "Chance that an uncaught error touches an open episode of the post", "assumption",
          off=0.0),
    ] = 0.1
    learning: Annotated[
        float,
        P("per error", (0.0, 1.0), (0.0, 0.1), "uncertainty",
          "Push on what the team has learned of an error told without blame", "E095", off=0.0),
    ] = 0.03
