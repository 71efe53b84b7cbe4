"""PAWN: how far the distribution of an outcome moves when a factor is held in a slide."""

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import pawn as salib_pawn

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.given_data import GivenData, given_data, partition
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
    tied = repeated(data)
    values = pawn_medians(data, tied)
    if not tied.all():
        told = {
            "num_vars": len(data.names),
            "names": list(data.names),
            "bounds": [[0.0, 1.0]] * len(data.names),
        }
        with quietly():
            found = salib_pawn.analyze(told, data.points, data.outcome, S=SLIDES, seed=_A_SEED)
        values = np.where(tied, values, np.asarray(found["median"], np.float64))
    drawn = np.empty((len(places), len(data.names)))
    for row, blocks in enumerate(places):
        drawn[row] = pawn_medians(data.taken(blocks), tied)
    if len(drawn):
        drawn += values - drawn.mean(axis=0)
    return (of_factors("pawn", "pawn", data.names, values, drawn),)


def repeated(data: GivenData) -> NDArray[np.bool_]:
    """Return which columns have places that occur more than once."""
    return np.array([np.unique(column).size < column.size for column in data.points.T])


def pawn_medians(data: GivenData, tied: NDArray[np.bool_]) -> Numbers:
    """Return the median distance of every column; `tied` ones are divided between levels only."""
    order = np.argsort(data.outcome, kind="stable")
    ordered = data.outcome[order]
    last = np.append(ordered[1:] != ordered[:-1], True)
    whole = np.arange(1.0, ordered.size + 1.0)[last] / ordered.size
    # Multiples of a tenth, not tenths of integers: the same bits as in SALib.
    edges = np.quantile(data.points, np.arange(SLIDES + 1) * (1.0 / SLIDES), axis=0)
    found = np.empty(len(data.names))
    for at, column in enumerate(data.points.T):
        slide = _levels(column) if tied[at] else _slides(column, edges[:, at])
        found[at] = float(np.median(_distances(slide[order], last, whole)))
    return found


def _slides(column: Numbers, edges: Numbers) -> NDArray[np.int64]:
    slide = np.searchsorted(edges, column, side="right").astype(np.int64) - 1
    slide[slide == SLIDES] = _NOWHERE
    return slide


def _levels(column: Numbers) -> NDArray[np.int64]:
    sizes = np.diff(partition(column, SLIDES)).astype(np.int64)
    slide = np.empty(column.size, dtype=np.int64)
    slide[np.argsort(column, kind="stable")] = np.repeat(np.arange(sizes.size), sizes)
    return slide


def _distances(slide: NDArray[np.int64], last: NDArray[np.bool_], whole: Numbers) -> Numbers:
    """Return the Kolmogorov-Smirnov distance of each slide that holds points.

    `last` marks the points after which the outcome steps up, `whole` is the distribution there.
    """
    held = slide[:, None] == np.unique(slide[slide != _NOWHERE])[None, :]
    counts = np.cumsum(held, axis=0)
    return np.asarray(np.abs(counts[last] / counts[-1] - whole[:, None]).max(axis=0), np.float64)
