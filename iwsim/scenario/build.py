"""Making the frozen scenario from a draft without faults."""

from typing import Any

from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario.draft import Draft, Table, posts_of
from iwsim.scenario.rules_estate import block_names
from iwsim.scenario.rules_services import slots_of
from iwsim.scenario.scenario import AgencySpec, Arm, BlockSpec, PostSpec, Scenario


def build(name: str, draft: Draft, files: tuple[str, ...]) -> Scenario:
    """Return the scenario of a draft in which every value is present and every rule is kept."""
    top = draft.top
    return Scenario(
        name=name,
        title=top["title"],
        description=" ".join(top["description"].split()),
        price_year=top["price_year"],
        blocks=tuple(spec for block in draft.blocks.values() for spec in _blocks(block)),
        agencies=tuple(_agency(agency) for agency in draft.agencies.values()),
        parameters=_parameters(draft.parameters),
        arms={name: _arm(name, arm) for name, arm in draft.arms.items()},
        weeks=top["weeks"],
        baseline=top["baseline"],
        spin_up=top["spin_up"],
        files=files,
    )


def _blocks(block: Table) -> list[BlockSpec]:
    return [
        BlockSpec(
            number=block["first_number"] + place,
            name=name,
            patch=block["patch"],
            kind=block["kind"],
            floors=block["floors"],
            entrances=block["entrances"],
            flats_per_landing=block["flats_per_landing"],
            flats=block["flats"],
            adults_per_flat=block["adults_per_flat"],
            children_per_flat=block["children_per_flat"],
        )
        for place, name in enumerate(block_names(block))
    ]


def _agency(agency: Table) -> AgencySpec:
    posts: list[PostSpec] = []
    for _, post in posts_of(agency):
        slots = slots_of(post, {known.slot for known in posts})
        title, hours, share = post["title"], post["hours"], post["estate_share"]
        posts += [PostSpec(slot, title, hours, share) for slot in slots]
    return AgencySpec(
        number=agency["number"],
        key=agency["key"],
        name=agency["name"],
        domains=agency["domains"],
        status=agency["status"],
        posts=tuple(posts),
        hourly_cost=agency["hourly_cost"],
        caseload_cap=agency["caseload_cap"],
        skill=agency["skill"],
        other_skill=agency["other_skill"],
        statutory=agency["statutory"],
        response=agency["response"],
        leaving_rate=agency["leaving_rate"],
    )


def _parameters(groups: dict[str, Table]) -> dict[str, Any]:
    return {group: declaration(**groups[group]) for group, declaration in GROUPS.items()}


def _arm(name: str, arm: Table) -> Arm:
    return Arm(
        name=name,
        preset=arm["preset"],
        arrangement=Arrangement(**arm["arrangement"]),
        extra_posts=tuple(arm["extra_posts"].items()),
        same_money_as=arm["same_money_as"] or None,
    )
