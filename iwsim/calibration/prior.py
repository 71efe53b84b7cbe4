"""The prior sample: runs of the silo with sets drawn from all plausible ranges, and what it shows.

It says where levels lie before anything is fitted, which parameters move them (the screening), and
it is the bank of simulations on which the calibration itself is tested.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from iwsim.calibration.ensemble import ParameterSets, plausible_sets
from iwsim.calibration.simulate import levels_of
from iwsim.calibration.targets import targets
from iwsim.calibration.workers import Carry
from iwsim.study.progress import Reporter

Numbers = NDArray[np.float64]

RUNS_A_JOB = 8
LEAST_CORRELATION = 0.1
"""Rank correlation with a level below which a parameter is not fitted: it explains under one per
cent of the level's variance."""
STANDARD_ERRORS = 4.5
"""A correlation counts from so many standard errors: of five thousand pairs that do not hang
together one passes in thirty screenings."""
MOST_FITTED = 8

SETS, LEVELS = "sets.parquet", "levels.parquet"


class Prior(NamedTuple):
    """Sets and the levels of one run with each.

    Parameters
    ----------
    sets
        One row a set, one column a parameter.
    levels
        One row a set, one column a target.
    """

    sets: pd.DataFrame
    levels: pd.DataFrame


class _Job(NamedTuple):
    first: int
    overrides: tuple[dict[str, float], ...]


def sample(runs: int, seed: int, carry: Carry, told: Reporter) -> Prior:
    """Return the prior sample of so many runs, each with a set and luck of its own."""
    sets = plausible_sets(runs, seed)
    members = sets.members
    jobs = (
        _Job(first, tuple(sets.overrides(m) for m in members[first : first + RUNS_A_JOB]))
        for first in range(0, runs, RUNS_A_JOB)
    )
    found = {}
    for first, rows in carry(_levels, jobs):
        found[first] = rows
        told.advance(len(rows), 0)
    rows = [row for first in sorted(found) for row in found[first]]
    return Prior(_plain(sets), pd.DataFrame(rows))


def _plain(sets: ParameterSets) -> pd.DataFrame:
    return sets.table.reset_index(drop=True)


def _levels(job: _Job) -> tuple[int, list[dict[str, float]]]:
    return job.first, [
        levels_of(overrides, job.first + number) for number, overrides in enumerate(job.overrides)
    ]


def save(prior: Prior, folder: Path) -> None:
    """Keep a prior sample."""
    prior.sets.to_parquet(folder / SETS)
    prior.levels.to_parquet(folder / LEVELS)


def read(folder: Path) -> Prior | None:
    """Return the prior sample of a folder, None if it is not there."""
    if not (folder / LEVELS).is_file():
        return None
    return Prior(pd.read_parquet(folder / SETS), pd.read_parquet(folder / LEVELS))


def correlations(prior: Prior) -> pd.DataFrame:
    """Return rank correlations of parameters (rows) with levels (columns), NaN where one is even.

    Runs that lack a level are left out of its column.
    """
    columns = {}
    for target in targets():
        level = prior.levels[target.name].to_numpy(dtype=np.float64)
        there = np.isfinite(level)
        columns[target.name] = _rank_correlation(
            prior.sets.to_numpy(dtype=np.float64)[there], level[there]
        )
    return pd.DataFrame(columns, index=prior.sets.columns)


def _rank_correlation(values: Numbers, level: Numbers) -> Numbers:
    x = rankdata(values, axis=0)
    y = rankdata(level)
    x = x - x.mean(axis=0)
    y = y - y.mean()
    with np.errstate(invalid="ignore"):
        found: Numbers = (x * y[:, None]).sum(axis=0) / np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    return found


def screened(found: pd.DataFrame, runs: int) -> tuple[str, ...]:
    """Return the parameters that move some level, the strongest first.

    Parameters
    ----------
    found
        Rank correlations.
    runs
        Runs that they are of.
    """
    least = max(LEAST_CORRELATION, STANDARD_ERRORS / np.sqrt(max(runs, 1)))
    strongest = found.abs().max(axis=1).sort_values(ascending=False, kind="stable")
    return tuple(str(name) for name in strongest[strongest >= least].index[:MOST_FITTED])
