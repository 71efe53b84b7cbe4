"""Arrangement presets: forms of integrated working, and the comparators an honest study needs."""

from typing import NamedTuple

from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.declare import declared


class Preset(NamedTuple):
    """A named arrangement.

    Parameters
    ----------
    name
        Its name in scenarios.
    title
        One plain sentence.
    ingredients
        Those that differ from the siloed arrangement.
    same_money_as
        Preset whose planned extra cost is spent on siloed posts instead, or empty.
    """

    name: str
    title: str
    ingredients: dict[str, float]
    same_money_as: str = ""


_TEAM: dict[str, float] = {
    "co_location": 0.8,
    "meeting_frequency": 5.0,
    "meeting_minutes": 5.0,
    "shared_records": 0.8,
    "sharing_protocol": 0.8,
    "single_gateway": 1.0,
    "keyworker": 0.9,
    "enforcement_first": 0.3,
    "pooled_budget": 0.5,
    "seconded": 0.5,
    "boundary_spanners": 2.0,
    "role_clarity": 0.6,
    "back_up": 0.7,
    "mutual_monitoring": 0.6,
    "shared_vision": 0.8,
    "leadership": 0.7,
    "strategic_support": 0.8,
    "no_blame": 0.7,
    "dissent": 0.6,
    "consensus_pressure": 0.5,
    "chair_dominance": 0.2,
    "voluntary": 0.8,
    "open_dialogue": 0.7,
    "honesty_about_failure": 0.6,
    "supervision": 1.0,
    "joint_training": 4.0,
    "outreach": 20.0,
    "community_events": 2.0,
    "resident_voice": 0.6,
    "protected_time": 0.5,
}

_INGREDIENT_KIND = {p.name: p.ingredient for p in declared("arrangement", Arrangement)}


def _of_team(*kinds: str) -> dict[str, float]:
    return {name: value for name, value in _TEAM.items() if _INGREDIENT_KIND[name] in kinds}


_ALL = (
    Preset("siloed", "Every agency works its own referrals.", {}),
    Preset(
        "siloed_same_money",
        "The planned extra cost of the co-located team, spent on more siloed posts.",
        {},
        same_money_as="colocated_team",
    ),
    Preset(
        "siloed_good_climate",
        "The structure of the silo with the climate and the resources of the team.",
        _of_team("climate", "resource"),
    ),
    Preset(
        "colocated_poor_climate",
        "The structure and the resources of the team with the climate of the silo.",
        _of_team("structure", "resource"),
    ),
    Preset(
        "steering_group",
        "Managers plan together once a month; the front line stays as it is.",
        {
            "meeting_frequency": 0.5,
            "sharing_protocol": 0.5,
            "shared_vision": 0.5,
            "leadership": 0.5,
            "strategic_support": 0.7,
        },
    ),
    Preset(
        "placement",
        "Single workers are placed in another agency's office.",
        {
            "co_location": 0.3,
            "seconded": 0.2,
            "boundary_spanners": 2.0,
            "sharing_protocol": 0.4,
            "role_clarity": 0.7,
            "meeting_frequency": 0.5,
        },
    ),
    Preset(
        "case_management",
        "One worker holds the whole person and calls on the agencies.",
        {
            "single_gateway": 0.7,
            "keyworker": 0.8,
            "meeting_frequency": 1.0,
            "shared_records": 0.3,
            "sharing_protocol": 0.5,
            "enforcement_first": 0.5,
            "role_clarity": 0.7,
            "back_up": 0.2,
        },
    ),
    Preset(
        "virtual_team",
        "A team on paper and on screen: people stay in their agencies and meet weekly.",
        {
            "meeting_frequency": 1.0,
            "shared_records": 0.6,
            "sharing_protocol": 0.7,
            "single_gateway": 0.6,
            "keyworker": 0.5,
            "enforcement_first": 0.5,
            "shared_vision": 0.6,
            "leadership": 0.6,
            "strategic_support": 0.7,
            "back_up": 0.3,
            "voluntary": 0.6,
            "role_clarity": 0.7,
        },
    ),
    Preset("colocated_team", "One team in one office: the whole package.", dict(_TEAM)),
    Preset(
        "single_entity",
        "The agencies merge their estate work: one employer, one budget.",
        {
            **_TEAM,
            "shared_records": 0.95,
            "sharing_protocol": 0.95,
            "pooled_budget": 1.0,
            "seconded": 1.0,
            "voluntary": 0.3,
            "role_clarity": 0.5,
        },
    ),
)

PRESETS = {preset.name: preset for preset in _ALL}


def arrangement_of(preset: str) -> Arrangement:
    """Return the arrangement of a preset; raises KeyError for an unknown one."""
    return Arrangement(**PRESETS[preset].ingredients)
