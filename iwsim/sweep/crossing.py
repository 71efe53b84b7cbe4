"""What each kind of ingredient does where kinds are crossed: main effects and interactions."""

from itertools import combinations

import numpy as np
import pandas as pd

from iwsim.study.statistics import mean_difference
from iwsim.sweep.arms import JOIN, KINDS
from iwsim.sweep.results import Results

COLUMNS = ("point", "outcome", "effect", "value", "low", "high", "n")
TIMES = " x "


def crossing(results: Results, silo: str, outcome: str, window: str) -> pd.DataFrame:
    """Return main effects and two-way interactions of structure, climate and resource.

    Parameters
    ----------
    results
        Numbers of a study with the crossed arms.
    silo
        Arm that takes no kind.
    outcome, window
        What is read.

    Returns
    -------
    pandas.DataFrame
        A main effect is the difference that a kind makes, averaged over the settings of the other
        two; an interaction is how much more one kind does where the other one is there. With
        intervals over replicates, by point.
    """
    rows = []
    levels = {
        frozenset(kinds): results.levels(JOIN.join(kinds) or silo, outcome, window)
        for count in range(len(KINDS) + 1)
        for kinds in combinations(KINDS, count)
    }
    for count in (1, 2):
        for effect in combinations(KINDS, count):
            numbers = sum(
                _sign(kinds, effect) * values for kinds, values in levels.items()
            ) / 2.0 ** (len(KINDS) - count)
            for at, point in enumerate(results.study.points):
                own = np.asarray(numbers)[at]
                found = mean_difference(own[np.isfinite(own)])
                rows.append(
                    (
                        point.name, outcome, TIMES.join(effect), found.mean, found.low,
                        found.high, found.n,
                    )
                )  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sign(kinds: frozenset[str], effect: tuple[str, ...]) -> float:
    """Return the sign with which an arm enters an effect."""
    return float(np.prod([1.0 if kind in kinds else -1.0 for kind in effect]))
