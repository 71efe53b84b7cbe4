"""A scenario that was read, with other values of some names: what every point of a study is.

No file is read again, so that a worker on another machine can do it and many thousand points cost
little. The names are those of `iwsim.scenario.override`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from iwsim.errors import Fault, ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.parameters.presets import PRESETS
from iwsim.scenario.fields import AGENCY, EXTRA_POST
from iwsim.scenario.load import check_scenario
from iwsim.scenario.override import FILE, NAMES
from iwsim.scenario.scenario import SILOED, AgencySpec, Arm, Scenario
from iwsim.scenario.values import nearest, one_of, shown, span

Changes = Mapping[str, float]

ARRANGEMENT = "arrangement"
AGENCY_NUMBERS = tuple(name for name, field in AGENCY.items() if field.kind == "number")
"""What of an agency a name can set."""


class Place(NamedTuple):
    """Where a name points in a scenario.

    Parameters
    ----------
    parts
        Its parts: group and parameter; ``arms``, arm and ingredient; ``arms``, arm,
        ``extra_posts`` and agency; ``agency``, agency and field.
    allowed
        The range in which a value is allowed.
    plausible
        The range that a sensitivity analysis should cover, None where nobody has declared one.
    lever
        Whether policy can choose it.
    """

    parts: tuple[str, ...]
    allowed: tuple[float, float]
    plausible: tuple[float, float] | None
    lever: bool


def place_of(scenario: Scenario, name: str) -> Place:
    """Return where a name points.

    Raises
    ------
    ScenarioError
        If it points nowhere in this scenario; the fault names what does.
    """
    parts = tuple(name.split("."))
    match parts:
        case ("arms", arm, *_) if arm not in scenario.arms:
            raise _nowhere(name, one_of(scenario.arms), nearest(arm, scenario.arms))
        case ("arms", _, "extra_posts", agency) | ("agency", agency, _) if agency not in _keys(
            scenario
        ):
            known = _keys(scenario)
            raise _nowhere(name, f"an agency: {one_of(known)}", nearest(agency, known))
        case ("arms", _, "extra_posts", _):
            return Place(parts, (EXTRA_POST.low, EXTRA_POST.high), None, True)
        case ("arms", _, ingredient) if ingredient in Arrangement._fields:
            parameter = PARAMETERS[f"{ARRANGEMENT}.{ingredient}"]
            return Place(parts, parameter.allowed, parameter.plausible, True)
        case ("arms", _, ingredient):
            known = Arrangement._fields
            raise _nowhere(name, f"an ingredient: {one_of(known)}", nearest(ingredient, known))
        case ("agency", _, field) if field in AGENCY_NUMBERS:
            return Place(parts, (AGENCY[field].low, AGENCY[field].high), None, True)
        case ("agency", _, field):
            raise _nowhere(name, one_of(AGENCY_NUMBERS), nearest(field, AGENCY_NUMBERS))
        case (_, _) if name in PARAMETERS:
            parameter = PARAMETERS[name]
            lever = parameter.kind == "lever"
            return Place(parts, parameter.allowed, parameter.plausible, lever)
    raise _nowhere(name, f"a name: {NAMES}", nearest(name, PARAMETERS))


def value_of(scenario: Scenario, name: str) -> float:
    """Return the value that a name has in a scenario.

    Raises
    ------
    ScenarioError
        If it points nowhere in this scenario.
    """
    match place_of(scenario, name).parts:
        case ("arms", arm, "extra_posts", agency):
            return float(dict(scenario.arms[arm].extra_posts).get(agency, 0.0))
        case ("arms", arm, ingredient):
            return float(getattr(scenario.arms[arm].arrangement, ingredient))
        case ("agency", key, field):
            (agency_spec,) = (one for one in scenario.agencies if one.key == key)
            return float(getattr(agency_spec, field))
        case (group, parameter):
            return float(getattr(scenario.parameters[group], parameter))
    raise AssertionError(name)


def changed(scenario: Scenario, changes: Changes) -> Scenario:
    """Return a scenario with other values, checked as a whole.

    Parameters
    ----------
    scenario
        The scenario.
    changes
        Values by name. ``arrangement.INGREDIENT`` holds before the switch and in the siloed arm,
        and in every other arm that has the value of before and whose preset does not set it: also
        in one whose file states that very value, which `load_scenario` would let it keep.

    Raises
    ------
    ScenarioError
        With every name that points nowhere, value out of its range, and rule that is broken.
    """
    _check(scenario, changes)
    groups = dict(scenario.parameters)
    arms = dict(scenario.arms)
    agencies = {agency.key: agency for agency in scenario.agencies}
    for name, value in changes.items():
        match name.split("."):
            case ["arms", arm, "extra_posts", agency]:
                arms[arm] = _with_posts(arms[arm], agency, float(value))
            case ["arms", arm, ingredient]:
                arms[arm] = _with_ingredient(arms[arm], ingredient, float(value))
            case ["agency", key, field]:
                agencies[key] = _with_field(agencies[key], field, float(value))
            case [group, parameter]:
                if group == ARRANGEMENT:
                    before = getattr(groups[group], parameter)
                    arms = {
                        arm: _with_ingredient(found, parameter, float(value))
                        if _follows(found, parameter, before)
                        else found
                        for arm, found in arms.items()
                    }
                groups[group] = groups[group]._replace(**{parameter: float(value)})
    found = replace(scenario, parameters=groups, arms=arms, agencies=tuple(agencies.values()))
    check_scenario(found)
    return found


def _check(scenario: Scenario, changes: Changes) -> None:
    faults: list[Fault] = []
    for name, value in changes.items():
        try:
            low, high = place_of(scenario, name).allowed
        except ScenarioError as error:
            faults += error.faults
            continue
        if not low <= value <= high:
            faults.append(Fault(FILE, name, shown(value), f"a number{span(low, high)}"))
    if faults:
        raise ScenarioError(tuple(faults))


def _follows(arm: Arm, ingredient: str, before: float) -> bool:
    """Return whether an arm works as before the switch in an ingredient that it does not set."""
    if arm.name == SILOED:
        return True
    same = getattr(arm.arrangement, ingredient) == before
    return same and ingredient not in PRESETS[arm.preset].ingredients


def _with_ingredient(arm: Arm, ingredient: str, value: float) -> Arm:
    return replace(arm, arrangement=arm.arrangement._replace(**{ingredient: value}))


def _with_posts(arm: Arm, agency: str, value: float) -> Arm:
    return replace(arm, extra_posts=tuple({**dict(arm.extra_posts), agency: value}.items()))


def _with_field(agency: AgencySpec, field: str, value: float) -> AgencySpec:
    changes: Mapping[str, float] = {field: value}
    return replace(agency, **changes)  # type: ignore[arg-type]


def _keys(scenario: Scenario) -> tuple[str, ...]:
    return tuple(agency.key for agency in scenario.agencies)


def _nowhere(name: str, allowed: str, near: str) -> ScenarioError:
    return ScenarioError((Fault(FILE, name, "", allowed, near),))
