"""Parameters of sickness, leaving and recruitment."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Turnover(NamedTuple):
    """Who falls ill, leaves, and when the post is filled."""

    sick_rate: Annotated[
        float,
        P("per week", (0.0, 0.3), (0.01, 0.03), "uncertainty",
          "Chance of falling ill at reference exhaustion", "L104 L124 L111"),
    ] = 0.014
    sick_weeks: Annotated[
        float,
        P("weeks", (1.0, 26.0), (1.0, 4.0), "uncertainty",
          "Mean length of an absence", "L104 L112"),
    ] = 2.0
    sick_exhaustion: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.5, 3.0), "uncertainty",
          "How much more often exhausted people fall ill", "L127", off=0.0),
    ] = 1.5
    exhaustion_weight: Annotated[
        float,
        P("per unit", (0.0, 8.0), (0.5, 4.0), "uncertainty",
          "How much more often exhausted people leave", "L128 L135", off=0.0),
    ] = 2.0
    tenure_weight: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.0, 1.5), "uncertainty",
          "How much more often newcomers leave than people of long standing", "L106", off=0.0),
    ] = 0.3
    tenure_weeks: Annotated[
        float,
        P("weeks", (4.0, 520.0), (52.0, 260.0), "uncertainty",
          "Weeks in which that excess fades to about a third", "L106"),
    ] = 104.0
    efficacy_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much less often people leave who believe in their effect", "L131", off=0.0),
    ] = 0.8
    vacancy_weeks: Annotated[
        float,
        P("weeks", (1.0, 104.0), (12.0, 30.0), "uncertainty",
          "Mean weeks until a post is filled, notice and induction included", "L136 L110 L102"),
    ] = 26.0
    cover: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.8), "uncertainty",
          "Chance that a vacancy is covered by agency staff", "L103 L122"),
    ] = 0.5
    lost: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.02, 0.3), "uncertainty",
          "Chance that an episode is lost when its worker leaves and nobody steps in",
          "E025 E082", off=0.0),
    ] = 0.12
    newcomer_exhaustion: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.4), "uncertainty",
          "Exhaustion that newcomers bring", "assumption"),
    ] = 0.25
