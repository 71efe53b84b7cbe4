"""Means, changes and ratios of replicates with their intervals, and words that follow them."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from iwsim.study.statistics import Difference, Interval, fieller_interval, mean_difference
from iwsim.validation.markdown import number

PERCENT = 100.0


def mean_of(values: ArrayLike) -> Difference:
    """Return the mean of some replicates with its interval, those without a number left out."""
    known = np.asarray(values, dtype=np.float64)
    return mean_difference(known[np.isfinite(known)])


def mean(table: pd.DataFrame, column: str) -> Difference:
    """Return the mean of a column with its interval, replicates without a number left out."""
    return mean_of(table[column])


def change(table: pd.DataFrame, arm: str, reference: str) -> Difference:
    """Return the mean difference of two columns, paired by replicate, with its interval."""
    return mean_of(table[arm] - table[reference])


def ratio(table: pd.DataFrame, arm: str, reference: str) -> tuple[float, Interval]:
    """Return the ratio of the means of two columns with its Fieller interval."""
    pairs = table[[arm, reference]].dropna()
    above, below = pairs[arm].to_numpy(float), pairs[reference].to_numpy(float)
    return float(above.mean() / below.mean()), fieller_interval(above, below)


def bracketed(found: Difference) -> str:
    """Return a mean with its interval in brackets."""
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def per_cent(found: Difference) -> str:
    """Return a share with its interval, in per cent."""
    low, high = (number(PERCENT * end) for end in (found.low, found.high))
    return f"{number(PERCENT * found.mean)} per cent [{low}, {high}]"


def times(found: tuple[float, Interval]) -> str:
    """Return a ratio with its interval, or without one where there is none that is honest."""
    value, ends = found
    if ends.low != ends.low:
        return f"{number(value)} times (no interval: the reference is too near nothing)"
    return f"{number(value)} times [{number(ends.low)}, {number(ends.high)}]"


def pounds(found: Difference) -> str:
    """Return a mean of pounds with its interval in brackets, in thousands."""
    ends = (found.mean / 1000.0, found.low / 1000.0, found.high / 1000.0)
    mean, low, high = (f"{_tidy(end):,.0f}" for end in ends)
    return f"{mean} thousand pounds [{low}, {high}]"


def thousands(found: Difference) -> str:
    """Return a mean of pounds with its interval, in thousands, for a table that says so."""
    return bracketed(
        found._replace(mean=found.mean / 1000.0, low=found.low / 1000.0, high=found.high / 1000.0)
    )


def by_sign(found: Difference, above: str, below: str, around: str) -> str:
    """Return the words for an interval above zero, below it, or on both sides of it."""
    if found.low > 0.0:
        return above
    return below if found.high < 0.0 else around


def _tidy(value: float) -> float:
    """Return a number with three digits that count, never minus nought."""
    return float(f"{value:.3g}") + 0.0
