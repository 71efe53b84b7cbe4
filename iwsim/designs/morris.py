"""Trajectories of Morris: from a point on a grid, one factor (or group) moved after another."""

from collections.abc import Sequence

import numpy as np
from SALib.sample import morris as salib

from iwsim.designs.factor import Factor
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem_of


def morris(factors: Sequence[Factor], trajectories: int, levels: int, seed: int) -> Numbers:
    """Return trajectories, one below the other.

    Each has luck of its own, so that more of them leave the first ones as they are. Rounding is
    taken from the points: they lie exactly on the grid of levels.
    """
    problem = problem_of(factors)
    drawn = np.concatenate(
        [
            salib.sample(dict(problem), 1, num_levels=levels, seed=_luck(seed, trajectory))
            for trajectory in range(trajectories)
        ]
    )
    steps = levels - 1
    on_grid: Numbers = np.rint(drawn * steps) / steps
    return on_grid


def _luck(seed: int, trajectory: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([seed, trajectory]))
