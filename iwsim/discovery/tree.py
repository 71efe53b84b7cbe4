"""Trees: how they are grown, and their nodes as plain values."""

from typing import Any, NamedTuple

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from iwsim.discovery.folds import Marks, repeated_folds
from iwsim.study.statistics import Numbers

DEEPEST = 4
FEWEST_IN_A_LEAF = 10
_HALF = 0.5


class Node(NamedTuple):
    """One node of a tree.

    Parameters
    ----------
    column, threshold
        Which column splits it, -1 for a leaf, and the value up to which points go left.
    left, right
        Places of the nodes below.
    value
        What it foretells: a mean, or the weighted share of events.
    """

    column: int
    threshold: float
    left: int
    right: int
    value: float


class Shape(NamedTuple):
    """How far a regression tree grows.

    Parameters
    ----------
    depth, leaves
        At most so many splits in a row, and so many leaves.
    fewest
        Points in a leaf at least.
    seed
        Seed, for splits that are equally good.
    """

    depth: int
    leaves: int
    fewest: int
    seed: int


def regression_nodes(values: Numbers, target: Numbers, shape: Shape) -> tuple[Node, ...]:
    """Return the nodes of a regression tree, the root first."""
    return _nodes(_regression(values, target, shape))


def variance_foretold(values: Numbers, target: Numbers, shape: Shape, repeats: int) -> float:
    """Return the share of the variance that trees foretell in points they were not grown on."""
    missed = missed_by_mean = 0.0
    for grown, held in repeated_folds(values, repeats, shape.seed):
        guess = _regression(values[grown], target[grown], shape).predict(values[held])
        missed += float(((target[held] - guess) ** 2).sum())
        missed_by_mean += float(((target[held] - target[grown].mean()) ** 2).sum())
    return 1.0 - missed / missed_by_mean


def grow_classifier(columns: Numbers, event: Marks, pruning: float, seed: int) -> Any:
    """Return a classification tree of depth four at most, in which both classes weigh the same.

    Parameters
    ----------
    columns, event
        The points, and where the event happens.
    pruning
        Fall of the Gini impurity (0.5 at the root) that each further leaf must bring: the price of
        Breiman's cost-complexity pruning.
    seed
        Seed, for splits that are equally good.
    """
    weights = np.where(event, _HALF / event.sum(), _HALF / (~event).sum())
    return DecisionTreeClassifier(
        max_depth=DEEPEST,
        min_samples_leaf=FEWEST_IN_A_LEAF,
        ccp_alpha=pruning,
        random_state=seed,
    ).fit(columns, event, sample_weight=weights)


def classifier_nodes(fitted: Any) -> tuple[Node, ...]:
    """Return the nodes of a classification tree, the root first."""
    return _nodes(fitted)


def _regression(values: Numbers, target: Numbers, shape: Shape) -> Any:
    return DecisionTreeRegressor(
        max_depth=shape.depth,
        max_leaf_nodes=shape.leaves,
        min_samples_leaf=shape.fewest,
        random_state=shape.seed,
    ).fit(values, target)


def _nodes(fitted: Any) -> tuple[Node, ...]:
    tree = fitted.tree_
    return tuple(
        Node(
            int(tree.feature[at]) if tree.children_left[at] >= 0 else -1,
            float(tree.threshold[at]),
            int(tree.children_left[at]),
            int(tree.children_right[at]),
            float(tree.value[at, 0, -1]),
        )
        for at in range(tree.node_count)
    )
