"""Contrasts between cells of a case: paired differences, and words that follow their intervals."""

from typing import NamedTuple

import pandas as pd

from iwsim.study.statistics import Difference, mean_difference, paired_difference
from iwsim.validation.markdown import number


def measure_of(cell: str, name: str) -> str:
    """Return the column that holds a measure of a cell."""
    return f"{cell}: {name}"


def mean_in(runs: pd.DataFrame, cell: str, name: str) -> float:
    """Return the mean of a measure in a cell over the replicates that have a number."""
    return float(runs[measure_of(cell, name)].mean())


def difference(runs: pd.DataFrame, arm: str, reference: str, name: str) -> Difference:
    """Return the mean paired difference of a measure between two cells, with its interval."""
    return paired_difference(
        runs[measure_of(arm, name)].to_numpy(), runs[measure_of(reference, name)].to_numpy()
    )


def difference_of_differences(
    runs: pd.DataFrame, first: tuple[str, str], second: tuple[str, str], name: str
) -> Difference:
    """Return by how much the difference of two cells exceeds that of two others."""
    one, other = (
        runs[measure_of(arm, name)] - runs[measure_of(reference, name)]
        for arm, reference in (first, second)
    )
    return mean_difference((one - other).dropna().to_numpy())


def with_interval(found: Difference) -> str:
    """Return a difference with its sign and its interval in brackets."""
    sign = "+" if found.mean > 0.0 else ""
    return f"{sign}{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def size_of(found: Difference) -> str:
    """Return how large a difference is, without its sign, with its interval in brackets."""
    low, high = (found.low, found.high) if found.mean >= 0.0 else (-found.high, -found.low)
    return f"{number(abs(found.mean))} [{number(low)}, {number(high)}]"


class Words(NamedTuple):
    """Words for a difference above zero, below it, or not told from it."""

    up: str
    down: str
    neither: str

    def of(self, found: Difference) -> str:
        """Return the words for where the whole interval lies."""
        if found.low > 0.0:
            return self.up
        return self.down if found.high < 0.0 else self.neither
