"""When an index has converged, and how large a design would have to be for it."""

import math

import numpy as np

from iwsim.designs.design import Design
from iwsim.sensitivity.estimate import Estimate

WIDEST = 0.05
"""Width of the interval of a converged index: of indices between 0 and 1 as it is, of elementary
effects as a share of the largest mu_star. Sarrazin, Pianosi & Wagener, "Global sensitivity
analysis of environmental models: convergence and validation", Environ. Model. Softw. 79 (2016)."""

UNITS = {
    "sobol": "base samples", "morris": "trajectories", "fast": "points a factor",
}  # fmt: skip
"""What the size of a design counts; points of any other."""


def widest(estimates: tuple[Estimate, ...], method: str) -> float:
    """Return the width up to which an interval of a method is narrow enough."""
    if method != "morris":
        return WIDEST
    return WIDEST * max(
        float(np.abs(estimate.values).max())
        for estimate in estimates
        if estimate.quantity == "mu_star"
    )


def samples_needed(design: Design, width: float, limit: float) -> int | None:
    """Return the size at which an interval would be narrow enough; None where that is not known.

    Widths fall with the square root of the size. The size is one that the method permits: a power
    of two of Sobol, doublings of a Latin hypercube, else a whole number.
    """
    if width <= limit:
        return design.samples
    if not math.isfinite(width) or limit <= 0.0:
        return None
    wanted = design.samples * (width / limit) ** 2
    if design.method == "sobol":
        return int(2 ** math.ceil(math.log2(wanted)))
    if design.method == "latin_hypercube":
        return design.samples * int(2 ** math.ceil(math.log2(wanted / design.samples)))
    return math.ceil(wanted)
