"""The door of the room: a study by name or path, checked as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from iwsim.errors import Fault, ScenarioError
from iwsim.outcomes import BY_NAME
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import SILOED, Arm, Scenario, load_scenario
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.scenario.changed import changed
from iwsim.scenario.load import check_scenario
from iwsim.scenario.override import LENGTHS
from iwsim.scenario.read import ENDING, read_tables
from iwsim.scenario.values import nearest, one_of, shown, span
from iwsim.shipped import experiments_folder
from iwsim.study.headline import HEADLINE
from iwsim.sweep.arms import KINDS, against, crossed, mixed, one_by_one
from iwsim.sweep.definition import DESIGN, Contrast, DesignPoints, Measure, Point, Study
from iwsim.sweep.designing import asked, drawn
from iwsim.sweep.faults import Faults
from iwsim.sweep.files import files_of
from iwsim.sweep.points import (
    AS_IT_IS,
    MECHANISMS,
    SETTINGS,
    WAYS,
    mechanisms,
    refuse_several,
    settings,
)
from iwsim.sweep.results import BENEFIT, EXTRA_COST, NET

MOST_REPLICATES = 10_000
_USUAL_REPLICATES = 20
_USUAL_AT_SAMPLED_POINTS = 2
_KEYS = (
    "title", "description", "scenario", *LENGTHS, "reference", "replicates", "seed", "arms",
    "outcomes", "measure", "mixed", "one_by_one", "crossed", DESIGN, *WAYS,
)  # fmt: skip
OUTCOMES = (*BY_NAME, EXTRA_COST, BENEFIT, NET)
"""Names of the outcomes that a study can show."""
MEASURES: tuple[Measure, ...] = get_args(Measure)


def shipped_studies() -> tuple[str, ...]:
    """Return the names of the studies that come with iwsim, sorted."""
    return tuple(sorted(path.stem for path in experiments_folder().glob(f"*{ENDING}")))


def load_study(
    name_or_path: str | Path,
    *,
    replicates: int | None = None,
    seed: int | None = None,
    samples: int | None = None,
) -> Study:
    """Return a study that is complete and without faults.

    Parameters
    ----------
    name_or_path
        Name of a shipped study, or path of a TOML file.
    replicates, seed, samples
        In place of those of the file.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    path, label = _located(str(name_or_path))
    given = dict(read_tables(path, label))
    if replicates is not None:
        given["replicates"] = replicates
    if seed is not None:
        given["seed"] = seed
    return _built(path, given, samples, Faults(label))


def _located(name: str) -> tuple[Path, str]:
    if name in shipped_studies():
        return experiments_folder() / f"{name}{ENDING}", f"experiments/{name}{ENDING}"
    path = Path(name)
    if name.endswith(ENDING) and path.is_file():
        return path, name
    allowed = f"{one_of(shipped_studies())}, or the path of a {ENDING} file"
    raise ScenarioError(
        (Fault("study", "", shown(name), allowed, nearest(name, shipped_studies())),)
    )


def _built(path: Path, given: Mapping[str, Any], samples: int | None, faults: Faults) -> Study:
    faults.names(given, "", _KEYS)
    title = faults.text(given, "title")
    description = faults.text(given, "description", "")
    outcomes = faults.some("outcomes", given.get("outcomes", [*HEADLINE, NET]), OUTCOMES)
    measure = faults.one("measure", given.get("measure", MEASURES[0]), MEASURES)
    refuse_several(given, faults)
    source = faults.text(given, "scenario")
    lengths = {name: given[name] for name in LENGTHS if name in given}
    base = _scenario(source, lengths, "scenario", faults) if source else None
    if base is None:
        faults.close()
        raise AssertionError("a scenario that cannot be read is a fault")
    known, arms, contrasts = _with_arms(given, base, measure == "level", faults)
    design = asked(given, known, path.parent, samples, faults)
    is_sampled = design is not None and design.method != "grid"
    usual = _USUAL_AT_SAMPLED_POINTS if is_sampled else _USUAL_REPLICATES
    replicates = faults.whole(given, "replicates", 1, MOST_REPLICATES, usual)
    # A seed of 0 would leave some samplers unseeded without a word.
    seed = faults.whole(given, "seed", 1 if is_sampled else 0, LARGEST_SEED, 1)
    mechanism, named = _named(given, known, faults)
    faults.close()
    points: Sequence[Point] = named
    sample = None
    if design is not None:
        sample = drawn(design, max(seed, 1), faults)
        faults.close()
        assert sample is not None, "a design that was not drawn is a fault"
        points = DesignPoints(sample)
    _check_rules(known, points, faults)
    faults.close()
    return Study(
        name=path.stem,
        title=title,
        description=description,
        scenario=known,
        arms=arms,
        contrasts=contrasts,
        points=points,
        outcomes=outcomes,
        measure=next(one for one in MEASURES if one == measure),
        replicates=replicates,
        seed=seed,
        mechanisms=mechanism,
        design=sample,
        files=files_of(path, None if design is None else design.file),
    )


