"""Parameters of trust and ties between professionals."""

from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off


class ProfessionalTrust(NamedTuple):
    """How trust and ties between two posts move."""

    trust_up: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.01, 0.06), "uncertainty",
          "Rate at which full contact builds trust", "E041 E117", off=0.0),
    ] = 0.03
    dialogue: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.0, 1.0), "uncertainty",
          "How much faster with fully open dialogue", "E199 E002", off=0.0),
    ] = 0.4
    trust_down: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.005, 0.03), "uncertainty",
          "Rate at which trust fades without contact", "E102"),
    ] = 0.007
    withheld: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.0, 0.15), "uncertainty",
          "Rate at which information held back costs trust", "E042 E044", off=0.0),
    ] = 0.04
    blame: Annotated[
        float,
        P("per error", (0.0, 2.0), (0.05, 0.5), "uncertainty",
          "Push down of an error that is blamed", "E039", off=0.0),
    ] = 0.2
    clash: Annotated[
        float,
        P("per week", (0.0, 1.0), (0.0, 0.1), "uncertainty",
          "Rate at which open conflict costs trust where there is little of it", "E049", off=0.0),
    ] = 0.04
    tribalism: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.0, 1.0), "uncertainty",
          "How much more slowly trust in other agencies grows under full threat", "E098",
          off=0.0),
    ] = 0.6
    tie_up: Annotated[
        float,
        P("per week", (0.0, 0.5), (0.01, 0.08), "uncertainty",
          "Rate at which full contact builds a working tie", "E021 E031", off=0.0),
    ] = 0.04
    tie_trust: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.0, 1.0), "uncertainty",
          "How much faster ties grow with full trust", "E019 E037", off=0.0),
    ] = 0.5
    tie_down: Annotated[
        float,
        P("per week", (0.001, 0.5), (0.01, 0.04), "uncertainty",
          "Rate at which a tie fades", "E031"),
    ] = 0.02
    tie_status: Annotated[
        float,
        P("ratio", (0.0, 3.0), (0.0, 1.5), "uncertainty",
          "How much more slowly ties grow across a full gap of status under full power imbalance",
          "E046", off=0.0),
    ] = 0.8
