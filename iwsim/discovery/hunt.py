"""The hunt for boxes in which an event happens: a pruned tree, and its skill where it never was."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.discovery.box import Box, inside, narrowed
from iwsim.discovery.folds import Marks, even_folds
from iwsim.discovery.tree import Node, classifier_nodes, grow_classifier
from iwsim.study.statistics import Numbers

PRUNINGS = (0.08, 0.04, 0.02, 0.01, 0.005)
"""Prices of a leaf that are tried, the dearest first."""
USUAL = 0.02
_HALF = 0.5


class Held(NamedTuple):
    """What became of points that were held back.

    Parameters
    ----------
    precision, recall
        Share of events among points that were told to be one, and share of events that were told.
    points, events
        By box: points held back that lie in its counterparts, and events among them.
    """

    precision: float
    recall: float
    points: NDArray[np.int64]
    events: NDArray[np.int64]


def skill(columns: Numbers, event: Marks, seed: int) -> float:
    """Return the skill in points held back at one price of a leaf, so that chance is soon known."""
    return float(_skills(columns, event, seed, (USUAL,))[0][0])


def hunt(columns: Numbers, event: Marks, seed: int) -> tuple[Box, ...]:
    """Return boxes in which an event happens more often than elsewhere, none inside another.

    The pruning is the dearest one whose skill in points held back lies within a standard error of
    the best, the rule of Breiman and others (1984), "Classification and regression trees".
    """
    skills, errors = _skills(columns, event, seed, PRUNINGS)
    best = int(skills.argmax())
    pruning = PRUNINGS[int(np.argmax(skills >= skills[best] - errors[best]))]
    nodes = classifier_nodes(grow_classifier(columns, event, pruning, seed))
    return tuple(_boxes(nodes, 0, {}))


def held_back(columns: Numbers, event: Marks, boxes: Sequence[Box], seed: int) -> Held:
    """Return what boxes are worth in points they were not found from.

    The whole hunt is repeated without a fifth of the points, five times. The counterpart of a box
    is the one of the new boxes that shares most with it, by Jaccard's index; what is counted are
    the points held back that lie in the counterparts.
    """
    told = np.zeros(event.size, dtype=np.bool_)
    points, events = (np.zeros(len(boxes), dtype=np.int64) for _ in range(2))
    for grown, held in even_folds(event, seed):
        others = hunt(columns[grown], event[grown], seed)
        marks = [inside(other, columns) for other in others]
        for mark in marks:
            told[held] |= mark[held]
        for at, box in enumerate(boxes):
            mine = inside(box, columns)[grown]
            alike = [float((mine & m[grown]).sum() / (mine | m[grown]).sum()) for m in marks]
            if alike and max(alike) > 0.0:
                there = marks[int(np.argmax(alike))][held]
                points[at] += int(there.sum())
                events[at] += int((there & event[held]).sum())
    precision, recall = precision_and_recall(told, event)
    return Held(precision, recall, points, events)


def precision_and_recall(told: Marks, event: Marks) -> tuple[float, float]:
    """Return the share of events among what is told, and the share of events that is told."""
    right = int((told & event).sum())
    return right / int(told.sum()) if told.any() else float("nan"), right / int(event.sum())


def _skills(
    columns: Numbers, event: Marks, seed: int, prunings: Sequence[float]
) -> tuple[Numbers, Numbers]:
    """Return, by pruning, Peirce's skill in points held back, and its standard error.

    The share of events that are told, less the share of other points told to be one: 0 for chance
    and for a tree without a split, 1 for the truth, however rare the event is.
    """
    told = np.zeros((len(prunings), event.size), dtype=np.bool_)
    for grown, held in even_folds(event, seed):
        for at, pruning in enumerate(prunings):
            tree = grow_classifier(columns[grown], event[grown], pruning, seed)
            told[at, held] = tree.predict(columns[held])
    hits, alarms = told[:, event].mean(axis=1), told[:, ~event].mean(axis=1)
    variance = hits * (1 - hits) / event.sum() + alarms * (1 - alarms) / (~event).sum()
    return hits - alarms, np.sqrt(variance)


def _boxes(nodes: Sequence[Node], at: int, box: Box) -> list[Box]:
    """Return the boxes below a node; where all leaves say event, the node itself is the box."""
    node = nodes[at]
    says = _says(nodes, at)
    if says == {True} and box:
        return [box]
    if node.column < 0 or says == {False}:
        return []
    left = narrowed(box, node.column, (-np.inf, node.threshold))
    right = narrowed(box, node.column, (node.threshold, np.inf))
    return _boxes(nodes, node.left, left) + _boxes(nodes, node.right, right)


def _says(nodes: Sequence[Node], at: int) -> set[bool]:
    """Return what the leaves below a node say."""
    node = nodes[at]
    if node.column < 0:
        return {node.value > _HALF}
    return _says(nodes, node.left) | _says(nodes, node.right)
