"""How a difference is spread over the members of an ensemble: what is parameters, what is luck."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.study.statistics import Better, share_better

Numbers = NDArray[np.float64]

LEVEL = (0.025, 0.975)
_FEWEST_FOR_LUCK = 2


class Spread(NamedTuple):
    """A difference over the members of an ensemble.

    Parameters
    ----------
    mean, low, high
        Mean over members, and the interval that holds 95 per cent of them.
    share_higher, share_better
        Shares of members.
    sd_parameters, sd_luck
        Standard deviations of a difference between members and between replicates.
    from_parameters
        Share of the variance of one run's difference.
    members, replicates
        How many there are; a member with a run that failed is left out.
    """

    mean: float
    low: float
    high: float
    share_higher: float
    share_better: float
    sd_parameters: float
    sd_luck: float
    from_parameters: float
    members: int
    replicates: int


COLUMNS = ("window", "outcome", "unit", "arm", "reference", *Spread._fields)
"""Columns of the table of an ensemble."""


def spread_of(values: Numbers, better: Better) -> Spread:
    """Return how a difference is spread over members.

    Parameters
    ----------
    values
        By (member, replicate); NaN for a run that is not there.
    better
        Which direction is better.
    """
    values = values[np.isfinite(values).all(axis=1)]
    means = values.mean(axis=1)
    split = variance_split(values)
    low, high = np.quantile(means, LEVEL) if means.size else (np.nan, np.nan)
    return Spread(
        float(means.mean()) if means.size else float("nan"),
        float(low),
        float(high),
        share_better(means, "higher"),
        share_better(means, better),
        float(np.sqrt(split.parameters)),
        float(np.sqrt(split.luck)),
        split.from_parameters,
        means.size,
        values.shape[1],
    )


class Split(NamedTuple):
    """Variance between members, between replicates of a member, and the share of the first."""

    parameters: float
    luck: float
    from_parameters: float


def variance_split(values: Numbers) -> Split:
    """Return how the variance of one run's difference divides, by one-way analysis of variance.

    The luck that the mean of a member still holds is taken off the variance between members
    (Searle, Casella and McCulloch, *Variance Components*, 1992, section 3.6); NaN where there are
    too few members or replicates to tell.

    Parameters
    ----------
    values
        By (member, replicate).
    """
    members, replicates = values.shape
    if members < _FEWEST_FOR_LUCK or replicates < _FEWEST_FOR_LUCK:
        return Split(float("nan"), float("nan"), float("nan"))
    luck = float(values.var(axis=1, ddof=1).mean())
    parameters = max(0.0, float(values.mean(axis=1).var(ddof=1)) - luck / replicates)
    whole = parameters + luck
    return Split(parameters, luck, parameters / whole if whole > 0.0 else float("nan"))
