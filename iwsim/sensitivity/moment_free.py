"""Delta, the moment-independent index, and S1 from given data."""

import math
from collections.abc import Sequence

import numpy as np
from SALib.analyze import delta as salib_delta

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.density import Bins, bins, densities
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.given_data import Column, GivenData, given_data
from iwsim.sensitivity.quiet import quietly

_MOST_CLASSES = 48


def delta_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return delta and S1 from given data, both reduced of their bias by the bootstrap.

    Borgonovo, "A new uncertainty importance measure", Reliab. Eng. Syst. Saf. 92 (2007); Plischke,
    Borgonovo & Smith, "Global sensitivity measures from given data", Eur. J. Oper. Res. 226 (2013),
    whose equation 30 is the value: twice the estimate less the mean over resamples. The estimators
    are SALib's, applied to the data as they are; its `analyze` applies them to one resample, which
    adds noise and bias. Without resamples the plain estimates are returned. No
    interval shows what bias is left of delta: classes are coarse in small samples, which makes it
    too small where an effect is not monotone, and a factor that does nothing has about 0.04 with
    256 points, not zero.
    """
    data = given_data(design, outcome)
    columns = [Column.of(places_of) for places_of in data.points.T]
    held = bins(data.outcome)
    plain = _by_salib(data, columns, held.nodes)
    once = np.ones(data.outcome.size, dtype=np.int64)
    # What binning moves is taken off the resamples, in which it is about the same.
    binned = delta_and_first(held, columns, once)
    drawn = np.empty((2, len(places), len(columns)))
    for row, blocks in enumerate(places):
        counts = np.bincount(data.rows(blocks), minlength=once.size)
        drawn[:, row] = delta_and_first(held, columns, counts)
    return tuple(
        _reduced(quantity, data.names, plain[at], drawn[at] + plain[at] - binned[at])
        for at, quantity in enumerate(("delta", "S1"))
    )


def _reduced(quantity: str, names: tuple[str, ...], plain: Numbers, drawn: Numbers) -> Estimate:
    if not len(drawn):
        return of_factors("delta", quantity, names, plain, drawn)
    turned = 2.0 * plain - drawn
    kept = turned[np.isfinite(turned).all(axis=1)]
    values = kept.mean(axis=0) if len(kept) else np.full(len(names), np.nan)
    return of_factors("delta", quantity, names, values, turned)


def classes(points: int) -> int:
    """Return into how many classes delta divides: Plischke, Borgonovo & Smith (2013)."""
    exponent = 2.0 / (7.0 + math.tanh((1500.0 - points) / 500.0))
    return min(math.ceil(math.pow(points, exponent)), _MOST_CLASSES)


def classes_of_means(points: int) -> int:
    """Return into how many classes S1 divides: the root of the points.

    A mean needs fewer points than a density, and within the few classes of delta an effect that is
    not monotone would be lost; what more classes add in noise the bootstrap takes off.
    """
    return math.isqrt(points)


def _by_salib(
    data: GivenData, columns: Sequence[Column], nodes: Numbers
) -> tuple[Numbers, Numbers]:
    once = np.ones(data.outcome.size, dtype=np.int64)
    delta, first = np.empty((2, len(columns)))
    for at, column in enumerate(columns):
        points = data.points[:, at]
        rows, sizes = column.classed(once, classes(once.size))
        _refuse_constant_classes(data.outcome[rows], sizes, data.names[at])
        _, sizes_of_means = column.classed(once, classes_of_means(once.size))
        with quietly():
            delta[at] = salib_delta.calc_delta(data.outcome, nodes, points, _ends(sizes))
            first[at] = salib_delta.sobol_first(data.outcome, points, _ends(sizes_of_means))
    return delta, first


def _ends(sizes: Places) -> Places:
    return np.append(0, np.cumsum(sizes)).astype(np.int64)


def _refuse_constant_classes(ordered: Numbers, sizes: Places, name: str) -> None:
    """Refuse an outcome that has no density in some class: SALib counts such a class as nothing."""
    starts = np.cumsum(sizes) - sizes
    same = np.maximum.reduceat(ordered, starts) == np.minimum.reduceat(ordered, starts)
    if same.any():
        raise DesignError(
            f"delta needs an outcome that varies within classes of a factor, but it is constant in"
            f" {int(same.sum())} of the {same.size} classes of {name!r}: ask for the method pawn"
            " alone"
        )


def delta_and_first(
    held: Bins, columns: Sequence[Column], counts: Places
) -> tuple[Numbers, Numbers]:
    """Return delta and S1 of every column of a resample; both NaN where its outcome is constant.

    Delta is half the mean area between the density of the outcome and its density within a class,
    S1 the variance of the means of classes over the variance of the outcome.
    """
    total = int(counts.sum())
    everything = np.repeat(np.arange(counts.size), counts)
    outcome = held.outcome[everything]
    delta, first = np.full((2, len(columns)), np.nan)
    if float(np.ptp(outcome)) == 0.0:
        return delta, first
    whole = densities(held, everything, np.array([total]))
    mean, variance = outcome.mean(), outcome.var()
    nodes = held.nodes
    for at, column in enumerate(columns):
        rows, sizes = column.classed(counts, classes(total))
        # A class in which a resample has one outcome alone has no density and no area here.
        area = np.trapezoid(np.abs(densities(held, rows, sizes) - whole), nodes, axis=1)
        delta[at] = 0.5 * sizes @ np.nan_to_num(area) / total
        rows, sizes = column.classed(counts, classes_of_means(total))
        means = np.add.reduceat(held.outcome[rows], np.cumsum(sizes) - sizes) / sizes
        first[at] = sizes @ (means - mean) ** 2 / variance / total
    return delta, first
