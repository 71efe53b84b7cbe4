"""A grid: every combination of the levels of all factors."""

from collections.abc import Sequence

import numpy as np

from iwsim.designs.factor import Factor
from iwsim.designs.place import Numbers, middle


def grid(factors: Sequence[Factor]) -> Numbers:
    """Return all combinations; the last factor changes fastest, as in `itertools.product`."""
    shares = [[middle(part, factor.parts) for part in range(factor.parts)] for factor in factors]
    crossed = np.meshgrid(*shares, indexing="ij")
    return np.stack([column.ravel() for column in crossed], axis=1)
