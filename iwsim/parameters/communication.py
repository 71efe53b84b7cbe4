"""Parameters of communication and coordination."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class Communication(NamedTuple):
    """Contact between posts, hours to coordinate, and what is shared."""

    kappa: Annotated[
        float,
        P("hours per week", (0.0, 20.0), (0.5, 3.0), "reference",
          "Hours that each further worker on a person asks for without common ground or trust; "
          "set so that the silo spends near 23 per cent on meetings and telephone", "L202 L146"),
    ] = 2.0
    meeting_cases: Annotated[
        float,
        P("cases", (0.0, 60.0), (2.0, 12.0), "uncertainty",
          "Cases that a joint meeting discusses", "E124 E149"),
    ] = 4.0
    contact_apart: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.02, 0.15), "uncertainty",
          "Contact between posts of different agencies in different buildings", "L180 L181"),
    ] = 0.08
    contact_office: Annotated[
        float,
        P("rate", (0.0, 5.0), (0.3, 1.5), "uncertainty",
          "Contact added by sharing an office all week", "E023 L180 L181", off=0.0),
    ] = 0.8
    contact_meeting: Annotated[
        float,
        P("per meeting a week", (0.0, 2.0), (0.02, 0.15), "uncertainty",
          "Contact added by a joint meeting a week", "E041 E124", off=0.0),
    ] = 0.06
    contact_spanner: Annotated[
        float,
        P("per spanner", (0.0, 2.0), (0.02, 0.2), "uncertainty",
          "Contact added by each boundary spanner", "E064", off=0.0),
    ] = 0.06
    contact_case: Annotated[
        float,
        P("per shared person", (0.0, 2.0), (0.02, 0.3), "uncertainty",
          "Contact added by each person on whom two posts work", "E031", off=0.0),
    ] = 0.08
    ground_up: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.005, 0.05), "uncertainty",
          "Rate at which full contact builds common ground", "E023 E030 E031", off=0.0),
    ] = 0.02
    ground_training: Annotated[
        float,
        P("per hour a month", (0.0, 0.2), (0.0, 0.01), "uncertainty",
          "Rate at which an hour of joint training a month builds it", "E034", off=0.0),
    ] = 0.003
    ground_down: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.003, 0.02), "uncertainty",
          "Rate at which common ground drifts away", "E030"),
    ] = 0.008
    ground_newcomers: Annotated[
        float,
        P("ratio", (0.0, 5.0), (0.2, 1.5), "uncertainty",
          "How far a complete change of staff empties it", "E030 E025", off=0.0),
    ] = 1.0
    share_protocol: Annotated[
        float,
        P("weight", (0.0, 5.0), (0.2, 2.0), "uncertainty",
          "Weight of a clear protocol in the willingness to share", "E122 E056", off=0.0),
    ] = 1.0
    share_ties: Annotated[
        float,
        P("weight", (0.0, 5.0), (0.2, 2.0), "uncertainty",
          "Weight of working ties", "E037", off=0.0),
    ] = 1.0
    share_vision: Annotated[
        float,
        P("weight", (0.0, 5.0), (0.2, 2.0), "uncertainty",
          "Weight of shared aims", "E037 E026", off=0.0),
    ] = 1.0
    share_trust: Annotated[
        float,
        P("weight", (0.0, 5.0), (0.0, 2.0), "uncertainty",
          "Weight of trust, where trust acts directly", "E035", off=0.0),
    ] = 1.0
    share_contribution: Annotated[
        float,
        P("weight", (0.0, 5.0), (0.0, 2.0), "uncertainty",
          "Weight of the readiness to contribute", "E038 E106", off=0.0),
    ] = 0.5
    excuse: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.1, 0.6), "uncertainty",
          "Share refused in the name of confidentiality where no protocol is clear",
          "E042 E122", off=0.0),
    ] = 0.35
    told_at_contact: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.3, 1.0), "uncertainty",
          "Share of what a willing colleague knows that full contact brings over", "E023 E047"),
    ] = 0.7
    recorded_share: Annotated[
        float,
        P("0-1", (0.0, 1.0), (0.4, 1.0), "uncertainty",
          "Share of what a worker learns that is written down; the rest leaves with the worker",
          "E030 E086"),
    ] = 0.7
    consultation: Annotated[
        float,
        P("hours per week", (0.0, 5.0), (0.05, 0.4), "uncertainty",
          "Hours of each side when a specialist is consulted on an episode outside the own "
          "domain", "E083"),
    ] = 0.15
