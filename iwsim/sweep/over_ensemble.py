"""A study over an ensemble: its arms compared in every member, and what that comes to.

Every member is a point with luck of its own, so that the variance of a difference divides between
parameters and luck as in `iwsim.calibration.over`. A set that stands in the ensemble twice is two
members, and counts twice. A study with settings has every member in every setting, with the same
luck, so that settings differ in nothing but what they set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from iwsim.calibration.ensemble import SHIPPED, ParameterSets, own_values
from iwsim.calibration.over import luck_of, priors_alone
from iwsim.calibration.spread import COLUMNS, spread_of
from iwsim.errors import Fault, ScenarioError
from iwsim.study import calls
from iwsim.study.keys import canonical, sha256
from iwsim.study.parts import store_errors
from iwsim.study.windows import all_weeks, windows
from iwsim.sweep.definition import Members, Point, Study
from iwsim.sweep.points import AS_IT_IS
from iwsim.sweep.results import Results, better_of, unit_of

ENSEMBLE = "ensemble"
"""Name, without its ending, of the sets among the files that a study keeps."""
MEMBER, SETTING = "member", "setting"
"""What the levels of a point call its member, and its setting where no factors name it."""
_ALLOWED = (
    "a study that compares arms, as they are, in settings or at the levels of factors, such as "
    "structure_climate or forms_of_integration"
)
_SHORT = 8


class OverEnsemble(NamedTuple):
    """The tables of a study over an ensemble.

    Parameters
    ----------
    ensemble
        One row a setting, contrast, outcome and window: columns that name the setting, if there
        are any, and then those of the table of `compare_over`.
    priors_alone
        The parameters that vary over the ensemble and that no target has narrowed.
    """

    ensemble: pd.DataFrame
    priors_alone: pd.DataFrame

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Give the tables with their names."""
        yield from self._asdict().items()


def over_ensemble(
    study: Study, sets: ParameterSets, files: Mapping[str, bytes] | None = None
) -> Study:
    """Return a study whose points are the members of an ensemble, each in every setting.

    A parameter to which the study's scenario gives a value of its own keeps it. So does one that
    any setting sets, in all of them: its value is the setting's, and the scenario's where a setting
    says nothing of it. A member whose values break a rule of scenarios fails, with the rule as its
    reason.

    Parameters
    ----------
    study
        A study that compares arms, as they are, in settings or at the levels of factors.
    sets
        The ensemble.
    files
        The files that the ensemble was read from, which the study keeps with its own.

    Raises
    ------
    ScenarioError
        If its points are a sample or sets of mechanisms, or if it compares nothing.
    """
    refused = _refused(study)
    if refused:
        raise ScenarioError((Fault("--ensemble", f"study {study.name}", refused, _ALLOWED),))
    settings = list(study.points)
    of_settings = {name for setting in settings for name in setting.changes}
    by_settings = tuple(name for name in sets.names if name in of_settings)
    own = [name for name in own_values(study.scenario) if name not in of_settings]
    held = tuple(name for name in sets.names if name in own)
    kept = (*held, *by_settings)
    points = []
    for number in sets.members:
        luck = luck_of(study.seed, number)
        varied = {name: x for name, x in sets.overrides(number).items() if name not in kept}
        if settings == [AS_IT_IS]:
            points.append(Point(_name(number), {MEMBER: str(number)}, varied, luck))
        else:
            points += [_in_setting(number, setting, varied, luck) for setting in settings]
    return replace(
        study,
        points=points,
        design=None,
        members=Members(sets.fingerprint, sets.names, held, priors_alone(sets, kept), by_settings),
        files={**study.files, **(files or {})} if study.files else {},
    )


def _name(number: int) -> str:
    return f"member {number}"


def _in_setting(number: int, setting: Point, varied: Mapping[str, float], luck: int) -> Point:
    """Return the point of a member in a setting."""
    return Point(
        f"{_name(number)}: {setting.name}",
        {MEMBER: str(number), **(setting.levels or {SETTING: setting.name})},
        {**varied, **setting.changes},
        luck,
    )


def _refused(study: Study) -> str:
    """Return what kind of study it is if it cannot be made over an ensemble, empty if it can."""
    if study.design is not None and study.sampled:
        return f"one with a design, {study.design.method}"
    if study.mechanisms:
        return "one with mechanisms"
    taken = [name for name in study.factors if name in (MEMBER, *COLUMNS)]
    if taken:
        return f"one with a factor called {taken[0]}, as a column of its table is"
    return "" if study.contrasts else "one without arms to compare"


class Setting(NamedTuple):
    """A setting of a study over an ensemble.

    Parameters
    ----------
    levels
        What names it, by column of the table; empty where a study has no settings.
    rows
        Its points among those of the study: one a member.
    """

    levels: Mapping[str, str]
    rows: list[int]


def settings_of(study: Study) -> Sequence[Setting]:
    """Return the settings that the members of a study are in, one without levels if it has none."""
    found: dict[tuple[str, ...], Setting] = {}
    for row, point in enumerate(study.points):
        levels = {name: level for name, level in point.levels.items() if name != MEMBER}
        found.setdefault(tuple(levels.values()), Setting(levels, [])).rows.append(row)
    return list(found.values())


def files_of_sets(path: Path | None) -> dict[str, bytes]:
    """Return the files of an ensemble, by the names under which a study keeps them.

    Parameters
    ----------
    path
        The ensemble, None for the one that travels with the package.
    """
    table = SHIPPED if path is None else path
    found = {}
    for file in (table, table.with_suffix(".json")):
        if file.is_file():
            with store_errors(file):
                found[f"{ENSEMBLE}{file.suffix}"] = calls.read(file)
    return found


def folder_over(study: Study) -> str:
    """Return the usual name of the folder: ``<name>-ensemble-<short key of seed and sets>``."""
    described = {"seed": study.seed, "sets": [dict(point.changes) for point in study.points]}
    return f"{study.name}-ensemble-{sha256(canonical(described))[:_SHORT]}"


def over_tables(results: Results) -> OverEnsemble:
    """Return what a study over an ensemble says: early, late and over all weeks, by setting."""
    study = results.study
    assert study.members is not None, "the points are the members of an ensemble"
    weeks = study.scenario.weeks
    names = dict.fromkeys(one.name for one in (*windows(weeks), all_weeks(weeks)))
    settings = settings_of(study)
    rows = [
        (
            *setting.levels.values(),
            window,
            outcome,
            unit_of(outcome),
            *contrast,
            *spread_of(
                results.differences(contrast, outcome, window)[setting.rows], better_of(outcome)
            ),
        )
        for window in names
        for setting in settings
        for contrast in study.contrasts
        for outcome in study.outcomes
    ]
    columns = [*settings[0].levels, *COLUMNS]
    alone = pd.DataFrame({"parameter": list(study.members.priors_alone)})
    return OverEnsemble(pd.DataFrame(rows, columns=columns), alone)
