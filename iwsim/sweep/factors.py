"""Reading the factors of a study: what each sets, over which range or at which levels."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from iwsim.designs.factor import Changes, Factor, Level
from iwsim.errors import ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.declare import Kind
from iwsim.scenario import Scenario
from iwsim.scenario.changed import ARRANGEMENT, Place, place_of, value_of
from iwsim.scenario.document import dotted
from iwsim.scenario.values import nearest, one_of, span
from iwsim.sweep.faults import Faults

FACTORS = "factors"
KEYS = ("sets", "range", "values", "kind", "group")
RANGED = ("continuous", "integer")
KINDS: tuple[Kind, ...] = ("lever", "uncertainty", "setting")
_ENDS = 2
_FEWEST_LEVELS = 2


def factors_of(given: Mapping[str, Any], scenario: Scenario, faults: Faults) -> list[Factor]:
    """Return the factors that a table names one by one.

    Parameters
    ----------
    given
        The table ``factors``.
    scenario
        Whose parameters, arms and agencies they set.
    faults
        Told every fault.
    """
    found = []
    for name, table in given.items():
        key = dotted((FACTORS, name))
        if not isinstance(table, Mapping):
            faults.refuse(key, table, "a table, such as { range = [0.0, 0.5] }, or one of levels")
        elif table and all(isinstance(value, Mapping) for value in table.values()):
            found.append(_of_levels(name, key, table, scenario, faults))
        else:
            found += list(_of_numbers(name, key, table, scenario, faults))
    return found


def every_of(
    patterns: tuple[str, ...], left_out: tuple[str, ...], scenario: Scenario
) -> list[Factor]:
    """Return a factor for every parameter of a kind or with a name like a pattern.

    Parameters
    ----------
    patterns
        Kinds of parameters, or patterns of names such as ``asb.*``.
    left_out
        Names and patterns that are left out.
    scenario
        Whose parameters they are.
    """
    return [
        Factor(name, "continuous", (name,), *parameter.plausible, lever=parameter.kind == "lever")
        for name, parameter in PARAMETERS.items()
        if parameter.group != ARRANGEMENT
        and parameter.plausible[0] < parameter.plausible[1]
        and (parameter.kind in patterns or _like(name, patterns))
        and not _like(name, left_out)
    ]


def is_pattern(text: str) -> bool:
    """Return whether a text is a kind of parameters or a pattern that some name is like."""
    return text in KINDS or any(fnmatchcase(name, text) for name in PARAMETERS)


def _like(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _of_levels(
    name: str, key: str, table: Mapping[str, Any], scenario: Scenario, faults: Faults
) -> Factor:
    levels = tuple(
        Level(level, changes_of(f"{key}.{level}", changes, scenario, faults))
        for level, changes in table.items()
    )
    return Factor(name, "categorical", levels=levels)


def _of_numbers(
    name: str, key: str, table: Mapping[str, Any], scenario: Scenario, faults: Faults
) -> Iterator[Factor]:
    faults.names(table, key, KEYS)
    sets = _sets(name, key, table.get("sets", name), faults)
    named = f"{key}.sets" if "sets" in table else key
    found = [_place(named, one, scenario, faults) for one in sets]
    places = [place for place in found if place is not None]
    group = faults.text(table, "group", "", f"{key}.group") if "group" in table else ""
    kind = faults.one(f"{key}.kind", table.get("kind", RANGED[0]), RANGED)
    if len(places) < len(sets) or not sets or kind is None:
        return
    lever = all(place.lever for place in places)
    low, high = _allowed(places)
    if "values" in table:
        if "range" in table or "kind" in table:
            faults.refuse(key, sorted(table), "values alone, without range and kind")
            return
        numbers = _numbers(f"{key}.values", table["values"], low, high, faults)
        if numbers:
            levels = tuple(Level(f"{n:g}", dict.fromkeys(sets, n)) for n in numbers)
            yield Factor(name, "categorical", sets, levels=levels, group=group, lever=lever)
        return
    if "range" in table:
        ends = _range(f"{key}.range", table["range"], places, scenario, faults)
    else:
        ends = _plausible(f"{key}.range", places, faults)
    if ends is not None:
        whole = kind == "integer" and any(end != int(end) for end in ends)
        if whole:
            faults.refuse(f"{key}.range", list(ends), "whole numbers, as its kind is integer")
        else:
            yield Factor(name, kind, sets, *ends, group=group, lever=lever)  # type: ignore[arg-type]


def _sets(name: str, key: str, given: Any, faults: Faults) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    right = isinstance(given, list) and given and all(isinstance(one, str) for one in given)
    if right and len(set(given)) == len(given):
        return tuple(given)
    faults.refuse(f"{key}.sets", given, "a name, or a list of names, each once")
    return ()


def _place(key: str, name: str, scenario: Scenario, faults: Faults) -> Place | None:
    try:
        return place_of(scenario, name)
    except ScenarioError as error:
        (fault,) = error.faults
        faults.refuse(key, name, fault.allowed, fault.nearest)
        return None


def _allowed(places: list[Place]) -> tuple[float, float]:
    return max(place.allowed[0] for place in places), min(place.allowed[1] for place in places)


_TWO_NUMBERS = "two numbers{}, the lower one first, or the names of two arms"


def _plausible(key: str, places: list[Place], faults: Faults) -> tuple[float, float] | None:
    """Return the plausible range of what a factor sets."""
    ranges = {place.plausible for place in places}
    (found,) = ranges if len(ranges) == 1 else (None,)
    if found is None or found[0] == found[1]:
        usual = _TWO_NUMBERS.format(span(*_allowed(places)))
        faults.missing(key, f"{usual}: there is no plausible range to fall back on")
        return None
    return found


def _range(
    key: str,
    given: Any,
    places: list[Place],
    scenario: Scenario,
    faults: Faults,
) -> tuple[float, float] | None:
    """Return the ends of a range that was given: two numbers, or the values of two arms."""
    if _are_arms(given):
        return _of_arms(key, given, places[0].parts[-1], scenario, faults)
    low, high = _allowed(places)
    right = (
        isinstance(given, list)
        and len(given) == _ENDS
        and all(isinstance(end, int | float) and not isinstance(end, bool) for end in given)
        and low <= given[0] < given[1] <= high
    )
    if not right:
        faults.refuse(key, given, _TWO_NUMBERS.format(span(low, high)))
        return None
    return float(given[0]), float(given[1])


def _are_arms(given: Any) -> bool:
    return (
        isinstance(given, list)
        and len(given) == _ENDS
        and all(isinstance(end, str) for end in given)
    )


def _of_arms(
    key: str, arms: list[str], ingredient: str, scenario: Scenario, faults: Faults
) -> tuple[float, float] | None:
    known = [faults.one(key, arm, scenario.arms) for arm in arms]
    if None in known:
        return None
    if ingredient not in Arrangement._fields:
        allowed = "two numbers: only an ingredient has a value in an arm"
        faults.refuse(key, arms, allowed)
        return None
    low, high = sorted(value_of(scenario, f"arms.{arm}.{ingredient}") for arm in known)
    if low == high:
        allowed = f"two arms that differ in {ingredient}; both have {low:g}"
        faults.refuse(key, arms, allowed)
        return None
    return low, high


def _numbers(key: str, given: Any, low: float, high: float, faults: Faults) -> list[float]:
    right = (
        isinstance(given, list)
        and len(given) >= _FEWEST_LEVELS
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in given)
        and all(low <= n <= high for n in given)
        and len({f"{n:g}" for n in given}) == len(given)
    )
    if not right:
        faults.refuse(key, given, f"at least two different numbers{span(low, high)}")
        return []
    return [float(n) for n in given]


def changes_of(key: str, given: Any, scenario: Scenario, faults: Faults) -> Changes:
    """Return values by name, each checked; an empty table changes nothing.

    Parameters
    ----------
    key
        Where they stand in the file.
    given
        The table; names may be nested or dotted.
    scenario
        What they change.
    faults
        Told every fault.
    """
    if not isinstance(given, Mapping):
        faults.refuse(key, given, "a table of values by parameter, such as needs.coupling = 0.0")
        return {}
    found = {}
    for name, value in _flat(given):
        place = _place(f"{key}.{name}", name, scenario, faults)
        if place is None:
            continue
        low, high = place.allowed
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            faults.refuse(f"{key}.{name}", value, f"a number{span(low, high)}")
        else:
            found[name] = float(value)
    return found


def _flat(given: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        full = f"{before}.{name}" if before else name
        if isinstance(value, Mapping):
            yield from _flat(value, full)
        else:
            yield full, value


def refuse_same_names(factors: list[Factor], faults: Faults) -> None:
    """Refuse two factors that set the same name, or have the same name themselves."""
    owner: dict[str, str] = {}
    for factor in factors:
        names = {*factor.sets, *(name for level in factor.levels for name in level.changes)}
        for name in sorted(names):
            if name in owner:
                allowed = f"a name that {owner[name]} does not set"
                faults.refuse(dotted((FACTORS, factor.name)), name, allowed)
            owner[name] = factor.name


def refuse_unknown_patterns(key: str, given: Any, faults: Faults) -> tuple[str, ...]:
    """Return kinds and patterns of names, each of which some parameter is like."""
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        faults.refuse(key, given, f"{one_of(KINDS)}, a pattern such as asb.*, or a list of them")
        return ()
    for one in listed:
        if not is_pattern(one):
            allowed = f"{one_of(KINDS)}, or a pattern that some parameter is like, such as asb.*"
            faults.refuse(key, one, allowed, nearest(one, (*KINDS, *PARAMETERS)))
    return tuple(listed)
