"""What the replicates of a case come to, in words: means, shares and ratios with intervals."""

import pandas as pd

from iwsim.study.statistics import Difference, Interval, fieller_interval, mean_difference
from iwsim.validation.markdown import number

PERCENT = 100.0


def mean(table: pd.DataFrame, column: str) -> Difference:
    """Return the mean of a column with its interval, replicates without a number left out."""
    return mean_difference(table[column].dropna().to_numpy(float))


def change(table: pd.DataFrame, arm: str, reference: str) -> Difference:
    """Return the mean difference of two columns, paired by replicate, with its interval."""
    return mean_difference((table[arm] - table[reference]).dropna().to_numpy(float))


def ratio(table: pd.DataFrame, arm: str, reference: str) -> tuple[float, Interval]:
    """Return the ratio of the means of two columns with its Fieller interval."""
    pairs = table[[arm, reference]].dropna()
    above, below = pairs[arm].to_numpy(float), pairs[reference].to_numpy(float)
    return float(above.mean() / below.mean()), fieller_interval(above, below)


def sized(found: Difference) -> str:
    """Return a mean with its interval: 12.3 [11, 13.6]."""
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
