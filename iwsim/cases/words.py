"""Words that follow numbers: means with their intervals, pounds, and what a sign comes to."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from iwsim.study.statistics import Difference, mean_difference
from iwsim.validation.markdown import number

Numbers = NDArray[np.float64]


def mean_of(values: ArrayLike) -> Difference:
    """Return the mean of some replicates with its interval, those without a number left out."""
    known = np.asarray(values, dtype=np.float64)
    return mean_difference(known[np.isfinite(known)])


def bracketed(found: Difference) -> str:
    """Return a mean with its interval in brackets."""
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


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
