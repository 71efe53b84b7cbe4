"""Which parameters split where a pattern passes from where it fails: a small regression tree."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.model_selection import RepeatedKFold
from sklearn.tree import DecisionTreeRegressor

from iwsim.study.statistics import Numbers
from iwsim.validation.robust import Split

FEWEST_SETS = 20
PERMUTATIONS = 99
CHANCE = 0.05
"""How often a target that no parameter moves is split all the same."""

_FEWEST_ON_A_SIDE = 5
_HARDLY = 0.05
_FOLDS, _REPEATS = 5, 2
_SEED = 1


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
        return Splitting((), "no parameter splits it better than chance")
    tree = _tree().fit(values, passing).tree_
    return Splitting(_splits(names, tree, values, passing), "")


def chance_of_skill(values: Numbers, passing: Numbers) -> float:
    """Return how often a permuted target is foretold as well as the real one; 1 without skill."""
    skill = foretold(values, passing)
    if skill <= 0.0:
        return 1.0
    random = np.random.default_rng(_SEED)
    as_good = sum(
        foretold(values, random.permutation(passing)) >= skill for _ in range(PERMUTATIONS)
    )
    return (1 + as_good) / (1 + PERMUTATIONS)


def foretold(values: Numbers, passing: Numbers) -> float:
    """Return the share of the variance that trees foretell in sets they were not grown on."""
    folds = RepeatedKFold(n_splits=_FOLDS, n_repeats=_REPEATS, random_state=_SEED)
    missed = missed_by_mean = 0.0
    for grown, held in folds.split(values):
        guess = _tree().fit(values[grown], passing[grown]).predict(values[held])
        missed += float(((passing[held] - guess) ** 2).sum())
        missed_by_mean += float(((passing[held] - passing[grown].mean()) ** 2).sum())
    return 1.0 - missed / missed_by_mean


def _tree() -> DecisionTreeRegressor:
    return DecisionTreeRegressor(
        max_depth=2,
        max_leaf_nodes=3,  # so two splits: the best one, and the better one below it
        min_samples_leaf=_FEWEST_ON_A_SIDE,
        random_state=_SEED,
    )


def _splits(
    names: Sequence[str],
    tree: Any,
    values: Numbers,
    passing: Numbers,
) -> tuple[Split, ...]:
    """Return the splits of a fitted tree from its root down."""
    feature, threshold = tree.feature, tree.threshold
    inside, found = {0: (np.ones(passing.size, dtype=bool), "")}, []
    for node in range(tree.node_count):
        if feature[node] < 0:
            continue
        sets, where = inside[node]
        name, at = names[feature[node]], float(threshold[node])
        low = sets & (values[:, feature[node]] <= at)
        high = sets & ~low
        found.append(
            Split(name, at, where, _mean(passing[low]), _mean(passing[high]), int(low.sum()),
                  int(high.sum()))
        )  # fmt: skip
        inside[int(tree.children_left[node])] = (low, f"{name} up to {at:.3g}")
        inside[int(tree.children_right[node])] = (high, f"{name} above {at:.3g}")
    return tuple(found)


def _mean(passing: Numbers) -> float:
    return float(passing.mean())
