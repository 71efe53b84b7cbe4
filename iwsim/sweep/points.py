"""Points of a study that are named: settings one by one, or sets of mechanisms switched on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from iwsim.scenario import Scenario
from iwsim.scenario.values import one_of
from iwsim.sweep.definition import MOST_MECHANISMS, OFF, ON, Mechanism, Point
from iwsim.sweep.factors import FACTORS, changes_of
from iwsim.sweep.faults import Faults

SETTINGS, MECHANISMS = "settings", "mechanisms"
WAYS = (SETTINGS, FACTORS, MECHANISMS)
AS_IT_IS = Point("as it is", {}, {})
"""The only point of a study that varies nothing."""


def settings(given: Mapping[str, Any], scenario: Scenario, faults: Faults) -> list[Point]:
    """Return the points that are named one by one."""
    tables = faults.table(SETTINGS, given[SETTINGS], "a table a setting")
    points = [
        Point(name, {}, changes_of(f"{SETTINGS}.{name}", table, scenario, faults))
        for name, table in tables.items()
    ]
    refuse_same(points, lambda point: f"{SETTINGS}.{point.name}", faults)
    return points


def mechanisms(
    given: Mapping[str, Any], scenario: Scenario, faults: Faults
) -> tuple[Mapping[str, Mechanism], list[Point]]:
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
        off = changes_of(f"{key}.off", inside.get("off"), scenario, faults)
        found[name] = Mechanism(str(inside.get("words", name)), off)
    points = list(_sets(found))
    refuse_same(points, lambda _: MECHANISMS, faults)
    return found, points


def _sets(known: Mapping[str, Mechanism]) -> Iterator[Point]:
    for chosen in product((ON, OFF), repeat=len(known)):
        levels = dict(zip(known, chosen, strict=True))
        off = [name for name, level in levels.items() if level == OFF]
        changes = {key: value for name in off for key, value in known[name].off.items()}
        yield Point(_name(off, len(known)), levels, changes)


def _name(off: Sequence[str], count: int) -> str:
    if not off:
        return "all on"
    return "all off" if len(off) == count else f"off: {', '.join(off)}"


def refuse_same(points: Sequence[Point], key: Any, faults: Faults) -> None:
    """Refuse points that change the same; `key` gives where a point is declared."""
    seen: dict[tuple[tuple[str, float], ...], str] = {}
    for point in points:
        same = tuple(sorted(point.changes.items()))
        if same in seen:
            faults.refuse(
                key(point), [seen[same], point.name], "points that differ in some parameter"
            )
        seen[same] = point.name


def refuse_several(given: Mapping[str, Any], faults: Faults) -> None:
    """Refuse a study that names its points in more than one way."""
    named = [way for way in WAYS if way in given]
    if len(named) > 1:
        faults.refuse(" and ".join(named), "", f"{one_of(WAYS)}, not several of them")
