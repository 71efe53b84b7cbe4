"""A study over an ensemble: its arms compared in every member, and what that comes to.

Every member is a point with luck of its own, so that the variance of a difference divides between
parameters and luck as in `iwsim.calibration.over`. A set that stands in the ensemble twice is two
members, and counts twice.
"""

from collections.abc import Iterator, Mapping
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
_SHORT = 8


class OverEnsemble(NamedTuple):
    """The tables of a study over an ensemble.

    Parameters
    ----------
    ensemble
        One row a contrast, outcome and window: columns as in the table of `compare_over`.
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
    """Return a study whose points are the members of an ensemble.

    A parameter to which the study's scenario gives a value of its own keeps it. A member whose
    values break a rule of scenarios fails, with the rule as its reason.

    Parameters
    ----------
    study
        A study that compares arms and varies nothing else.
    sets
        The ensemble.
    files
        The files that the ensemble was read from, which the study keeps with its own.

    Raises
    ------
    ScenarioError
        If the study varies something already, or compares nothing.
    """
    refused = _refused(study)
    if refused:
        allowed = "a study that compares arms and varies nothing else, such as structure_climate"
        raise ScenarioError((Fault("--ensemble", f"study {study.name}", refused, allowed),))
    held = own_values(study.scenario)
    points = [
        Point(
            f"member {number}",
            {},
            {name: value for name, value in sets.overrides(number).items() if name not in held},
            luck_of(study.seed, number),
        )
        for number in sets.members
    ]
    kept = tuple(name for name in sets.names if name in held)
    members = Members(sets.fingerprint, sets.names, kept, priors_alone(sets, kept))
    return replace(
        study,
        points=points,
        members=members,
        files={**study.files, **(files or {})} if study.files else {},
    )


def _refused(study: Study) -> str:
    """Return what kind of study it is if it cannot be made over an ensemble, empty if it can."""
    if study.design is not None and study.design.method == "grid":
        return "one with factors"
    if study.design is not None:
        return f"one with a design, {study.design.method}"
    if study.mechanisms:
        return "one with mechanisms"
    if list(study.points) != [AS_IT_IS]:
        return "one with settings"
    return "" if study.contrasts else "one without arms to compare"


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
    """Return what a study over an ensemble says: early, late and over all weeks."""
    study = results.study
    assert study.members is not None, "the points are the members of an ensemble"
    weeks = study.scenario.weeks
    names = dict.fromkeys(one.name for one in (*windows(weeks), all_weeks(weeks)))
    rows = [
        (
            window,
            outcome,
            unit_of(outcome),
            *contrast,
            *spread_of(results.differences(contrast, outcome, window), better_of(outcome)),
        )
        for window in names
        for contrast in study.contrasts
        for outcome in study.outcomes
    ]
    alone = pd.DataFrame({"parameter": list(study.members.priors_alone)})
    return OverEnsemble(pd.DataFrame(rows, columns=list(COLUMNS)), alone)
