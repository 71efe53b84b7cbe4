"""Reference levels: what factors are centred on, so that a switched-off one leaves the level."""

import tomllib
from pathlib import Path
from typing import Annotated, NamedTuple

from iwsim.parameters.declare import P

# fmt: off

LEVELS_FILE = Path(__file__).with_name("reference_levels.toml")
_LEVELS = tomllib.loads(LEVELS_FILE.read_text(encoding="utf-8"))["levels"]
_SHARE = (0.0, 1.0)
_SOURCE = "mean in the spun-up silo of rochdale"


def _share(meaning: str) -> P:
    return P("0-1", _SHARE, _SHARE, "reference", f"{meaning}: {_SOURCE}", "assumption")


class Reference(NamedTuple):
    """Levels that factors are centred on; the same for all arms, seeds and design points."""

    hope: Annotated[float, _share("Hope of residents")] = _LEVELS["hope"]
    belonging: Annotated[float, _share("Belonging of residents")] = _LEVELS["belonging"]
    fear: Annotated[float, _share("Fear of neighbours")] = _LEVELS["fear"]
    fear_of_consequences: Annotated[float, _share("Fear of consequences")] = _LEVELS[
        "fear_of_consequences"
    ]
    trust: Annotated[float, _share("Residents' trust")] = _LEVELS["trust"]
    stress: Annotated[float, _share("Stress of people in service")] = _LEVELS["stress"]
    disorder: Annotated[
        float,
        P("weighted incidents", (0.0, 10.0), (0.0, 1.0), "reference",
          f"Recent disorder around a household: {_SOURCE}", "assumption"),
    ] = _LEVELS["disorder"]
    drive: Annotated[float, _share("Mean of substance and mental-health need")] = _LEVELS["drive"]
    knowledge: Annotated[float, _share("Knowledge of the whole person in service")] = _LEVELS[
        "knowledge"
    ]
    bond: Annotated[float, _share("Relationship of people in service")] = _LEVELS["bond"]
    drag: Annotated[float, _share("Drag of needs that nobody works on")] = _LEVELS["drag"]
    exhaustion: Annotated[float, _share("Exhaustion")] = _LEVELS["exhaustion"]
    emotional_load: Annotated[float, _share("Emotional load")] = _LEVELS["emotional_load"]
    efficacy: Annotated[float, _share("Efficacy")] = _LEVELS["efficacy"]
    ties: Annotated[float, _share("Mean tie of a post")] = _LEVELS["ties"]
    pair_trust: Annotated[float, _share("Trust between posts of two agencies")] = _LEVELS[
        "pair_trust"
    ]
    decision_quality: Annotated[float, _share("Decision quality")] = _LEVELS["decision_quality"]
    contribution: Annotated[float, _share("Contribution to the common effort")] = _LEVELS[
        "contribution"
    ]
    autonomy: Annotated[float, _share("Autonomy")] = _LEVELS["autonomy"]
    load: Annotated[
        float,
        P("ratio", (0.1, 10.0), (0.5, 2.0), "reference",
          f"Hours asked over hours held: {_SOURCE}", "assumption"),
    ] = _LEVELS["load"]
