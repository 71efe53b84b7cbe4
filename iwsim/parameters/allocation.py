"""Parameters of referral, assessment, queue and allocation."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Allocation(NamedTuple):
    """How a request becomes a case, or does not."""

    handover_loss: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.05, 0.35), "uncertainty",
          "Chance that a referral from one agency to another is lost where nothing is shared",
          "E082 E129", off=0.0),
    ] = 0.2
    threshold: Annotated[
        float,
        P("0-1", (0.0, 0.9), (0.25, 0.5), "lever",
          "Need below which a service refuses while it has no backlog", "E130 L197"),
    ] = 0.35
    threshold_slope: Annotated[
        float,
        P("per week of backlog", (0.0, 0.5), (0.0, 0.05), "uncertainty",
          "How much the eligibility threshold rises with a week of backlog per post",
          "E130 L197", off=0.0),
    ] = 0.015
    threshold_top: Annotated[
        float,
        P("0-1", (0.3, 1.0), (0.7, 0.95), "uncertainty",
          "Highest eligibility threshold", "assumption"),
    ] = 0.85
    promise_weeks: Annotated[
        float,
        P("weeks", (1.0, 52.0), (2.0, 13.0), "lever",
          "Weeks within which help is promised", "E187"),
    ] = 6.0
    withdraw: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.005, 0.04), "uncertainty",
          "Hazard of giving up in the queue at the promised date and reference trust",
          "E082 assumption", off=0.0),
    ] = 0.015
    withdraw_trust: Annotated[
        float,
        P("per unit", (0.0, 6.0), (0.0, 2.0), "uncertainty",
          "How much less often people with more trust give up", "E187", off=0.0),
    ] = 1.0
    duty_threshold: Annotated[
        float,
        P("0-1", (0.3, 1.0), (0.7, 0.9), "setting",
          "Need from which the statutory duty pre-empts the queue", "assumption"),
    ] = 0.8
    duty_margin: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.0, 0.4), "uncertainty",
          "How far the statutory duty may exceed the caseload cap", "L139"),
    ] = 0.2
    early_contact: Annotated[
        float,
        P("per day", (0.0, 5.0), (0.0, 0.5), "uncertainty",
          "Rate of deciding an urgent case between meetings, in one office", "E121 E124",
          off=0.0),
    ] = 0.2
