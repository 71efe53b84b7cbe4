"""What is refused before anything is estimated, each with one sentence and its numbers."""

import numpy as np

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError

FEWEST_BLOCKS = 4
"""Trajectories or base samples under which a bootstrap has next to nothing to draw from."""

FEWEST_POINTS = 50
"""Points for given data: five in each of the ten slides of PAWN."""

FEWEST_RESAMPLES = 20

VARIES = 1e-12
"""The variance of an outcome that varies is more than this share of its mean square."""

_PLANE = 2


def refuse_settings(seed: int, resamples: int, level: float) -> None:
    """Refuse a seed that seeds nothing, and a bootstrap that gives no interval."""
    if seed < 1:
        raise DesignError(f"the seed of an analysis is 1 or more, not {seed}")
    if resamples < FEWEST_RESAMPLES:
        raise DesignError(f"a bootstrap takes {FEWEST_RESAMPLES} resamples or more: {resamples}")
    if not 0.0 < level < 1.0:
        raise DesignError(f"the level of an interval lies between 0 and 1: {level}")


def refuse_other_design(design: Design, fingerprint: str | None) -> None:
    """Refuse outcomes that were made with another design than the one at hand."""
    if fingerprint is not None and fingerprint != design.fingerprint():
        raise DesignError(
            "the outcomes were made with another design: its fingerprint is"
            f" {fingerprint[:12]}, that of this design {design.fingerprint()[:12]}"
        )


def refuse_idle_factors(design: Design) -> None:
    """Refuse a design in which a factor has one value at every point, so that it has no index."""
    idle = [
        factor.name
        for at, factor in enumerate(design.factors)
        if factor.value(float(design.unit[:, at].min()))
        == factor.value(float(design.unit[:, at].max()))
    ]
    if idle:
        raise DesignError(
            f"{len(idle)} of the {len(design.factors)} factors have one value at all"
            f" {design.points} points, the first of them {idle[0]!r}: leave them out"
        )


def refuse_outcome(design: Design, outcome: Numbers) -> None:
    """Refuse an outcome that is not of this design, is not finite, or does not vary."""
    if outcome.ndim != _PLANE or outcome.shape[0] != design.points or not outcome.shape[1]:
        raise DesignError(
            f"an outcome has one row for each of the {design.points} points and one column for"
            f" each replicate, but its shape is {outcome.shape}"
        )
    bad = ~np.isfinite(outcome)
    if bad.any():
        point, replicate = (int(at) for at in np.argwhere(bad)[0])
        raise DesignError(
            f"{int(bad.sum())} of {outcome.size} outcomes are not finite numbers, the first at"
            f" point {point}, replicate {replicate}: {outcome[point, replicate]}"
        )
    if constant(outcome.mean(axis=1)):
        raise DesignError(
            f"the outcome does not vary over the {design.points} points, it is"
            f" {float(outcome[0].mean()):g} at all of them, so that no factor has an index"
        )


def constant(means: Numbers) -> bool:
    """Return whether numbers vary by no more than rounding."""
    return bool(means.var() <= VARIES * np.mean(means**2))
