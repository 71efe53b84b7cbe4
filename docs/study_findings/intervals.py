"""Intervals of what the published tables hold without one."""

import math
from typing import NamedTuple

from scipy import stats

from iwsim.study.statistics import LEVEL


class Ranged(NamedTuple):
    """A number and its interval."""

    value: float
    low: float
    high: float


def of_share(hits: int, tried: int) -> Ranged:
    """Return a share with Wilson's interval, which holds near none and near all."""
    found = stats.binomtest(hits, tried).proportion_ci(LEVEL, method="wilson")
    return Ranged(hits / tried, float(found.low), float(found.high))


def of_mean(mean: float, sd: float, number: int) -> Ranged:
    """Return a mean over independent points with Student's interval."""
    half = float(stats.t.ppf(0.5 + LEVEL / 2.0, number - 1)) * sd / math.sqrt(number)
    return Ranged(mean, mean - half, mean + half)
