"""A box in the space of factors: some ranges and levels, and all of the other factors."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from iwsim.designs.factor import Factor
from iwsim.discovery.columns import columns_of
from iwsim.discovery.folds import Marks
from iwsim.study.statistics import Numbers

Side = tuple[float, float]
ALL: Side = (-np.inf, np.inf)

Box = dict[int, Side]
"""By column: above which value, and up to which. What is not there is not restricted."""


class Restriction(NamedTuple):
    """What a box asks of one factor.

    Parameters
    ----------
    factor
        Its place.
    low, high
        Range in the factor's own unit; NaN for levels.
    levels
        Names of the levels, empty for a range.
    columns
        Columns of the box that ask it.
    """

    factor: int
    low: float
    high: float
    levels: tuple[str, ...]
    columns: tuple[int, ...]


def narrowed(box: Box, column: int, side: Side) -> Box:
    """Return a box cut once more."""
    low, high = box.get(column, ALL)
    return {**box, column: (max(low, side[0]), min(high, side[1]))}


def inside(box: Box, columns: Numbers) -> Marks:
    """Return which points lie in a box."""
    marks = np.ones(len(columns), dtype=np.bool_)
    for column, (low, high) in box.items():
        # Trees compare in single precision.
        along = columns[:, column].astype(np.float32)
        marks &= (along > low) & (along <= high)
    return marks


def restrictions(box: Box, factors: Sequence[Factor]) -> list[Restriction]:
    """Return what a box asks of factors, in the order of the factors."""
    columns = columns_of(factors)
    found = []
    for at in sorted({columns[column].factor for column in box}):
        mine = tuple(column for column in box if columns[column].factor == at)
        if factors[at].kind == "categorical":
            kept = set(range(len(factors[at].levels)))
            for column in mine:
                level = columns[column].level
                kept &= {level} if box[column][0] > ALL[0] else kept - {level}
            names = tuple(factors[at].levels[level].name for level in sorted(kept))
            found.append(Restriction(at, np.nan, np.nan, names, mine))
        else:
            low, high = _in_units(factors[at], box[mine[0]])
            found.append(Restriction(at, low, high, (), mine))
    return found


def said(restriction: Restriction, factor: Factor) -> str:
    """Return a restriction as words: "trust 0.2 to 0.55", "team none or virtual"."""
    if restriction.levels:
        return f"{factor.name} {' or '.join(restriction.levels)}"
    return f"{factor.name} {restriction.low:.3g} to {restriction.high:.3g}"


def _in_units(factor: Factor, side: Side) -> Side:
    """Return a side of a box from 0 to 1 in the factor's unit, whole numbers for an integer one."""
    span = factor.high - factor.low
    low = factor.low + side[0] * span if np.isfinite(side[0]) else factor.low
    high = factor.low + side[1] * span if np.isfinite(side[1]) else factor.high
    if factor.kind == "integer":
        low = np.floor(low) + 1.0 if np.isfinite(side[0]) else low
        high = float(np.floor(high))
    return float(low), float(high)
