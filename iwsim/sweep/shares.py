"""What part of an effect each mechanism has: off in turn, on alone, and its Shapley value."""

from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd

from iwsim.study.statistics import mean_difference
from iwsim.sweep.definition import ON, Contrast
from iwsim.sweep.results import Results
from iwsim.sweep.rows import Numbers

QUANTITIES = ("off in turn", "on alone", "Shapley value")
COLUMNS = ("arm", "reference", "outcome", "mechanism", "quantity", "value", "low", "high", "n")
WHOLE, NONE = "all on", "all off"


def shares(results: Results, contrast: Contrast, outcome: str, window: str) -> pd.DataFrame:
    """Return what the mechanisms of a study contribute to one effect.

    Parameters
    ----------
    results
        Numbers of a study whose points are all sets of its mechanisms.
    contrast, outcome, window
        The effect.

    Returns
    -------
    pandas.DataFrame
        For each mechanism: what the effect loses when it is switched off in turn, what it gains
        when it is on alone, and its Shapley value: what it adds on average over all orders in
        which mechanisms could be switched on (Shapley 1953). The values of all mechanisms add up
        to the effect with all on less that with all off; both stand beside, with intervals over
        replicates.
    """
    differences = results.differences(contrast, outcome, window)
    at = {
        frozenset(name for name, level in point.levels.items() if level == ON): place
        for place, point in enumerate(results.study.points)
    }
    names = tuple(results.study.mechanisms)
    everything: frozenset[str] = frozenset(names)
    rows = [
        _row(contrast, outcome, "", WHOLE, differences[at[everything]]),
        _row(contrast, outcome, "", NONE, differences[at[frozenset()]]),
    ]
    for name in names:
        off_in_turn = differences[at[everything]] - differences[at[everything - {name}]]
        alone = differences[at[frozenset({name})]] - differences[at[frozenset()]]
        value = _shapley(differences, at, names, name)
        for quantity, numbers in zip(QUANTITIES, (off_in_turn, alone, value), strict=True):
            rows.append(_row(contrast, outcome, name, quantity, numbers))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _shapley(
    differences: Numbers, at: dict[frozenset[str], int], names: tuple[str, ...], name: str
) -> Numbers:
    """Return the Shapley value of a mechanism, by replicate."""
    others = [other for other in names if other != name]
    total = np.zeros(differences.shape[1])
    for size in range(len(names)):
        weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
        for chosen in combinations(others, size):
            without = frozenset(chosen)
            total += weight * (differences[at[without | {name}]] - differences[at[without]])
    return total


def _row(
    contrast: Contrast, outcome: str, name: str, quantity: str, numbers: Numbers
) -> tuple[object, ...]:
    found = mean_difference(numbers[np.isfinite(numbers)])
    return (*contrast, outcome, name, quantity, found.mean, found.low, found.high, found.n)
