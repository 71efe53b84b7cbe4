"""What a pound of a later week is worth at the switch."""

import math

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

WEEKS_A_YEAR = 52.0
SPEND, PUBLIC_COST = "spend", "public_cost"
"""The two outcomes in pounds of which money is made."""


def discount_factors(weeks: Numbers, yearly_rate: float) -> Numbers:
    """Return what a pound of each week is worth at the switch."""
    return np.array([math.pow(1.0 + yearly_rate, -week / WEEKS_A_YEAR) for week in weeks])