def _named(given: Mapping[str, Any], scenario: Scenario, faults: Faults) -> tuple[Any, list[Point]]:
    """Return mechanisms, and the points that are named."""
    if SETTINGS in given:
        return {}, settings(given, scenario, faults)
    if MECHANISMS in given:
        return mechanisms(given, scenario, faults)
    return {}, [AS_IT_IS]


_POINTS_CHECKED = 256


def _check_rules(scenario: Scenario, points: Sequence[Point], faults: Faults) -> None:
    """Refuse points that break a rule of scenarios: all of few, the first of many.

    One that is met later is a run that fails, with the rule as its reason.
    """
    for point in points[:_POINTS_CHECKED]:
        try:
            changed(scenario, point.changes)
        except ScenarioError as error:
            faults.take(f"point {point.name}", error)
            return


def _scenario(
    source: str, changes: Mapping[str, float], key: str, faults: Faults
) -> Scenario | None:
    try:
        return load_scenario(source, changes)
    except ScenarioError as error:
        faults.take(key, error)
        return None


def _with_arms(
    given: Mapping[str, Any], base: Scenario, alone: bool, faults: Faults
) -> tuple[Scenario, tuple[str, ...], tuple[Contrast, ...]]:
    """Return the scenario with the arms of the study, their names, and what is compared.

    Arms that the study does not run are left out; `alone` says that one arm is enough.
    """
    arms, contrasts = _arms(given, base, faults)
    names = tuple(dict.fromkeys(name for one in contrasts for name in reversed(one)))
    if alone and not names:
        names = tuple(arm.name for arm in arms)
    found = {**base.arms, **{arm.name: arm for arm in arms}}
    needed = {SILOED, *names, *(found[name].same_money_as for name in names)}
    known = replace(base, arms={name: arm for name, arm in found.items() if name in needed})
    if not names:
        faults.missing("arms", "at least two, the reference among them")
    try:
        check_scenario(known)
    except ScenarioError as error:
        faults.take("arms", error)
    return known, names, contrasts


def _arms(
    given: Mapping[str, Any], base: Scenario, faults: Faults
) -> tuple[list[Arm], tuple[Contrast, ...]]:
    """Return all arms of a study, and what is compared."""
    names = faults.some("arms", given.get("arms", list(base.arms)), base.arms)
    reference = given.get("reference", names[0] if names else "")
    arms = [base.arms[name] for name in names]
    for name, table in dict(given.get("mixed", {})).items():
        key = f"mixed.{name}"
        inside = faults.table(key, table, "a table with base, and kinds or ingredients")
        faults.names(inside, key, ("base", *KINDS, "set"))
        parts = {
            part: faults.one(f"{key}.{part}", inside[part], base.arms)
            for part in inside
            if part != "set"
        }
        changes = _ingredients(f"{key}.set", inside.get("set", {}), faults)
        if "base" not in inside:
            faults.missing(f"{key}.base", one_of(base.arms))
        elif None not in parts.values():
            taken = {kind: base.arms[str(arm)] for kind, arm in parts.items() if kind in KINDS}
            arms.append(mixed(name, base.arms[str(parts["base"])], taken, changes))
    if "crossed" in given:
        ends = _ends("crossed", given["crossed"], base, faults)
        arms += [arm for arm in crossed(*ends) if arm.name not in names] if ends else []
    contrasts = list(against([arm.name for arm in arms], reference))
    if faults.one("reference", reference, [arm.name for arm in arms]) is None:
        return arms, ()
    if "one_by_one" in given:
        ends = _ends("one_by_one", given["one_by_one"], base, faults)
        for end in ends or ():
            if end.name not in {arm.name for arm in arms}:
                faults.refuse("one_by_one", end.name, f"an arm of this study, {one_of(names)}")
        for arm, contrast in one_by_one(*ends) if ends else ():
            arms.append(arm)
            contrasts.append(contrast)
    return arms, tuple(contrasts)


def _ingredients(key: str, given: Any, faults: Faults) -> Mapping[str, float]:
    """Return values by ingredient; whether they are in range is judged with the scenario."""
    if not isinstance(given, Mapping):
        faults.refuse(key, given, "a table of values by ingredient, such as shared_vision = 0.2")
        return {}
    faults.names(given, key, Arrangement._fields)
    found = {}
    for name in (name for name in given if name in Arrangement._fields):
        low, high = PARAMETERS[f"arrangement.{name}"].allowed
        value = given[name]
        right = isinstance(value, int | float) and not isinstance(value, bool)
        if right and low <= value <= high:
            found[name] = float(value)
        else:
            faults.refuse(f"{key}.{name}", value, f"a number{span(low, high)}")
    return found


def _ends(key: str, given: Any, base: Scenario, faults: Faults) -> tuple[Arm, Arm] | None:
    table = faults.table(key, given, 'a table such as {team = "colocated_team", silo = "siloed"}')
    faults.names(table, key, ("team", "silo"))
    ends = [faults.one(f"{key}.{end}", table.get(end, ""), base.arms) for end in ("team", "silo")]
    team, silo = (None if end is None else base.arms[end] for end in ends)
    return None if team is None or silo is None else (team, silo)
