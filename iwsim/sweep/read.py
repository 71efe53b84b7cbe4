"""The door of the room: a study by name or path, checked as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from iwsim.errors import Fault, ScenarioError
from iwsim.outcomes import BY_NAME
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import Arm, Scenario, load_scenario
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.scenario.load import check_scenario
from iwsim.scenario.read import ENDING, read_tables
from iwsim.scenario.values import nearest, one_of, shown, span
from iwsim.shipped import experiments_folder
from iwsim.study.headline import HEADLINE
from iwsim.sweep.arms import KINDS, against, crossed, mixed, one_by_one
from iwsim.sweep.definition import Contrast, Point, Study
from iwsim.sweep.faults import Faults
from iwsim.sweep.points import (
    AS_IT_IS,
    FACTORS,
    MECHANISMS,
    SETTINGS,
    WAYS,
    Varied,
    factors,
    mechanisms,
    refuse_several,
    settings,
)
from iwsim.sweep.results import NET

MOST_REPLICATES = 10_000
_USUAL_REPLICATES = 20
_KEYS = (
    "title", "description", "scenario", "weeks", "reference", "replicates", "seed", "arms",
    "outcomes", "mixed", "one_by_one", "crossed", *WAYS,
)  # fmt: skip
OUTCOMES = (*BY_NAME, NET)
"""Names of the outcomes that a study can show."""


def shipped_studies() -> tuple[str, ...]:
    """Return the names of the studies that come with iwsim, sorted."""
    return tuple(sorted(path.stem for path in experiments_folder().glob(f"*{ENDING}")))


def load_study(
    name_or_path: str | Path, *, replicates: int | None = None, seed: int | None = None
) -> Study:
    """Return a study that is complete and without faults.

    Parameters
    ----------
    name_or_path
        Name of a shipped study, or path of a TOML file.
    replicates, seed
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
    return _built(path.stem, given, Faults(label))


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


def _built(name: str, given: Mapping[str, Any], faults: Faults) -> Study:
    faults.names(given, "", _KEYS)
    title = faults.text(given, "title")
    description = faults.text(given, "description", "")
    replicates = faults.whole(given, "replicates", 1, MOST_REPLICATES, _USUAL_REPLICATES)
    seed = faults.whole(given, "seed", 0, LARGEST_SEED, 1)
    outcomes = faults.some("outcomes", list(given.get("outcomes", [*HEADLINE, NET])), OUTCOMES)
    refuse_several(given, faults)
    levels, mechanism, varied = _varied(given, faults)
    source = faults.text(given, "scenario")
    lengths = {"weeks": given["weeks"]} if "weeks" in given else {}
    base = _scenario(source, lengths, "scenario", faults) if source else None
    if base is None:
        faults.close()
        raise AssertionError("a scenario that cannot be read is a fault")
    known, contrasts = _with_arms(given, base, faults)
    faults.close()
    points = _points(source, lengths, varied, given, faults)
    faults.close()
    return Study(
        name=name,
        title=title,
        description=description,
        scenario=known,
        arms=tuple(dict.fromkeys(name for contrast in contrasts for name in reversed(contrast))),
        contrasts=contrasts,
        points=points,
        outcomes=outcomes,
        replicates=replicates,
        seed=seed,
        factors=levels,
        mechanisms=mechanism,
    )


def _varied(given: Mapping[str, Any], faults: Faults) -> tuple[Any, Any, list[Varied]]:
    if SETTINGS in given:
        return {}, {}, settings(given, faults)
    if FACTORS in given:
        levels, points = factors(given, faults)
        return levels, {}, points
    if MECHANISMS in given:
        known, points = mechanisms(given, faults)
        return {}, known, points
    return {}, {}, [Varied(AS_IT_IS, {}, {}, "")]


def _scenario(
    source: str, changes: Mapping[str, float], key: str, faults: Faults
) -> Scenario | None:
    try:
        return load_scenario(source, changes)
    except ScenarioError as error:
        faults.take(key, error)
        return None


def _with_arms(
    given: Mapping[str, Any], base: Scenario, faults: Faults
) -> tuple[Scenario, tuple[Contrast, ...]]:
    """Return the scenario with all arms of the study, and what is compared."""
    arms, contrasts = _arms(given, base, faults)
    known = replace(base, arms={**base.arms, **{arm.name: arm for arm in arms}})
    if not contrasts:
        faults.missing("arms", "at least two, the reference among them")
    try:
        check_scenario(known)
    except ScenarioError as error:
        faults.take("arms", error)
    return known, contrasts


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


def _points(
    source: str,
    lengths: Mapping[str, float],
    varied: Sequence[Varied],
    given: Mapping[str, Any],
    faults: Faults,
) -> tuple[Point, ...]:
    """Return the points with their scenarios; two that are the same are refused."""
    points: list[Point] = []
    seen: dict[tuple[tuple[str, float], ...], str] = {}
    for one in varied:
        same = tuple(sorted(one.changes.items()))
        if same in seen:
            faults.refuse(one.key, [seen[same], one.name], "points that differ in some parameter")
        seen[same] = one.name
        there = _scenario(source, {**lengths, **one.changes}, one.key, faults)
        if there is not None:
            known, _ = _with_arms(given, there, faults)
            points.append(Point(one.name, known, dict(one.levels)))
    return tuple(points)
