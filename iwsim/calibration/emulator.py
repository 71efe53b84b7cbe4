"""A cheap stand-in for a run: what levels a set of values can be expected to have, and how surely.

For each level a linear model of all parameters, and of what it leaves a second-degree polynomial of
the strongest, both with the lasso (Tibshirani, *Regression shrinkage and selection via the lasso*,
1996), whose penalty is chosen by cross-validation. What such an emulator cannot tell, luck
included, it takes to be normal.
"""

import warnings
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import Lasso, LassoCV
from sklearn.model_selection import KFold

Numbers = NDArray[np.float64]

STRONGEST = 12
"""Parameters of a level whose squares and products are looked at."""

_FOLDS = 5
_PENALTIES = np.logspace(0, -3, 20)
_FEWEST = 50
"""Runs that have a level below which nothing is learnt of it."""
_TAILS = (0.005, 0.995)
"""Levels further out are drawn in before they are learnt from: a few of them would decide."""
_LEAST = 1e-12
_SCALE = np.sqrt(12.0)  # a share from an even range then has variance 1, as products of them have


class Learnt(NamedTuple):
    """What was learnt of one level.

    Parameters
    ----------
    constant, linear
        Of the linear model of all parameters.
    strongest, curved
        Columns of the strongest, and coefficients of their squares and products.
    sd
        Standard deviation of what is left, in runs that were not learnt from; NaN if nothing was
        learnt, because the level is the same in all runs or too few have it.
    explained
        Share of the variance that is not left, in such runs.
    """

    constant: float
    linear: Numbers
    strongest: NDArray[np.int64]
    curved: Numbers
    sd: float
    explained: float


class Emulator:
    """Expects levels of sets.

    Parameters
    ----------
    learnt
        What was learnt of each level.
    """

    def __init__(self, learnt: tuple[Learnt, ...]) -> None:
        self.learnt = learnt

    @property
    def explained(self) -> float:
        """The largest share of the variance of a level that it explains."""
        return max((one.explained for one in self.learnt if np.isfinite(one.sd)), default=0.0)

    def expected(self, shares: Numbers) -> Numbers:
        """Return expected levels by (set, level).

        Parameters
        ----------
        shares
            Places in the plausible ranges, from 0 to 1, by (set, parameter).
        """
        scaled = _scaled(shares)
        found: Numbers = scaled @ np.array([one.linear for one in self.learnt]).T
        for at, one in enumerate(self.learnt):
            found[:, at] += one.constant + _products(scaled[:, one.strongest]) @ one.curved
        return found

    def log_chance(self, expected: Numbers, low: Numbers, high: Numbers) -> Numbers:
        """Return the logarithm of the chance that all levels of a set lie within their bounds.

        Levels are taken to miss what is expected of them independently. A level of which nothing
        was learnt tells sets not apart and is left out.

        Parameters
        ----------
        expected
            Expected levels by (set, level).
        low, high
            Bounds by level.
        """
        total = np.zeros(len(expected))
        for at, one in enumerate(self.learnt):
            if np.isfinite(one.sd):
                above = ndtr((high[at] - expected[:, at]) / one.sd)
                below = ndtr((low[at] - expected[:, at]) / one.sd)
                total += np.log(np.maximum(above - below, _LEAST))
        return total


def learn(shares: Numbers, levels: Numbers) -> Emulator:
    """Return an emulator of some runs.

    Parameters
    ----------
    shares
        Places in the plausible ranges by (run, parameter).
    levels
        By (run, level); NaN where a run does not have one.
    """
    scaled = _scaled(shares)
    return Emulator(tuple(_learn(scaled, level) for level in levels.T))


def _scaled(shares: Numbers) -> Numbers:
    scaled: Numbers = (shares - 0.5) * _SCALE
    return scaled


def _products(scaled: Numbers) -> Numbers:
    """Return squares and products of columns."""
    one, other = np.triu_indices(scaled.shape[1])
    products: Numbers = scaled[:, one] * scaled[:, other]
    return products


def _learn(scaled: Numbers, level: Numbers) -> Learnt:
    there = np.isfinite(level)
    inputs, known = scaled[there], level[there]
    none = np.zeros(0, dtype=np.int64)
    if known.size < _FEWEST:
        return Learnt(0.0, np.zeros(scaled.shape[1]), none, np.zeros(0), np.nan, np.nan)
    known = np.clip(known, *np.quantile(known, _TAILS))
    if np.ptp(known) <= _LEAST * np.abs(known).max():
        constant = float(known[0])
        return Learnt(constant, np.zeros(scaled.shape[1]), none, np.zeros(0), np.nan, np.nan)
    linear, penalty = _lasso(inputs, known)
    strongest = np.argsort(-np.abs(linear.coef_), kind="stable")[:STRONGEST]
    strongest = strongest[linear.coef_[strongest] != 0.0]
    products = _products(inputs[:, strongest])
    rest = known - linear.predict(inputs)
    curved, coefficients, penalty_of_curved = 0.0, np.zeros(products.shape[1]), 0.0
    if strongest.size and np.ptp(rest) > 0.0:
        model, penalty_of_curved = _lasso(products, rest)
        curved, coefficients = float(model.intercept_), model.coef_
    left = _left(inputs, products, known, penalty, penalty_of_curved)
    sd = max(float(left.std()), _LEAST * float(known.std()))
    return Learnt(
        float(linear.intercept_) + curved,
        linear.coef_,
        strongest,
        coefficients,
        sd,
        1.0 - sd**2 / float(known.var()),
    )


def _folds() -> KFold:
    return KFold(_FOLDS, shuffle=True, random_state=1)


def _lasso(inputs: Numbers, known: Numbers) -> tuple[LassoCV, float]:
    centred = inputs - inputs.mean(axis=0)
    most = max(float(np.abs(centred.T @ (known - known.mean())).max()) / known.size, _LEAST)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # an emulator need not be exact
        model = LassoCV(cv=_folds(), alphas=most * _PENALTIES).fit(inputs, known)
    return model, float(model.alpha_)


def _left(
    inputs: Numbers, products: Numbers, known: Numbers, penalty: float, penalty_of_curved: float
) -> Numbers:
    """Return what is left of a level in runs that were not learnt from."""
    left = np.empty(known.size)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for train, test in _folds().split(known):
            linear = Lasso(alpha=penalty).fit(inputs[train], known[train])
            left[test] = known[test] - linear.predict(inputs[test])
            if penalty_of_curved > 0.0:
                rest = known[train] - linear.predict(inputs[train])
                curved = Lasso(alpha=penalty_of_curved).fit(products[train], rest)
                left[test] -= curved.predict(products[test])
    return left
