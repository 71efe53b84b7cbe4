"""The finished runs of a study as one block of numbers, and its paired differences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from iwsim.errors import RunError, StoreError
from iwsim.outcomes import BY_NAME
from iwsim.study.parts import RUNS, Damaged, each_part
from iwsim.study.statistics import Better, finite_pairs, paired_difference, share_better
from iwsim.study.tables import to_frame
from iwsim.sweep.definition import Contrast, Study
from iwsim.sweep.keys import run_digests
from iwsim.sweep.rows import NUMBERS, PRESENT, Numbers, Place, column, from_lists, places
from iwsim.sweep.runs import ROWS

EXTRA_COST = "extra_cost"
"""What services cost; against the reference, what an arm costs beyond it. GBP at the switch."""
BENEFIT = "benefit"
"""What the outcomes cost the public, with the sign turned: against the reference, what is saved."""
NET = "net_money"
"""Benefit less extra cost: what the public purse gains against the reference; GBP at the switch."""

MONEY: dict[str, tuple[float, float]] = {
    EXTRA_COST: (1.0, 0.0),
    BENEFIT: (0.0, -1.0),
    NET: (-1.0, -1.0),
}
"""How spend and public cost enter each. Never as a ratio: its denominator may be near zero."""

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
_FAILED = ("point", "arm", "replicate", "week", "reason", "repeat")


@dataclass(frozen=True)
class Results:
    """The numbers of a study.

    Parameters
    ----------
    study
        The study.
    places
        Outcome and window of each column: those of the study's outcomes.
    values
        By (point, arm, replicate, column), in the orders of the study; NaN for a run that is not
        there.
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
        if outcome in MONEY:
            spend, public = (mine[..., column(self.places, name, window)] for name in PRESENT)
            of_spend, of_public = MONEY[outcome]
            return of_spend * spend + of_public * public
        return mine[..., column(self.places, outcome, window)]

    def differences(self, contrast: Contrast, outcome: str, window: str) -> Numbers:
        """Return arm less reference, by (point, replicate)."""
        return self.levels(contrast.arm, outcome, window) - self.levels(
            contrast.reference, outcome, window
        )

    @property
    def missing(self) -> int:
        """How many runs of the study are not there, failed ones included."""
        return int(np.isnan(self.values).all(axis=-1).sum()) if self.places else 0


def places_of(study: Study) -> tuple[Place, ...]:
    """Return the columns that the outcomes of a study are read from."""
    own = {name for name in study.outcomes if name not in MONEY}
    wanted = own | (set(PRESENT) if own != set(study.outcomes) else set())
    return tuple(place for place in places(study.scenario) if place.outcome in wanted)


def results_of(study: Study, folder: Path) -> Results:
    """Read the runs of a study that its folder holds, and of them the study's outcomes alone.

    Raises
    ------
    StoreError
        If the folder holds none, or damaged ones.
    RunError
        If no run of the study has finished.
    """
    known = places_of(study)
    every = places(study.scenario)
    at_places = [every.index(place) for place in known]
    digests = run_digests(study, study.points)
    order = np.argsort(digests, axis=None, kind="stable")
    wanted = digests.reshape(-1)[order]
    values = np.full((wanted.size, len(known)), np.nan)
    failed: list[pd.DataFrame] = []
    parts, found = 0, 0
    for part in each_part(folder, (ROWS,), {ROWS: ["key", NUMBERS]}):
        if isinstance(part, Damaged):
            raise StoreError(
                f"{part.path}: damaged. `iwsim study verify {folder}` moves it aside and makes its "
                "runs again."
            )
        parts += 1
        failed.append(_failures(part.tables[RUNS]))
        if ROWS in part.tables:
            found += _fill(values, part.tables[ROWS], at_places, wanted)
    if not parts:
        raise StoreError(f"{folder}: holds no results.")
    failures = pd.concat(failed, ignore_index=True).drop_duplicates("key")
    mine = pd.Series([bytes.fromhex(key) for key in failures["key"]], dtype=object)
    at = np.searchsorted(wanted, mine.to_numpy().astype(wanted.dtype))
    at[at == wanted.size] = 0
    asked = (wanted[at] == mine.to_numpy().astype(wanted.dtype)) & np.isnan(values[at]).all(axis=1)
    failures = failures[asked][list(_FAILED)].reset_index(drop=True)
    if not found:
        reason = failures["reason"].iloc[0] if len(failures) else "none was made"
        raise RunError(f"no run has finished; the first failed: {reason}.")
    restored = np.empty_like(values)
    restored[order] = values
    return Results(study, known, restored.reshape(*digests.shape, len(known)), failures)


def _failures(runs: pa.Table) -> pd.DataFrame:
    failed = runs.filter(pc.equal(runs["status"], "failed"))
    return to_frame(failed.select(["key", *_FAILED]))


def _fill(
    values: Numbers, rows: pa.Table, at_places: Sequence[int], wanted: NDArray[np.bytes_]
) -> int:
    """Put the rows of a part where their keys stand among those wanted; return how many."""
    keys = np.array([bytes.fromhex(key) for key in rows["key"].to_pylist()], wanted.dtype)
    first, last = (np.searchsorted(wanted, keys, side=side) for side in ("left", "right"))
    numbers = from_lists(rows[NUMBERS])[:, at_places]
    for row, (start, end) in enumerate(zip(first, last, strict=True)):
        values[start:end] = numbers[row]  # points that are the same share their run
    return int((last > first).sum())


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
    return "GBP" if outcome in MONEY else BY_NAME[outcome].unit


def better_of(outcome: str) -> Better:
    """Return which direction of an outcome is better."""
    if outcome in MONEY:
        return "lower" if outcome == EXTRA_COST else "higher"
    return BY_NAME[outcome].better


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else float("nan")
