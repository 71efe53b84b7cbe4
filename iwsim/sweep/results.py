"""The finished runs of a study as one block of numbers, and its paired differences."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from iwsim.errors import RunError
from iwsim.outcomes import BY_NAME
from iwsim.study.digest import finished_tables, sound_parts
from iwsim.study.keys import run_keys
from iwsim.study.parts import RUNS
from iwsim.study.statistics import Better, finite_pairs, paired_difference, share_better
from iwsim.study.tables import to_frame
from iwsim.sweep.definition import Contrast, Study
from iwsim.sweep.rows import PRESENT, Numbers, Place, column, places
from iwsim.sweep.runs import ROWS

NET = "net_money"
"""What the public purse gains against the reference, services included; GBP at the switch."""

EFFECT_COLUMNS = (
    "point",
    "arm",
    "reference",
    "outcome",
    "window",
    "unit",
    "better",
    "mean_reference",
    "mean_arm",
    "difference",
    "low",
    "high",
    "share_better",
    "n",
)


@dataclass(frozen=True)
class Results:
    """The numbers of a study.

    Parameters
    ----------
    study
        The study.
    places
        Outcome and window of each column.
    values
        By (point, arm, replicate, column), in the orders of the study; NaN for a run that failed.
    failures
        One row a run that failed: point, arm, replicate, week, reason, repeat.
    """

    study: Study
    places: tuple[Place, ...]
    values: Numbers
    failures: pd.DataFrame

    def levels(self, arm: str, outcome: str, window: str) -> Numbers:
        """Return what an outcome comes to in an arm, by (point, replicate)."""
        mine = self.values[:, self.study.arms.index(arm)]
        if outcome == NET:
            spend, public = (mine[..., column(self.places, name, window)] for name in PRESENT)
            return -(spend + public)
        return mine[..., column(self.places, outcome, window)]

    def differences(self, contrast: Contrast, outcome: str, window: str) -> Numbers:
        """Return arm less reference, by (point, replicate)."""
        return self.levels(contrast.arm, outcome, window) - self.levels(
            contrast.reference, outcome, window
        )


def results_of(study: Study, folder: Path) -> Results:
    """Read the runs of a study that its folder holds.

    Raises
    ------
    StoreError
        If the folder holds none, or damaged ones.
    RunError
        If no run of the study has finished.
    """
    parts = sound_parts(folder)
    tables = finished_tables(parts)
    if ROWS not in tables:
        first = parts[0].tables[RUNS].to_pylist()[0]
        raise RunError(f"no run has finished; the first failed: {first['reason']}.")
    rows = to_frame(tables[ROWS]).set_index("key")
    known = places(study.scenario)
    names = [str(place) for place in known]
    shape = (len(study.points), len(study.arms), study.replicates, len(names))
    wanted = _keys(study)
    values = rows.reindex(wanted)[names].to_numpy(dtype=np.float64).reshape(shape)
    ended = pd.concat([to_frame(part.tables[RUNS]) for part in parts], ignore_index=True)
    asked = ended["key"].isin(wanted) & ~ended["key"].isin(rows.index)
    columns = ["point", "arm", "replicate", "week", "reason", "repeat"]
    failures = ended[asked].drop_duplicates("key")[columns].reset_index(drop=True)
    return Results(study, known, values, failures)


def _keys(study: Study) -> list[str]:
    found = []
    for point in study.points:
        keys = run_keys(point.scenario, study.arms, study.seed, range(study.replicates))
        found += [keys[arm, number] for arm in study.arms for number in range(study.replicates)]
    return found


def effects(results: Results, window: str, outcomes: Iterable[str] = ()) -> pd.DataFrame:
    """Return the paired difference of every contrast at every point, one row an outcome.

    Parameters
    ----------
    results
        The numbers.
    window
        Name of the window.
    outcomes
        Names of the outcomes; by default those that the study shows.
    """
    study = results.study
    rows = []
    for outcome in tuple(outcomes) or study.outcomes:
        unit, better = unit_of(outcome), better_of(outcome)
        for contrast in study.contrasts:
            own = results.levels(contrast.arm, outcome, window)
            base = results.levels(contrast.reference, outcome, window)
            for at, point in enumerate(study.points):
                arm, reference = finite_pairs(own[at], base[at])
                found = paired_difference(arm, reference)
                rows.append(
                    (
                        point.name,
                        *contrast,
                        outcome,
                        window,
                        unit,
                        better,
                        _mean(reference),
                        _mean(arm),
                        found.mean,
                        found.low,
                        found.high,
                        share_better(arm - reference, better),
                        found.n,
                    )
                )
    return pd.DataFrame(rows, columns=list(EFFECT_COLUMNS))


def unit_of(outcome: str) -> str:
    """Return the unit of an outcome."""
    return "GBP" if outcome == NET else BY_NAME[outcome].unit


def better_of(outcome: str) -> Better:
    """Return which direction of an outcome is better."""
    return "higher" if outcome == NET else BY_NAME[outcome].better


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else float("nan")
