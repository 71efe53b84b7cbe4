"""How much of what an outcome varies between points is luck of the replicates."""

from typing import NamedTuple

import numpy as np

from iwsim.designs.place import Numbers


class Luck(NamedTuple):
    """The variance of an outcome between points and within them.

    Parameters
    ----------
    between
        Variance of the means of points.
    within
        Mean variance of the replicates of a point; NaN with one replicate.
    share
        Share of `between` that is luck: within / replicates / between. NaN with one replicate.
    replicates
        Replicates of each point.
    """

    between: float
    within: float
    share: float
    replicates: int


def luck_of(outcome: Numbers) -> Luck:
    """Return the luck in an outcome, one point a row and one replicate a column.

    Indices are of the means of points: what luck moves is in them, as interactions with nothing.
    """
    replicates = int(outcome.shape[1])
    between = float(outcome.mean(axis=1).var(ddof=1))
    if replicates == 1:
        return Luck(between, float("nan"), float("nan"), replicates)
    within = float(outcome.var(axis=1, ddof=1).mean())
    return Luck(between, within, float(np.divide(within / replicates, between)), replicates)
