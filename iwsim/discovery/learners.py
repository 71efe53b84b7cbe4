"""The learners that may stand in for the model: smooth, or in steps."""

import warnings
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

from iwsim.study.statistics import Numbers

SMOOTH, STEPS = "Gaussian process", "boosted trees"
MOST_FOR_SMOOTH = 400
"""Points beyond which a Gaussian process takes too long."""


def kinds(points: int) -> tuple[str, ...]:
    """Return the learners that so many points allow."""
    return (SMOOTH, STEPS) if points <= MOST_FOR_SMOOTH else (STEPS,)


def grown(kind: str, columns: Numbers, target: Numbers, seed: int) -> Any:
    """Return a learner grown on points.

    Parameters
    ----------
    kind
        A Gaussian process with a Matern kernel (5/2), a length a column, and noise; or boosted
        trees.
    columns, target
        The points, and what is to be foretold.
    seed
        Seed.
    """
    if kind == STEPS:
        learner = GradientBoostingRegressor(
            n_estimators=300, learning_rate=0.05, max_depth=3, subsample=0.7, random_state=seed
        )
        return learner.fit(columns, target)
    lengths = np.full(columns.shape[1], 1.0)
    kernel = ConstantKernel(1.0, (1e-2, 1e3)) * Matern(lengths, (0.05, 50.0), nu=2.5)
    learner = GaussianProcessRegressor(
        kernel + WhiteKernel(0.1, (1e-6, 10.0)), normalize_y=True, random_state=seed
    )
    with warnings.catch_warnings():
        # A factor that moves nothing has its length at the bound, as it should.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return learner.fit(columns, target)
