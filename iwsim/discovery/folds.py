"""Folds of points: which a learner is grown on, and which are held back to try it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold, RepeatedKFold, StratifiedKFold

from iwsim.discovery.rows import Places
from iwsim.study.statistics import Numbers

Marks = NDArray[np.bool_]
Fold = tuple[Places, Places]
"""Places of the points to grow on, and of those held back."""

FOLDS = 5


def folds(values: Numbers, seed: int) -> Iterator[Fold]:
    """Yield five folds of points in random order."""
    yield from KFold(FOLDS, shuffle=True, random_state=seed).split(values)


def repeated_folds(values: Numbers, repeats: int, seed: int) -> Iterator[Fold]:
    """Yield five folds, dealt anew so many times."""
    yield from RepeatedKFold(n_splits=FOLDS, n_repeats=repeats, random_state=seed).split(values)


def even_folds(event: Marks, seed: int) -> Iterator[Fold]:
    """Yield five folds with the same share of events in each."""
    dealt = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    yield from dealt.split(np.zeros((event.size, 1)), event)
