"""Means over replicates with their 95 % intervals, for many marks at once."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from iwsim.study.statistics import t_interval

Numbers = npt.NDArray[np.float64]


class Interval(NamedTuple):
    """Means and the two ends of their intervals, not a number where there is none."""

    mean: Numbers
    low: Numbers
    high: Numbers


def mean_interval(values: npt.ArrayLike) -> Interval:
    """Return the mean over the last axis with its 95 % interval by Student's t.

    Values that are not a number are left out; where fewer than two remain there is a mean
    (of one) or nothing, and no interval.
    """
    table = np.asarray(values, dtype=np.float64)
    result = np.full((3, *table.shape[:-1]), np.nan)
    for place in np.ndindex(table.shape[:-1]):
        known = table[place][np.isfinite(table[place])]
        if known.size:
            result[(slice(None), *place)] = (known.mean(), *t_interval(known))
    return Interval(*result)
