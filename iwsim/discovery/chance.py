"""How often chance alone gives as much skill: a test by permutation."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from iwsim.discovery.folds import Marks
from iwsim.study.statistics import Numbers

PERMUTATIONS = 99
CHANCE = 0.05
"""How often something is found where there is nothing to find."""

_Target = TypeVar("_Target", Numbers, Marks)


def chance_of_skill(
    skill: Callable[[_Target], float], target: _Target, seed: int, enough: int = PERMUTATIONS
) -> float:
    """Return how often a target dealt anew is foretold as well as the real one; 1 without skill.

    Parameters
    ----------
    skill
        Skill in foretelling a target: 0 or less for none.
    target
        The real one.
    seed
        Seed of the dealing.
    enough
        Stop once so many permutations were as good: the chance is then known to be no small one.
        Besag and Clifford, "Sequential Monte Carlo p-values", Biometrika 78 (1991).
    """
    real = skill(target)
    if real <= 0.0:
        return 1.0
    random = np.random.default_rng(seed)
    as_good = 0
    for done in range(1, PERMUTATIONS + 1):
        as_good += skill(random.permutation(target)) >= real
        if as_good >= enough:
            return as_good / done
    return (1 + as_good) / (1 + PERMUTATIONS)
