"""PAWN: how far the distribution of an outcome moves when a factor is held in a slide."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import pawn as salib_pawn

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.given_data import Column, GivenData, given_data
from iwsim.sensitivity.quiet import quietly

SLIDES = 10

_NOWHERE = -1
_A_SEED = 1


def pawn_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return the median over slides of the Kolmogorov-Smirnov distance to the whole distribution.

    Pianosi & Wagener, "Distribution-based sensitivity analysis from a generic input-output
    sample", Environ. Model. Softw. 108 (2018). Of factors without repeated places the value is
    SALib's; SALib leaves the points at the highest place out, which in a grid is a whole level, so
    that there the slides are the levels. A factor that does nothing has an index above zero, and
    resamples have a larger one than the sample: they are moved so that their mean is the value.
    """
    data = given_data(design, outcome)
    columns = [Column.of(places_of) for places_of in data.points.T]
    values = pawn_medians(data, columns, np.arange(data.outcome.size))
    told = {
        "num_vars": len(data.names),
        "names": list(data.names),
        "bounds": [[0.0, 1.0]] * len(data.names),
    }
    with quietly():
        found = salib_pawn.analyze(told, data.points, data.outcome, S=SLIDES, seed=_A_SEED)
    for at, column in enumerate(columns):
        if not column.tied:
            values[at] = found["median"][at]
    drawn = np.empty((len(places), len(columns)))
    for row, blocks in enumerate(places):
        drawn[row] = pawn_medians(data, columns, data.rows(blocks))
    if len(drawn):
        drawn += values - drawn.mean(axis=0)
    return (of_factors("pawn", "pawn", data.names, values, drawn),)


def pawn_medians(data: GivenData, columns: Sequence[Column], rows: Places) -> Numbers:
    """Return the median distance of every column over the points at `rows`."""
    rows = rows[np.argsort(data.outcome[rows], kind="stable")]
    ordered = data.outcome[rows]
    last = np.append(ordered[1:] != ordered[:-1], True)
    whole = np.arange(1.0, ordered.size + 1.0)[last] / ordered.size
    counts = np.bincount(rows, minlength=data.outcome.size)
    # Multiples of a tenth, not tenths of integers: the same bits as in SALib.
    edges = np.quantile(data.points[rows], np.arange(SLIDES + 1) * (1.0 / SLIDES), axis=0)
    found = np.empty(len(columns))
    for at, column in enumerate(columns):
        if column.tied:
            slide = _levels(column, counts)[rows]
        else:
            slide = _slides(data.points[rows, at], edges[:, at])
        found[at] = float(np.median(_distances(slide, last, whole)))
    return found


def _slides(places: Numbers, edges: Numbers) -> NDArray[np.int64]:
    slide = np.searchsorted(edges, places, side="right").astype(np.int64) - 1
    slide[slide == SLIDES] = _NOWHERE
    return slide


def _levels(column: Column, counts: Places) -> NDArray[np.int64]:
    """Return the slide of each point whose place is repeated: slides of whole levels."""
    rows, sizes = column.classed(counts, SLIDES)
    slide = np.full(counts.size, _NOWHERE, dtype=np.int64)
    slide[rows] = np.repeat(np.arange(sizes.size), sizes)
    return slide


def _distances(slide: NDArray[np.int64], last: NDArray[np.bool_], whole: Numbers) -> Numbers:
    """Return the Kolmogorov-Smirnov distance of each slide that holds points.

    `last` marks the points after which the outcome steps up, `whole` is the distribution there.
    """
    held = slide[:, None] == np.unique(slide[slide != _NOWHERE])[None, :]
    counts = np.cumsum(held, axis=0, dtype=np.float64)
    return np.asarray(np.abs(counts[last] / counts[-1] - whole[:, None]).max(axis=0), np.float64)
