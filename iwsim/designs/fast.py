"""Points of the extended Fourier amplitude sensitivity test: a search curve for each factor."""

from collections.abc import Sequence

import numpy as np
from SALib.sample import fast_sampler as salib

from iwsim.designs.factor import Factor
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem_of

HARMONICS = 4
"""How many harmonics are summed (M in the literature)."""

LEAST_SAMPLES = 4 * HARMONICS**2 + 1


def fast(factors: Sequence[Factor], samples: int, seed: int) -> Numbers:
    """Return the curves of all factors, `samples` points each, one below the other."""
    drawn: Numbers = salib.sample(problem_of(factors), samples, M=HARMONICS, seed=seed)
    return np.clip(drawn, 0.0, 1.0)
