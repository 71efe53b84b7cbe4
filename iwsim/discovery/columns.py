"""Points as columns for a learner: ranges from 0 to 1, and a column a level."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from iwsim.designs.factor import Factor
from iwsim.study.statistics import Numbers

_TWO = 2


class Column(NamedTuple):
    """One column.

    Parameters
    ----------
    factor
        Place of its factor.
    level
        Place of the level that it marks with 1; -1 for a factor with a range.
    """

    factor: int
    level: int = -1


def columns_of(factors: Sequence[Factor]) -> tuple[Column, ...]:
    """Return the columns of some factors: levels have no order, so each but one of two has its own.

    Parameters
    ----------
    factors
        The factors.
    """
    found: list[Column] = []
    for at, factor in enumerate(factors):
        if factor.kind == "categorical":
            first = 1 if len(factor.levels) == _TWO else 0
            found += [Column(at, level) for level in range(first, len(factor.levels))]
        else:
            found.append(Column(at))
    return tuple(found)


def encoded(factors: Sequence[Factor], values: Numbers) -> Numbers:
    """Return points as columns.

    Parameters
    ----------
    factors
        The factors.
    values
        The points in units of the factors, a categorical one as the place of its level.
    """
    found = []
    for column in columns_of(factors):
        factor, given = factors[column.factor], values[:, column.factor]
        if column.level >= 0:
            found.append((given == column.level).astype(np.float64))
        else:
            found.append((given - factor.low) / (factor.high - factor.low or 1.0))
    return np.array(found, dtype=np.float64).T.reshape(len(values), len(found))
