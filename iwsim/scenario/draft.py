"""A scenario between reading and building: the values that are right by themselves.

A value with a fault is absent, so that rules about several values can still judge the others.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from iwsim.scenario.scenario import Scenario

Table = dict[str, Any]


class Draft(NamedTuple):
    """Values by table.

    Parameters
    ----------
    top
        The keys at the top that are no tables.
    blocks
        Block tables by label; one table may stand for several blocks.
    agencies
        Agency tables by label; the key ``post`` holds post tables by label.
    parameters
        All parameters by group, defaults included.
    arms
        Arm tables by name; ``arrangement`` holds all ingredients in force.
    """

    top: Table
    blocks: dict[str, Table]
    agencies: dict[str, Table]
    parameters: dict[str, Table]
    arms: dict[str, Table]


def has(table: Mapping[str, Any], *keys: str) -> bool:
    """Say whether all keys of a table are there, that is, free of faults."""
    return all(key in table for key in keys)


def posts_of(agency: Table) -> Iterator[tuple[str, Table]]:
    """Yield the post tables of an agency with their labels."""
    yield from agency.get("post", {}).items()


def draft_of(scenario: Scenario) -> Draft:
    """Return the draft of a scenario that was built or changed in Python."""
    top = {key: getattr(scenario, key) for key in ("price_year", "weeks", "baseline", "spin_up")}
    blocks = {
        f"[{place}]": vars(block) | {"first_number": block.number, "count": 1, "names": ()}
        for place, block in enumerate(scenario.blocks, 1)
    }
    agencies = {}
    for place, agency in enumerate(scenario.agencies, 1):
        posts = {
            f"[{spot}]": vars(post) | {"first_slot": post.slot, "count": 1}
            for spot, post in enumerate(agency.posts, 1)
        }
        label = agency.key if agency.key not in agencies else f"[{place}]"
        agencies[label] = vars(agency) | {"post": posts}
    arms = {
        name: {
            "preset": arm.preset,
            "arrangement": dict(arm.arrangement._asdict()),
            "extra_posts": dict(arm.extra_posts),
            "same_money_as": arm.same_money_as or "",
        }
        for name, arm in scenario.arms.items()
    }
    parameters = {group: dict(v._asdict()) for group, v in scenario.parameters.items()}
    return Draft(top, blocks, agencies, parameters, arms)
