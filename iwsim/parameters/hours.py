"""Parameters of hours: what a working week goes to."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Hours(NamedTuple):
    """Uses of a post's week."""

    leave: Annotated[
        float,
        P("0-1", (0.0, 0.5), (0.1, 0.16), "uncertainty",
          "Share of contracted hours that is leave", "assumption"),
    ] = 0.12
    overhead: Annotated[
        float,
        P("0-1", (0.0, 0.6), (0.05, 0.25), "uncertainty",
          "Share of hours at work for statutory recording, in all arms alike", "L145"),
    ] = 0.09
    own_meetings: Annotated[
        float,
        P("0-1", (0.0, 0.5), (0.05, 0.15), "uncertainty",
          "Share of hours at work for the agency's own meetings, in all arms alike", "L146"),
    ] = 0.10
    travel: Annotated[
        float,
        P("0-1", (0.0, 0.5), (0.05, 0.15), "uncertainty",
          "Share of hours at work spent travelling", "L146"),
    ] = 0.10
    training: Annotated[
        float,
        P("hours per week", (0.0, 10.0), (0.4, 1.2), "uncertainty",
          "Training of a full-time post inside the own agency", "L148"),
    ] = 0.7
    administration: Annotated[
        float,
        P("hours per week", (0.0, 5.0), (0.1, 0.6), "uncertainty",
          "Administration of an open episode", "L145"),
    ] = 0.2
    assessment: Annotated[
        float,
        P("hours", (0.0, 30.0), (2.0, 8.0), "uncertainty",
          "Hours of an assessment where nothing is known beforehand", "L145 E082"),
    ] = 3.0
    assessment_saved: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.8), "uncertainty",
          "Share of it saved when all is on record or was assessed once before", "E086 L188",
          off=0.0),
    ] = 0.5
    wanted: Annotated[
        float,
        P("hours per week", (0.0, 20.0), (0.4, 2.0), "uncertainty",
          "Direct hours that an episode of full need asks for", "L144 L147"),
    ] = 1.3
    minimum: Annotated[
        float,
        P("hours per week", (0.0, 5.0), (0.0, 0.3), "uncertainty",
          "Contact that every open episode gets first", "assumption", off=0.0),
    ] = 0.1
    switching: Annotated[
        float,
        P("hours per week", (0.0, 2.0), (0.0, 0.1), "uncertainty",
          "Hours lost to switching, for each open episode", "assumption", off=0.0),
    ] = 0.03
    overtime_cap: Annotated[
        float,
        P("0-1", (0.0, 0.6), (0.1, 0.3), "uncertainty",
          "Most overtime, as a share of contracted hours", "L147", off=0.0),
    ] = 0.25
    overtime_exhaustion: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much less overtime exhausted people are willing to work", "E088 assumption",
          off=0.0),
    ] = 0.8
    outside_spread: Annotated[
        float,
        P("sd of the log", (0.0, 1.5), (0.1, 0.5), "uncertainty",
          "Spread over weeks of the load of the rest of the post", "assumption", off=0.0),
    ] = 0.25
    protected: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 1.0), "uncertainty",
          "Share of joint hours that full protected time takes off the rest of the post",
          "E087", off=0.0),
    ] = 0.6
    outreach_hours: Annotated[
        float,
        P("hours", (0.05, 5.0), (0.2, 1.0), "uncertainty",
          "Hours of a door knocked on", "E181"),
    ] = 0.4
    event_hours: Annotated[
        float,
        P("hours", (0.0, 200.0), (10.0, 60.0), "uncertainty",
          "Hours of the whole team that a community event takes", "E182"),
    ] = 24.0
