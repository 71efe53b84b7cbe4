"""Points of a study: settings by name, levels of factors crossed, or sets of mechanisms."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from iwsim.scenario.values import one_of
from iwsim.sweep.definition import MOST_MECHANISMS, OFF, ON, Mechanism
from iwsim.sweep.faults import Faults

SETTINGS, FACTORS, MECHANISMS = "settings", "factors", "mechanisms"
WAYS = (SETTINGS, FACTORS, MECHANISMS)
AS_IT_IS = "as it is"
"""Name of the only point of a study that varies nothing."""

Changes = Mapping[str, float]


class Varied(NamedTuple):
    """A point before its scenario is built.

    Parameters
    ----------
    name, levels
        As in `iwsim.sweep.definition.Point`.
    changes
        Parameters that differ from the scenario's.
    key
        Where it is declared in the file.
    """

    name: str
    levels: Mapping[str, str]
    changes: Changes
    key: str


def settings(given: Mapping[str, Any], faults: Faults) -> list[Varied]:
    """Return the points that are named one by one."""
    tables = faults.table(SETTINGS, given[SETTINGS], "a table a setting")
    return [
        Varied(name, {}, _changes(f"{SETTINGS}.{name}", table, faults), f"{SETTINGS}.{name}")
        for name, table in tables.items()
    ]


def factors(
    given: Mapping[str, Any], faults: Faults
) -> tuple[Mapping[str, tuple[str, ...]], list[Varied]]:
    """Return the levels of each factor, and the points: all combinations of levels."""
    tables = faults.table(FACTORS, given[FACTORS], "a table a factor, with its levels")
    levels: dict[str, Mapping[str, Changes]] = {}
    for name, table in tables.items():
        key = f"{FACTORS}.{name}"
        known = faults.table(key, table, "a table of levels")
        levels[name] = {level: _changes(f"{key}.{level}", known[level], faults) for level in known}
    return {name: tuple(of) for name, of in levels.items()}, list(_crossed(levels))


def _crossed(levels: Mapping[str, Mapping[str, Changes]]) -> Iterator[Varied]:
    for chosen in product(*(of.items() for of in levels.values())):
        named = dict(zip(levels, (level for level, _ in chosen), strict=True))
        changes = {key: value for _, of in chosen for key, value in of.items()}
        yield Varied(", ".join(named.values()), named, changes, FACTORS)


def mechanisms(
    given: Mapping[str, Any], faults: Faults
) -> tuple[Mapping[str, Mechanism], list[Varied]]:
    """Return the mechanisms, and the points: every set of them switched on."""
    tables = faults.table(MECHANISMS, given[MECHANISMS], "a table a mechanism")
    if len(tables) > MOST_MECHANISMS:
        faults.refuse(
            MECHANISMS, list(tables), f"at most {MOST_MECHANISMS}: each more doubles the runs"
        )
        return {}, []
    found = {}
    for name, table in tables.items():
        key = f"{MECHANISMS}.{name}"
        inside = faults.table(key, table, "a table with words and off")
        faults.names(inside, key, ("words", "off"))
        off = _changes(f"{key}.off", inside.get("off"), faults)
        found[name] = Mechanism(str(inside.get("words", name)), off)
    return found, list(_sets(found))


def _sets(known: Mapping[str, Mechanism]) -> Iterator[Varied]:
    for chosen in product((ON, OFF), repeat=len(known)):
        levels = dict(zip(known, chosen, strict=True))
        off = [name for name, level in levels.items() if level == OFF]
        changes = {key: value for name in off for key, value in known[name].off.items()}
        yield Varied(_name(off, len(known)), levels, changes, MECHANISMS)


def _name(off: Sequence[str], count: int) -> str:
    if not off:
        return "all on"
    return "all off" if len(off) == count else f"off: {', '.join(off)}"


def _changes(key: str, given: Any, faults: Faults) -> Changes:
    """Return values by parameter; an empty table changes nothing."""
    if not isinstance(given, Mapping):
        faults.refuse(key, given, "a table of values by parameter, such as needs.coupling = 0.0")
        return {}
    flat: dict[str, float] = {}
    for name, value in given.items():
        inside = value.items() if isinstance(value, Mapping) else ((None, value),)
        for entry, number in inside:
            full = name if entry is None else f"{name}.{entry}"
            if isinstance(number, bool) or not isinstance(number, int | float):
                faults.refuse(f"{key}.{full}", number, "a number")
            else:
                flat[full] = float(number)
    return flat


def refuse_several(given: Mapping[str, Any], faults: Faults) -> None:
    """Refuse a study that names its points in more than one way."""
    named = [way for way in WAYS if way in given]
    if len(named) > 1:
        faults.refuse(" and ".join(named), "", f"{one_of(WAYS)}, not several of them")
