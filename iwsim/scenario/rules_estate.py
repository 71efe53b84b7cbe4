"""Rules of the blocks: what their numbers must make together."""

from collections.abc import Iterator

from iwsim.scenario.document import Broken
from iwsim.scenario.draft import Draft, Table, has
from iwsim.scenario.fields import MOST_BLOCKS, MOST_PLACES
from iwsim.scenario.values import shown

PLACES_A_FLAT = 4
"""Adults that the address of draws must have room for in every flat."""

_SHAPE = ("floors", "entrances", "flats")


def blocks_have_one_way_of_naming(draft: Draft) -> Iterator[Broken]:
    """Ask for `name` (with `count`) or `names`, not both and not neither."""
    for label, block in draft.blocks.items():
        if not has(block, "name", "names", "count"):
            continue
        path = ("block", label, "name")
        if not block["name"] and not block["names"]:
            yield Broken(path, "missing", "`name`, or `names` with one name a block")
        elif block["name"] and block["names"]:
            yield Broken(path, shown(block["name"]), "either `name` or `names`, not both")
        elif block["names"] and block["count"] != 1:
            allowed = "no `count` beside `names`: there are as many blocks as names"
            yield Broken(("block", label, "count"), shown(block["count"]), allowed)


def landings_all_have_a_flat(draft: Draft) -> Iterator[Broken]:
    """Ask for at least as many flats as landings."""
    for label, block in draft.blocks.items():
        if has(block, *_SHAPE) and block["flats"] < (landings := _landings(block)):
            allowed = f"at least {landings}, one on each landing ({_landings_in_words(block)})"
            yield Broken(("block", label, "flats"), shown(block["flats"]), allowed)


def landings_hold_all_flats(draft: Draft) -> Iterator[Broken]:
    """Ask for no more flats than the landings hold."""
    for label, block in draft.blocks.items():
        if not has(block, *_SHAPE, "flats_per_landing"):
            continue
        room = _landings(block) * block["flats_per_landing"]
        if block["flats"] > room:
            each = block["flats_per_landing"]
            allowed = f"at most {room} ({_landings_in_words(block)} x {each} flats a landing)"
            yield Broken(("block", label, "flats"), shown(block["flats"]), allowed)


def _landings(block: Table) -> int:
    return int(block["floors"] * block["entrances"])


def _landings_in_words(block: Table) -> str:
    return f"{block['floors']} floors x {block['entrances']} entrances"


def places_fit_the_address(draft: Draft) -> Iterator[Broken]:
    """Ask for blocks whose residents' places fit the address of draws."""
    most = (MOST_PLACES - 1) // PLACES_A_FLAT
    for label, block in draft.blocks.items():
        if has(block, "flats") and block["flats"] > most:
            allowed = f"at most {most} flats in one block ({PLACES_A_FLAT} places a flat)"
            yield Broken(("block", label, "flats"), shown(block["flats"]), allowed)


def block_numbers_are_unique(draft: Draft) -> Iterator[Broken]:
    """Ask for block numbers below 256 that no other block of the patch has."""
    taken: dict[tuple[int, int], str] = {}
    for label, block in draft.blocks.items():
        if not has(block, "first_number", "count", "names", "patch"):
            continue
        path = ("block", label, "first_number")
        first, last = block["first_number"], block["first_number"] + _count(block) - 1
        if last >= MOST_BLOCKS:
            allowed = f"numbers up to {MOST_BLOCKS - 1}; these blocks reach {last}"
            yield Broken(path, shown(first), allowed)
        addresses = [(int(block["patch"]), number) for number in range(first, last + 1)]
        doubled = [address for address in addresses if address in taken]
        if doubled:
            allowed = f"numbers of its own; block{taken[doubled[0]]} has number {doubled[0][1]}"
            yield Broken(path, shown(first), allowed)
        taken.update(dict.fromkeys(addresses, label))


def _count(block: Table) -> int:
    return len(block["names"]) or int(block["count"])


def block_names_are_unique(draft: Draft) -> Iterator[Broken]:
    """Ask for names that tell the blocks apart in tables."""
    taken: set[str] = set()
    for label, block in draft.blocks.items():
        if not has(block, "name", "names", "count"):
            continue
        names = block_names(block)
        doubled = [name for name in names if name in taken]
        if doubled:
            key = "names" if block["names"] else "name"
            yield Broken(("block", label, key), shown(doubled[0]), "a name that no other block has")
        taken.update(names)


def block_names(block: Table) -> tuple[str, ...]:
    """Return the names of all blocks that one table stands for."""
    if block["names"]:
        return tuple(block["names"])
    if block["count"] == 1:
        return (block["name"],)
    return tuple(f"{block['name']} {number}" for number in range(1, block["count"] + 1))
