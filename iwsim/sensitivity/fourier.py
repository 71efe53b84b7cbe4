"""Variance-based indices of a design for the Fourier amplitude sensitivity test."""

import numpy as np
from SALib.analyze import fast as salib_fast

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.quiet import quietly

HARMONICS = 4
"""Harmonics that are summed, and with the points of a curve what sets its frequency."""

NO_INTERVAL = (
    "FAST has no interval, because the points of one search curve cannot be resampled: take a "
    "sobol design for one"
)

_A_SEED = 1


def fast_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return S1 and ST, which are SALib's, without resamples.

    Saltelli, Tarantola & Chan, "A quantitative model-independent method for global sensitivity
    analysis", Technometrics 41 (1999). The points of a factor are one curve through the cube, of
    which the spectrum is taken: neither points nor pieces of it are exchangeable, so that there is
    nothing to resample. SALib resamples half curves and warns that this is unreliable.
    """
    del places
    with quietly():
        found = salib_fast.analyze(
            problem(design), outcome, M=HARMONICS, num_resamples=2, seed=_A_SEED
        )
    none = np.empty((0, len(design.names)))
    return tuple(
        of_factors("fast", quantity, design.names, np.asarray(found[quantity], np.float64), none)
        for quantity in ("S1", "ST")
    )
