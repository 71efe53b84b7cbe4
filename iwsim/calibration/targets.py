"""The levels of the siloed world that the literature gives, and how far a run is from them."""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MET = 1.0
"""Threshold at which every target is met within its tolerance."""

FAR = 1000.0
"""Distance of a level that a run does not have, and of a set that cannot be run: a number that
outranks all others, and of which quantiles can still be taken."""


class Target(NamedTuple):
    """One level of the literature that a run of the silo should have.

    Parameters
    ----------
    name
        Name of the level as it is measured.
    words, unit
        What it is, for a reader, and in which unit.
    low, high
        The range of the sources.
    tolerance
        How far beyond the range a level may lie: for how the source differs from the model, and
        for the luck of one run.
    ids
        Rows of the table of literature.
    arrangement
        How the services worked that the sources speak of.
    note
        Why the tolerance is what it is, or what else to know.
    """

    name: str
    words: str
    unit: str
    low: float
    high: float
    tolerance: float
    ids: tuple[str, ...]
    arrangement: str
    note: str

    def misfit(self, level: float) -> float:
        """Return how far a level is outside the range, in tolerances; `FAR` for none."""
        outside = max(self.low - level, level - self.high, 0.0)
        return min(outside / self.tolerance, FAR) if np.isfinite(level) else FAR


class LeftOut(NamedTuple):
    """One level with figures that is not a target, and why."""

    name: str
    words: str
    ids: tuple[str, ...]
    reason: str


@cache
def targets() -> tuple[Target, ...]:
    """Return the targets of `targets.csv`."""
    return tuple(
        Target(
            row["name"],
            row["words"],
            row["unit"],
            float(row["low"]),
            float(row["high"]),
            float(row["tolerance"]),
            tuple(row["ids"].split()),
            row["arrangement"],
            row["note"],
        )
        for row in _rows("targets.csv")
    )


@cache
def left_out() -> tuple[LeftOut, ...]:
    """Return the levels of `left_out.csv`."""
    return tuple(
        LeftOut(row["name"], row["words"], tuple(row["ids"].split()), row["reason"])
        for row in _rows("left_out.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def misfits(levels: pd.DataFrame, held: Sequence[Target]) -> NDArray[np.float64]:
    """Return the misfit of each run (row) with each target (column)."""
    return np.array(
        [[target.misfit(level) for level in levels[target.name]] for target in held]
    ).T.reshape(len(levels), len(held))


def distances(levels: pd.DataFrame, held: Sequence[Target]) -> NDArray[np.float64]:
    """Return the largest misfit of each run: at most 1 where every target is met."""
    found: NDArray[np.float64] = misfits(levels, held).max(axis=1)
    return found
