"""Parameters of detection: needs found by workers and by records."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Detection(NamedTuple):
    """Needs that become known without being asked for."""

    notice_rate: Annotated[
        float,
        P("per hour", (0.0, 1.0), (0.02, 0.2), "uncertainty",
          "Chance per hour with a person of noticing another need at reference knowledge",
          "E121 E151"),
    ] = 0.08
    knowledge_weight: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 3.0), "uncertainty",
          "How much more a worker notices who knows the whole person", "E151 E079", off=0.0),
    ] = 1.0
    visit_hours: Annotated[
        float,
        P("hours per week", (0.0, 200.0), (4.0, 30.0), "lever",
          "Hours that the landlord sets aside for visits nobody asked for, in each patch",
          "E130 E131", off=0.0),
    ] = 10.0
    hours_a_visit: Annotated[
        float,
        P("hours", (0.25, 10.0), (1.0, 3.0), "uncertainty",
          "Hours that a visit takes", "assumption"),
    ] = 1.5
    score_share: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Weight of records against complaints in choosing whom to visit", "E131 E137", off=0.0),
    ] = 0.5
    learning: Annotated[
        float,
        P("per visit", (0.0, 1.0), (0.0, 0.1), "lever",
          "How fast the score learns the worth of a flag from past visits; 0 counts flags",
          "E135 E137", off=0.0),
    ] = 0.02
    record_error: Annotated[
        float,
        P("0-1", (0.0, 0.14), (0.0, 0.12), "uncertainty",
          "Chance that a flag on record is wrong; at most one flag of a person is", "E086",
          off=0.0),
    ] = 0.08
    revisit_weeks: Annotated[
        float,
        P("weeks", (1.0, 104.0), (4.0, 26.0), "setting",
          "Weeks before the same household is visited again", "assumption"),
    ] = 12.0
    half_life: Annotated[
        float,
        P("weeks", (2.0, 260.0), (13.0, 52.0), "uncertainty",
          "Weeks without contact in which a record loses half its worth", "assumption"),
    ] = 26.0
