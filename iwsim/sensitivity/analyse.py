"""From a design and its outcomes to indices of sensitivity with intervals and verdicts."""

from collections.abc import Mapping, Sequence

import numpy as np

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.draws import Places, block_draws
from iwsim.sensitivity.estimate import MAIN, Estimate
from iwsim.sensitivity.indices import Indices, finite_draws, table_of, verdict_of
from iwsim.sensitivity.luck import luck_of
from iwsim.sensitivity.methods import ESTIMATORS, checked_methods
from iwsim.sensitivity.ranks import stability
from iwsim.sensitivity.refusals import (
    constant,
    refuse_idle_factors,
    refuse_other_design,
    refuse_outcome,
    refuse_settings,
)
from iwsim.sensitivity.shapes import SHAPES

LEVEL = 0.95
RESAMPLES = 500


def analyse(
    design: Design,
    outcome: Numbers,
    *,
    methods: Sequence[str] | None = None,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    fingerprint: str | None = None,
) -> Indices:
    """Return the indices of one outcome.

    Parameters
    ----------
    design
        The design that was run.
    outcome
        One row a point of the design, one column a replicate. Indices are of the means of points.
    methods
        Methods of analysis; without them those of the design. ``delta`` and ``pawn`` are for
        independent uniform points from whatever design, the others for their own design alone.
    seed
        Seed of the bootstrap, 1 or more.
    resamples
        Resamples of the bootstrap, which draws whole blocks of the design.
    level
        Level of intervals.
    fingerprint
        Fingerprint of the design that the outcome was made with, if it is known.
    """
    chosen = checked(
        design, methods, seed=seed, resamples=resamples, level=level, fingerprint=fingerprint
    )
    return _indices(design, outcome, chosen, draws_for(design, chosen, seed, resamples), level)


def analyse_many(
    design: Design,
    outcomes: Mapping[str, Numbers],
    *,
    methods: Sequence[str] | None = None,
    seed: int,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    fingerprint: str | None = None,
) -> dict[str, Indices | DesignError]:
    """Return the indices of several outcomes of one design, which share the bootstrap's draws.

    Why an outcome was refused stands in its place; what is wrong with the design is raised.
    """
    chosen = checked(
        design, methods, seed=seed, resamples=resamples, level=level, fingerprint=fingerprint
    )
    places = draws_for(design, chosen, seed, resamples)
    found: dict[str, Indices | DesignError] = {}
    for name, outcome in outcomes.items():
        try:
            found[name] = _indices(design, outcome, chosen, places, level)
        except DesignError as refused:
            found[name] = refused
    return found


def checked(
    design: Design,
    methods: Sequence[str] | None,
    *,
    seed: int,
    resamples: int,
    level: float,
    fingerprint: str | None,
) -> tuple[str, ...]:
    """Return the methods of an analysis, once nothing about it is to be refused but outcomes."""
    chosen = checked_methods(design, methods)
    refuse_settings(seed, resamples, level)
    refuse_other_design(design, fingerprint)
    for method in chosen:
        SHAPES[method](design)
    refuse_idle_factors(design)
    return chosen


def draws_for(design: Design, methods: Sequence[str], seed: int, resamples: int) -> Places:
    """Return the draws of blocks; none for FAST, which has no blocks."""
    if "fast" in methods:
        return np.empty((0, design.points), dtype=np.int64)
    return block_draws(seed, design.points // design.block, resamples)


def estimates_of(
    design: Design, means: Numbers, methods: Sequence[str], places: Places
) -> tuple[Estimate, ...]:
    """Return the estimates of all methods from the means of points."""
    return tuple(
        estimate for method in methods for estimate in ESTIMATORS[method](design, means, places)
    )


def _indices(
    design: Design, outcome: Numbers, methods: tuple[str, ...], places: Places, level: float
) -> Indices:
    refuse_outcome(design, outcome)
    estimates = estimates_of(design, outcome.mean(axis=1), methods, places)
    table = table_of(design, estimates, _halves(design, outcome, methods, estimates), level)
    main = next(found for found in estimates if found.quantity == MAIN[methods[0]])
    return Indices(
        table=table,
        luck=luck_of(outcome),
        stability=stability(main.quantity, main.values, finite_draws(main)),
        samples=design.samples,
        verdict=verdict_of(design, table),
    )


def _halves(
    design: Design, outcome: Numbers, methods: tuple[str, ...], estimates: tuple[Estimate, ...]
) -> tuple[tuple[Numbers, Numbers], ...]:
    """Return the values from the first and the second half of the replicates, NaN without two.

    Of an odd number the last replicate is left out, so that the halves are alike.
    """
    half = outcome.shape[1] // 2
    nothing = tuple(np.full(found.values.shape, np.nan) for found in estimates)
    halves = []
    for part in (outcome[:, :half], outcome[:, half : 2 * half]):
        if not half or constant(part.mean(axis=1)):
            halves.append(nothing)
            continue
        none = np.empty((0, design.points // design.block), dtype=np.int64)
        found = estimates_of(design, part.mean(axis=1), methods, none)
        halves.append(tuple(estimate.values for estimate in found))
    return tuple(zip(*halves, strict=True))
