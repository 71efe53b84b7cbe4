"""The tornado of a response: what it is where each factor is low, and where it is high."""

from typing import Any

import numpy as np
import pandas as pd

from iwsim.designs.design import Design
from iwsim.discovery.rows import independent_rows
from iwsim.study.statistics import Numbers, mean_difference

COLUMNS = (
    "name", "lever", "mean", "low_value", "high_value", "difference_low", "difference_low_from",
    "difference_low_to", "difference_high", "difference_high_from", "difference_high_to",
    "n_low", "n_high",
)  # fmt: skip
WITHOUT = ("morris", "fast", "grid")
"""Designs whose points are no sample of the whole space, so that means over a part mean nothing."""
_PART = 0.2


def tornado(design: Design, means: Numbers) -> pd.DataFrame:
    """Return the mean of a response in the lowest and in the highest fifth of each factor.

    All other factors lie anywhere in their ranges, so that the two ends are means over everything
    that is not known, and not a walk from one base point. Of a categorical factor they are its
    first and its last level.

    Parameters
    ----------
    design
        The design; see `iwsim.discovery.rows.independent_rows` for which points are used.
    means
        Mean of the response at each point; NaN where it has none.

    Returns
    -------
    pandas.DataFrame
        One row a factor: the mean over all points, and the means at both ends with 95 per cent
        intervals over points.
    """
    rows = independent_rows(design)
    rows = rows[np.isfinite(means[rows])]
    unit, values, levels = design.unit[rows], design.values[rows], means[rows]
    found = []
    for at, factor in enumerate(design.factors):
        share, own = unit[:, at], values[:, at]
        if factor.kind == "categorical":
            low, high = own == 0.0, own == factor.parts - 1.0
            ends: tuple[Any, Any] = (factor.levels[0].name, factor.levels[-1].name)
        else:
            low, high = share <= _PART, share >= 1.0 - _PART
            ends = (_mean(own[low]), _mean(own[high]))
        below, above = mean_difference(levels[low]), mean_difference(levels[high])
        found.append(
            (factor.name, factor.lever, _mean(levels), *ends, below.mean, below.low, below.high,
             above.mean, above.low, above.high, below.n, above.n)
        )  # fmt: skip
    return pd.DataFrame(found, columns=list(COLUMNS))


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else float("nan")
