"""A region of the space of factors as figures read it: its restrictions, and what lies in them."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.views.panels import Numbers

Marks = NDArray[np.bool_]


class Part(NamedTuple):
    """What a region asks of one factor.

    Parameters
    ----------
    factor
        The factor.
    low, high
        Range, NaN for levels.
    levels
        Names of the levels, empty for a range.
    """

    factor: str
    low: float
    high: float
    levels: tuple[str, ...]


class Scale(NamedTuple):
    """One factor as an axis.

    Parameters
    ----------
    places
        Of each point: its number, or the place of its level.
    levels
        Names of the levels, empty for numbers.
    """

    places: Numbers
    levels: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether all of it are whole numbers."""
        return bool(np.all(self.places == np.round(self.places)))


def parts_of(table: pd.DataFrame, region: int) -> list[Part]:
    """Return what a region asks, the restriction that chance explains least first."""
    mine = table[table["region"] == region].sort_values("quasi_p", kind="stable")
    return [
        Part(str(factor), float(low), float(high), tuple(str(levels).split("|")) if levels else ())
        for factor, low, high, levels in zip(
            mine["factor"], mine["low"], mine["high"], mine["levels"].fillna(""), strict=True
        )
    ]


def scale_of(column: pd.Series) -> Scale:
    """Return a factor as an axis: levels in the order of categories, or as they first come."""
    if pd.api.types.is_numeric_dtype(column):
        return Scale(column.to_numpy(dtype=float), ())
    ordered = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    levels = tuple(str(level) for level in dict.fromkeys(ordered))
    return Scale(np.array([levels.index(str(level)) for level in column], dtype=float), levels)


def lies_in(part: Part, column: pd.Series) -> Marks:
    """Return which points a restriction lets through."""
    if part.levels:
        return np.isin(column.astype(str).to_numpy(), part.levels)
    number = column.to_numpy(dtype=float)
    return (number >= part.low) & (number <= part.high)
