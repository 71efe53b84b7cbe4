"""The arrangement: ingredients of integrated working, each a parameter of its own.

The defaults are the siloed arrangement. Nothing in the model asks whether an arrangement is
integrated: processes read ingredients.
"""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off

PERMANENT = 10_000.0
"""Weeks that stand for funding without an end."""


class Arrangement(NamedTuple):
    """Ingredients in force in one week."""

    co_location: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever", "Share of the week spent in one office",
          "E023 E121 E128 E133", off=0.0, ingredient="structure"),
    ] = 0.0
    meeting_frequency: Annotated[
        float,
        P("per week", (0.0, 5.0), (0.25, 5.0), "lever", "Joint case meetings",
          "E124 E041 E076", off=0.0, ingredient="structure"),
    ] = 0.25
    meeting_minutes: Annotated[
        float,
        P("minutes per case", (0.0, 60.0), (3.0, 20.0), "lever",
          "Time for a case in a joint meeting", "E149", off=0.0, ingredient="structure"),
    ] = 10.0
    shared_records: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of records that partners see, of people who consent", "E086 E126 E136",
          off=0.0, ingredient="structure"),
    ] = 0.05
    sharing_protocol: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Clarity of what may be shared", "E122", off=0.0, ingredient="structure"),
    ] = 0.1
    single_gateway: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of requests assessed once for the whole person", "E119", off=0.0,
          ingredient="structure"),
    ] = 0.0
    keyworker: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of people held by one worker", "E014 E074", off=0.0, ingredient="structure"),
    ] = 0.0
    enforcement_first: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "Share of reports of anti-social behaviour answered by sanction before help", "E156",
          off=0.8, ingredient="structure"),
    ] = 0.8
    pooled_budget: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of overtime and cover money spent where the queue per post is longest", "E018",
          off=0.0, ingredient="structure"),
    ] = 0.0
    seconded: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of posts moved into the team", "E100 E014", off=0.0, ingredient="structure"),
    ] = 0.0
    boundary_spanners: Annotated[
        float,
        P("posts", (0.0, 10.0), (0.0, 4.0), "lever",
          "Posts whose task is to link agencies", "E064 E065", off=0.0, ingredient="structure"),
    ] = 0.0
    role_clarity: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 0.9), "lever",
          "How clear it is who does what", "E033 E109", off=0.8, ingredient="structure"),
    ] = 0.8
    back_up: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Chance that colleagues take over from a full or empty post", "E118", off=0.0,
          ingredient="climate"),
    ] = 0.0
    mutual_monitoring: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.8), "lever",
          "How far colleagues check each other's work", "E096", off=0.0, ingredient="climate"),
    ] = 0.2
    shared_vision: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "One purpose that all own", "E026 E037", off=0.2, ingredient="climate"),
    ] = 0.2
    leadership: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.9), "lever",
          "Drive, inspiration and listening of those who lead", "E058 E017 E063", off=0.4,
          ingredient="climate"),
    ] = 0.4
    strategic_support: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.2, 0.9), "lever",
          "Backing from the top", "E197 E058", off=0.5, ingredient="climate"),
    ] = 0.5
    no_blame: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "How freely errors can be told", "E039 E095", off=0.3, ingredient="climate"),
    ] = 0.3
    dissent: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "How far disagreement is voiced", "E048 E054 E172", off=0.3, ingredient="climate"),
    ] = 0.3
    consensus_pressure: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "Pull to agree", "E050 E051", off=0.5, ingredient="climate"),
    ] = 0.5
    chair_dominance: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "Deference to the chair", "E055 E145", off=0.5, ingredient="climate"),
    ] = 0.5
    voluntary: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of staff who chose to be there", "E104 E127", off=0.0, ingredient="climate"),
    ] = 0.0
    open_dialogue: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.9), "lever",
          "How openly power, trust, emotion and control are talked about", "E002 E193 E199",
          off=0.2, ingredient="climate"),
    ] = 0.2
    honesty_about_failure: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.9), "lever",
          "Share of failures owned towards residents", "E003", off=0.2, ingredient="climate"),
    ] = 0.2
    supervision: Annotated[
        float,
        P("hours per week", (0.0, 4.0), (0.25, 1.5), "lever",
          "Reflective supervision of a full-time post", "E177 E067 L148", off=0.45,
          ingredient="resource"),
    ] = 0.45
    joint_training: Annotated[
        float,
        P("hours per month", (0.0, 20.0), (0.0, 8.0), "lever",
          "Training together of a full-time post", "E034", off=0.0, ingredient="resource"),
    ] = 0.0
    outreach: Annotated[
        float,
        P("hours per week", (0.0, 200.0), (0.0, 40.0), "lever",
          "Hours in which the team of a patch knocks on doors", "E181", off=0.0,
          ingredient="resource"),
    ] = 0.0
    community_events: Annotated[
        float,
        P("per month", (0.0, 10.0), (0.0, 4.0), "lever",
          "Community events in a patch", "E182 E186", off=0.0, ingredient="resource"),
    ] = 0.0
    resident_voice: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Say of residents in aims and decisions", "E152 E163", off=0.1,
          ingredient="resource"),
    ] = 0.1
    protected_time: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 1.0), "lever",
          "Share of joint hours that the home agency gives off", "E087", off=0.0,
          ingredient="resource"),
    ] = 0.0
    duration: Annotated[
        float,
        P("weeks", (0.0, PERMANENT), (52.0, 260.0), "lever",
          "Weeks after the switch until funding ends; 10000 is permanent", "E162 E187"),
    ] = PERMANENT
    ramp: Annotated[
        float,
        P("weeks", (0.0, 520.0), (0.0, 52.0), "lever",
          "Weeks in which the change is brought in evenly", "E091 E116"),
    ] = 0.0
    support_withdrawn: Annotated[
        float,
        P("weeks", (0.0, PERMANENT), (26.0, 156.0), "lever",
          "Week after the switch in which strategic support falls to nothing; 10000 is never",
          "E197"),
    ] = PERMANENT


TIMING = ("duration", "ramp", "support_withdrawn")
"""Fields that say when, not what: they shape the weeks of an arm and no process reads them."""
