"""Which parameters split where a pattern passes from where it fails: a small regression tree."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from iwsim.discovery import chance
from iwsim.discovery.chance import CHANCE
from iwsim.discovery.tree import Node, Shape, regression_nodes, variance_foretold
from iwsim.study.statistics import Numbers
from iwsim.validation.robust import Split

FEWEST_SETS = 20

_HARDLY = 0.05
_NO_BETTER = "no parameter splits it better than chance"
_REPEATS = 2
_SEED = 1
_SHAPE = Shape(
    depth=2,
    leaves=3,  # so two splits: the best one, and the better one below it
    fewest=5,
    seed=_SEED,
)


class Splitting(NamedTuple):
    """What the tree found.

    Parameters
    ----------
    splits
        At most two, the best first; none where no parameter splits better than chance.
    words
        Why there is none, empty where there is.
    """

    splits: tuple[Split, ...]
    words: str


def best_splits(names: Sequence[str], values: Numbers, passing: Numbers) -> Splitting:
    """Return the two splits that best tell sets in which a pattern passes from the others.

    A tree of depth two with two splits is told from chance by its skill in sets that it was not
    grown on, against that of the same tree where passing is dealt anew among the sets.

    Parameters
    ----------
    names, values
        The parameters that vary, and their values: one row a set, one column a parameter.
    passing
        Probability, by set, that the pattern passes; NaN where it is not defined.
    """
    there = np.isfinite(passing)
    values, passing = values[there], passing[there]
    if passing.size < FEWEST_SETS:
        return Splitting((), f"too few sets for a tree (under {FEWEST_SETS})")
    if float(passing.std()) < _HARDLY:
        return Splitting((), "hardly varies from set to set")
    if chance_of_skill(values, passing) > CHANCE:
        return Splitting((), _NO_BETTER)
    splits = _splits(names, regression_nodes(values, passing, _SHAPE), values, passing)
    return Splitting(splits, "" if splits else _NO_BETTER)


def chance_of_skill(values: Numbers, passing: Numbers) -> float:
    """Return how often a permuted target is foretold as well as the real one; 1 without skill."""
    return chance.chance_of_skill(lambda target: foretold(values, target), passing, _SEED)


def foretold(values: Numbers, passing: Numbers) -> float:
    """Return the share of the variance that trees foretell in sets they were not grown on."""
    return variance_foretold(values, passing, _SHAPE, _REPEATS)


def _splits(
    names: Sequence[str], nodes: Sequence[Node], values: Numbers, passing: Numbers
) -> tuple[Split, ...]:
    """Return the splits of a fitted tree from its root down, without those that divide nothing."""
    inside, found = {0: (np.ones(passing.size, dtype=bool), "")}, []
    for place, node in enumerate(nodes):
        if node.column < 0:
            continue
        sets, where = inside[place]
        name, at = names[node.column], node.threshold
        low = sets & (values[:, node.column] <= at)
        high = sets & ~low
        split = Split(name, at, where, _mean(passing[low]), _mean(passing[high]), int(low.sum()),
                      int(high.sum()))  # fmt: skip
        if abs(split.low - split.high) >= _HARDLY:
            found.append(split)
        inside[node.left] = (low, f"{name} up to {at:.3g}")
        inside[node.right] = (high, f"{name} above {at:.3g}")
    return tuple(found)


def _mean(passing: Numbers) -> float:
    return float(passing.mean())
