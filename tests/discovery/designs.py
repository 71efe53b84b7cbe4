"""Designs for tests: points drawn evenly over a few factors of every kind."""

import numpy as np
from scipy.stats import qmc

from iwsim.designs.design import Design
from iwsim.designs.factor import Factor, Level


def levels(*names):
    return tuple(Level(name, {}) for name in names)


TRUST = Factor("trust", "continuous", ("a.trust",), 0.2, 0.8)
POSTS = Factor("posts", "integer", ("a.posts",), 2.0, 12.0)
TEAM = Factor("team", "categorical", levels=levels("none", "virtual", "colocated"))
PURSE = Factor("purse", "categorical", levels=levels("apart", "shared"))
FACTORS = (TRUST, POSTS, TEAM, PURSE)


def spread(points, factors=FACTORS, seed=1, method="latin_hypercube"):
    unit = qmc.LatinHypercube(len(factors), rng=seed).random(points)
    return Design(method, factors, points, seed, unit)


def crossed(samples, factors=FACTORS, seed=1):
    """A Sobol design: base samples A and B, and between them A with one column of B each."""
    both = qmc.Sobol(2 * len(factors), rng=seed).random(samples)
    a, b = both[:, : len(factors)], both[:, len(factors) :]
    rows = []
    for at in range(samples):
        rows.append(a[at])
        for column in range(len(factors)):
            mixed = a[at].copy()
            mixed[column] = b[at, column]
            rows.append(mixed)
        rows.append(b[at])
    return Design("sobol", factors, samples, seed, np.array(rows))
