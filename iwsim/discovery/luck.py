"""How much luck is left in the means of points."""

import numpy as np

from iwsim.designs.design import Design
from iwsim.discovery.rows import Places
from iwsim.errors import DesignError
from iwsim.study.statistics import Numbers

_TWO = 2


def luck_of_means(design: Design, replicates: Numbers, rows: Places) -> float:
    """Return the standard error that luck gives the mean of a point, beside other points.

    Points share the luck of their replicates, so what a replicate moves at all points alike is no
    difference between points and is taken out: what is left is the interaction of points and
    replicates, a two-way analysis of variance without repeats.

    Parameters
    ----------
    design
        The design.
    replicates
        The outcome by (point, replicate).
    rows
        Points that count; those that lack a replicate are left out.

    Returns
    -------
    float
        NaN under two replicates or two points.

    Raises
    ------
    DesignError
        If there is not one row a point.
    """
    table = np.asarray(replicates, dtype=np.float64)
    if table.ndim != _TWO or table.shape[0] != design.points:
        raise DesignError(
            f"replicates have shape {table.shape}; allowed: ({design.points} points, replicates)"
        )
    table = table[rows]
    table = table[np.isfinite(table).all(axis=1)]
    points, runs = table.shape
    if points < _TWO or runs < _TWO:
        return float("nan")
    left = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()
    variance = float((left**2).sum()) / ((points - 1) * (runs - 1))
    return float(np.sqrt(variance / runs))
