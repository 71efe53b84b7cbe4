"""Parameters of money: unit costs at 2024/25 prices and what an arrangement costs."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Money(NamedTuple):
    """Unit costs. Hours of modelled posts are paid once, in the arrangement."""

    office: Annotated[
        float,
        P("GBP per full-time post a week", (0.0, 500.0), (20.0, 120.0), "uncertainty",
          "Cost of a place in a shared office all week", "assumption", off=0.0),
    ] = 60.0
    records: Annotated[
        float,
        P("GBP per full-time post a week", (0.0, 500.0), (5.0, 60.0), "uncertainty",
          "Cost of shared records for a post, in full", "E086 assumption", off=0.0),
    ] = 25.0
    supervision_hour: Annotated[
        float,
        P("GBP per hour", (0.0, 300.0), (50.0, 90.0), "uncertainty",
          "Cost of an hour of a supervisor from outside the posts", "L017", off=0.0),
    ] = 70.0
    training_hour: Annotated[
        float,
        P("GBP per hour", (0.0, 300.0), (5.0, 40.0), "uncertainty",
          "Cost of an hour of joint training, for each who attends", "assumption", off=0.0),
    ] = 15.0
    event: Annotated[
        float,
        P("GBP", (0.0, 10000.0), (200.0, 1000.0), "uncertainty",
          "Cash cost of a community event", "assumption", off=0.0),
    ] = 400.0
    spanner: Annotated[
        float,
        P("GBP per spanner a week", (0.0, 2000.0), (50.0, 250.0), "uncertainty",
          "Uplift paid to a boundary spanner", "E065 assumption", off=0.0),
    ] = 120.0
    leadership: Annotated[
        float,
        P("GBP per week", (0.0, 5000.0), (600.0, 1600.0), "uncertainty",
          "Cost of a full-time manager of the joint team, in proportion to the posts moved in",
          "E067 E068 L017", off=0.0),
    ] = 1100.0
    setup: Annotated[
        float,
        P("GBP", (0.0, 500000.0), (10000.0, 80000.0), "uncertainty",
          "One-off cost of moving in and joining records, for a full change", "E113 E018",
          off=0.0),
    ] = 30000.0
    overtime_premium: Annotated[
        float,
        P("ratio", (0.0, 2.0), (0.0, 1.5), "uncertainty",
          "Pay of an overtime hour over a contracted one; much of it is unpaid", "L147 E088"),
    ] = 0.5
    cover_premium: Annotated[
        float,
        P("ratio", (1.0, 3.0), (1.2, 1.6), "uncertainty",
          "Pay of agency cover over a contracted hour", "L043"),
    ] = 1.35
    leaver: Annotated[
        float,
        P("GBP", (0.0, 50000.0), (2000.0, 10000.0), "uncertainty",
          "Cost of recruiting for a vacancy", "L044 L042"),
    ] = 4600.0
    incident: Annotated[
        float,
        P("GBP per incident", (0.0, 5000.0), (40.0, 90.0), "uncertainty",
          "Public cost of a reported incident beyond the modelled agencies' time",
          "L010 L008 L009"),
    ] = 62.0
    incident_acted: Annotated[
        float,
        P("GBP per case", (0.0, 10000.0), (500.0, 1200.0), "uncertainty",
          "Public cost of an opened case with action, before the modelled time is taken out",
          "L009 L003"),
    ] = 890.0
    modelled_share: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.4, 0.9), "uncertainty",
          "Share of that cost that is time of modelled agencies and so is not counted again",
          "L003 L004"),
    ] = 0.7
    eviction: Annotated[
        float,
        P("GBP per eviction", (0.0, 100000.0), (9000.0, 32000.0), "uncertainty",
          "Public cost of an eviction with what follows", "L006 L029 L005"),
    ] = 19000.0
    eviction_counted: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.4), "uncertainty",
          "Share of that cost that is counted elsewhere: landlord's time, and letting again",
          "L029"),
    ] = 0.2
    move: Annotated[
        float,
        P("GBP per move", (0.0, 20000.0), (2000.0, 5000.0), "uncertainty",
          "Cost of letting a flat again beyond the landlord's time: repairs and lost rent", "L029"),
    ] = 3700.0
    crisis: Annotated[
        float,
        P("GBP per crisis", (0.0, 50000.0), (700.0, 4000.0), "uncertainty",
          "Hospital and ambulance cost of a crisis; no agency of the model is in it",
          "L025 L027 L028 L022"),
    ] = 2300.0
    need_week: Annotated[
        float,
        P("GBP per week", (0.0, 1000.0), (10.0, 90.0), "uncertainty",
          "Cost to services outside the model of a week of serious need in one domain",
          "L041 L024"),
    ] = 35.0
    care: Annotated[
        float,
        P("GBP per entry", (0.0, 500000.0), (30000.0, 140000.0), "uncertainty",
          "Cost of a child's entry into care over the years counted", "L035"),
    ] = 68000.0
    harm: Annotated[
        float,
        P("GBP per weighted incident", (0.0, 1000.0), (2.0, 40.0), "uncertainty",
          "Harm to residents of what reaches them, in wellbeing, never summed with fiscal lines",
          "L039"),
    ] = 12.0
    out_of_work: Annotated[
        float,
        P("GBP per week", (0.0, 1000.0), (60.0, 220.0), "uncertainty",
          "Economic loss of a week of serious need for work", "L036"),
    ] = 120.0
    cashable: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.6), "uncertainty",
          "Share of fiscal savings that a budget holder can take out", "L048 L049"),
    ] = 0.3
    discount: Annotated[
        float,
        P("per year", (0.0, 0.2), (0.015, 0.05), "setting",
          "Real discount rate, from the week of the switch", "assumption"),
    ] = 0.035
