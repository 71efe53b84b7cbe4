"""Latin hypercubes that grow by doubling, each nested in the next.

In a Latin hypercube of n points each factor's range has n equal strata with one point in each. When
the strata are halved, n of the 2n are empty in each factor; n new points fill these. So the first
n points stay the first rows, and a study can be extended without a run being lost (Qian, P. Z. G.
2009. Nested Latin hypercube designs. Biometrika 96, 957-970).
"""

import numpy as np
from scipy.stats import qmc

from iwsim.designs.place import Numbers, places


def latin_hypercube(factors: int, base: int, doublings: int, seed: int) -> Numbers:
    """Return a Latin hypercube of `base` points, doubled some times."""
    luck = _luck(seed, 0)
    centres = qmc.LatinHypercube(d=factors, scramble=False, rng=luck).random(base)
    points = _anywhere_in(places(centres, base), base, luck)
    for doubling in range(1, doublings + 1):
        points = _doubled(points, _luck(seed, doubling))
    return points


def _luck(seed: int, doubling: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([seed, doubling]))


def _doubled(points: Numbers, luck: np.random.Generator) -> Numbers:
    strata = 2 * len(points)
    taken = places(points, strata)
    empty = [
        luck.permutation(np.setdiff1d(np.arange(strata, dtype=np.float64), column))
        for column in taken.T
    ]
    return np.concatenate([points, _anywhere_in(np.stack(empty, axis=1), strata, luck)])


def _anywhere_in(stratum: Numbers, strata: int, luck: np.random.Generator) -> Numbers:
    """Return a point anywhere in each stratum, never rounded into the next one."""
    drawn = (stratum + luck.random(stratum.shape)) / strata
    return np.minimum(drawn, np.nextafter((stratum + 1.0) / strata, 0.0))
