"""A surrogate of the model: what it foretells in points that were not run, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from iwsim.designs.design import Design
from iwsim.designs.factor import Factor
from iwsim.discovery.columns import encoded
from iwsim.discovery.folds import FOLDS, folds
from iwsim.discovery.learners import grown, kinds
from iwsim.discovery.luck import luck_of_means
from iwsim.discovery.rows import checked, independent_rows
from iwsim.discovery.trust import Trust, verdict_of
from iwsim.errors import DesignError
from iwsim.study.statistics import Numbers

FEWEST = 4 * FOLDS
"""Points without which none is made."""
_NONE = float("nan")
_SAME = 1e-9
_PLANE = 2


@dataclass(frozen=True, eq=False)
class Surrogate:
    """A surrogate, offered and never used unasked.

    Parameters
    ----------
    kind
        Which learner it is, empty where there is none.
    factors
        The factors of its points.
    points
        How many points it was grown on.
    r2, rmse
        In points held back: share of the variance that is foretold, and root of the mean squared
        error in the outcome's unit.
    r2_folds, rmse_folds
        The same by fold.
    luck
        Standard error of a point's mean that luck gives it, in the outcome's unit; NaN where
        replicates were not given. No surrogate of these points can be shown to miss by less.
    trust
        Whether it may be used: for levels, for the shape alone, or for nothing.
    verdict
        The same as a sentence.
    """

    kind: str
    factors: tuple[Factor, ...]
    points: int
    r2: float
    rmse: float
    r2_folds: tuple[float, ...]
    rmse_folds: tuple[float, ...]
    luck: float
    trust: Trust
    verdict: str
    _learner: Any = field(default=None, repr=False)

    def predict(self, values: Numbers) -> Numbers:
        """Return what is foretold at points.

        Parameters
        ----------
        values
            One row a point, in units of the factors, a categorical one as the place of its level.

        Raises
        ------
        DesignError
            If there is no surrogate, or a point lies outside the ranges it was grown on.
        """
        if self._learner is None:
            raise DesignError(f"there is no surrogate to ask: {self.verdict}")
        given = np.asarray(values, dtype=np.float64)
        if given.ndim != _PLANE or given.shape[1] != len(self.factors):
            raise DesignError(
                f"points have shape {given.shape}; allowed: (points, {len(self.factors)})"
            )
        for at, factor in enumerate(self.factors):
            low, high = _range(factor)
            outside = given[~((given[:, at] >= low) & (given[:, at] <= high)), at]
            if outside.size:
                raise DesignError(f"{factor.name} is {outside[0]:g}; allowed: {low:g} to {high:g}")
        foretold: Numbers = self._learner.predict(encoded(self.factors, given))
        return foretold


def surrogate(
    design: Design, outcome: Numbers, *, seed: int, replicates: Numbers | None = None
) -> Surrogate:
    """Return a surrogate of an outcome over a design: the better of two learners.

    A Gaussian process (to 400 points) and boosted trees are tried on the same five folds, and the
    one that foretells points held back better is grown on all. Its error is that of
    cross-validation and, as the better of two, a shade too good.

    Parameters
    ----------
    design
        The design; see `independent_rows` for which of its points are looked at.
    outcome
        Mean at each point; NaN where it is not defined, and such points are left out.
    seed
        Seed of folds and learners.
    replicates
        The outcome by (point, replicate), to say how much of the error is luck in the means.

    Raises
    ------
    DesignError
        If the design does not allow it.
    """
    rows = independent_rows(design)
    levels = checked(design, outcome)
    rows = rows[np.isfinite(levels[rows])]
    target = levels[rows]
    luck = _NONE if replicates is None else luck_of_means(design, replicates, rows)
    few = target.size < FEWEST
    if few or float(np.ptp(target)) <= _SAME * max(float(np.abs(target).max()), _SAME):
        words = (
            f"No surrogate: {target.size} points with an outcome, and it needs {FEWEST}."
            if few
            else f"No surrogate: the outcome is the same at all {target.size} points."
        )
        return Surrogate(
            "", design.factors, target.size, _NONE, _NONE, (), (), luck, "none", words
        )  # fmt: skip
    columns = encoded(design.factors, design.values[rows])
    missed = {kind: _missed(kind, columns, target, seed) for kind in kinds(target.size)}
    kind = min(missed, key=lambda one: float((missed[one] ** 2).sum()))
    r2, rmse = _r2(missed[kind], target), _rmse(missed[kind])
    held = [held for _, held in folds(columns, seed)]
    r2_folds = tuple(_r2(missed[kind][at], target[at]) for at in held)
    trust, verdict = verdict_of(
        kind,
        r2,
        r2_folds,
        error=rmse / luck if luck > 0.0 else _NONE,
        share=target.size / len(design.factors),
    )
    return Surrogate(
        kind=kind,
        factors=design.factors,
        points=target.size,
        r2=r2,
        rmse=rmse,
        r2_folds=r2_folds,
        rmse_folds=tuple(_rmse(missed[kind][at]) for at in held),
        luck=luck,
        trust=trust,
        verdict=verdict,
        _learner=grown(kind, columns, target, seed),
    )


def _missed(kind: str, columns: Numbers, target: Numbers, seed: int) -> Numbers:
    """Return by how much each point is missed by a learner that was grown without it."""
    missed = np.zeros(target.size)
    for known, held in folds(columns, seed):
        learner = grown(kind, columns[known], target[known], seed)
        missed[held] = target[held] - learner.predict(columns[held])
    return missed


def _r2(missed: Numbers, target: Numbers) -> float:
    return 1.0 - float((missed**2).sum()) / float(((target - target.mean()) ** 2).sum())


def _rmse(missed: Numbers) -> float:
    return float(np.sqrt((missed**2).mean()))


def _range(factor: Factor) -> Sequence[float]:
    if factor.kind == "categorical":
        return 0.0, float(len(factor.levels) - 1)
    return factor.low, factor.high
