"""Delta, the moment-independent index, and S1 from given data."""

import math

import numpy as np
from numpy.typing import NDArray
from SALib.analyze import delta as salib_delta

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.given_data import GivenData, given_data, partition
from iwsim.sensitivity.quiet import quietly

_NODES = 100
_MOST_CLASSES = 48


def delta_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return delta and S1 from given data, both reduced of their bias by the bootstrap.

    Borgonovo, "A new uncertainty importance measure", Reliab. Eng. Syst. Saf. 92 (2007); Plischke,
    Borgonovo & Smith, "Global sensitivity measures from given data", Eur. J. Oper. Res. 226 (2013),
    whose equation 30 is the value: twice the estimate less the mean over resamples. The estimators
    are SALib's, applied to the data as they are; its `analyze` applies them to one resample, which
    adds noise and bias. Without resamples the plain estimates are returned.
    """
    data = given_data(design, outcome)
    grid = np.linspace(data.outcome.min(), data.outcome.max(), _NODES)
    plain = {name: np.empty(len(data.names)) for name in ("delta", "S1")}
    for at, column in enumerate(data.points.T):
        ends = partition(column, classes(column.size))
        _refuse_constant_classes(data, at, ends)
        with quietly():
            plain["delta"][at] = salib_delta.calc_delta(data.outcome, grid, column, ends)
            plain["S1"][at] = salib_delta.sobol_first(data.outcome, column, ends)
    drawn = {name: np.empty((len(places), len(data.names))) for name in plain}
    for row, blocks in enumerate(places):
        drawn["delta"][row], drawn["S1"][row] = delta_and_first(data.taken(blocks), grid)
    return tuple(_reduced(name, data.names, plain[name], drawn[name]) for name in plain)


def _reduced(quantity: str, names: tuple[str, ...], plain: Numbers, drawn: Numbers) -> Estimate:
    if not len(drawn):
        return of_factors("delta", quantity, names, plain, drawn)
    turned = 2.0 * plain - drawn
    kept = turned[np.isfinite(turned).all(axis=1)]
    values = kept.mean(axis=0) if len(kept) else np.full(len(names), np.nan)
    return of_factors("delta", quantity, names, values, turned)


def classes(points: int) -> int:
    """Return into how many classes a column is divided: Plischke, Borgonovo & Smith (2013)."""
    exponent = 2.0 / (7.0 + math.tanh((1500.0 - points) / 500.0))
    return min(math.ceil(math.pow(points, exponent)), _MOST_CLASSES)


def _refuse_constant_classes(data: GivenData, at: int, ends: Numbers) -> None:
    """Refuse an outcome that has no density in some class: SALib counts such a class as nothing."""
    starts = ends[:-1].astype(np.int64)
    ordered = data.outcome[np.argsort(data.points[:, at], kind="stable")]
    same = np.maximum.reduceat(ordered, starts) == np.minimum.reduceat(ordered, starts)
    if same.any():
        raise DesignError(
            f"delta needs an outcome that varies within classes of a factor, but it is constant in"
            f" {int(same.sum())} of the {same.size} classes of {data.names[at]!r}: ask for the"
            " method pawn alone"
        )


def delta_and_first(data: GivenData, grid: Numbers) -> tuple[Numbers, Numbers]:
    """Return delta and S1 of every column; both NaN where the outcome is constant.

    Delta is half the mean area between the density of the outcome and its density within a class,
    S1 the variance of the means of classes over the variance of the outcome.
    """
    outcome = data.outcome
    delta, first = np.full((2, len(data.names)), np.nan)
    if float(np.ptp(outcome)) == 0.0:
        return delta, first
    whole = densities(outcome, np.array([0]), grid)
    variance = outcome.var()
    for at, column in enumerate(data.points.T):
        ends = partition(column, classes(column.size))
        starts = ends[:-1].astype(np.int64)
        share = np.diff(ends) / outcome.size
        ordered = outcome[np.argsort(column, kind="stable")]
        means = np.add.reduceat(ordered, starts) / np.diff(ends)
        first[at] = share @ (means - outcome.mean()) ** 2 / variance
        # A class in which a resample has one outcome alone has no density and no area here.
        area = np.trapezoid(np.abs(densities(ordered, starts, grid) - whole), grid, axis=1)
        delta[at] = 0.5 * share @ np.nan_to_num(area)
    return delta, first


def densities(ordered: Numbers, starts: NDArray[np.int64], grid: Numbers) -> Numbers:
    """Return the Gaussian kernel density of each class at the nodes, one class a row.

    The bandwidth is Silverman's, (3 n / 4)^(-1/5) standard deviations; NaN where that is zero.
    """
    sizes = np.diff(np.append(starts, ordered.size))
    means = np.add.reduceat(ordered, starts) / sizes
    squares = np.add.reduceat((ordered - np.repeat(means, sizes)) ** 2, starts)
    constant = np.maximum.reduceat(ordered, starts) == np.minimum.reduceat(ordered, starts)
    deviation = np.sqrt(squares / np.maximum(sizes - 1, 1))
    width = np.where(constant, np.nan, deviation * (0.75 * sizes) ** -0.2)
    away = grid[None, :] - ordered[:, None]
    away /= np.repeat(width, sizes)[:, None]
    np.square(away, out=away)
    away *= -0.5
    np.exp(away, out=away)
    total = np.add.reduceat(away, starts, axis=0)
    return np.asarray(total / (sizes * width * math.sqrt(2.0 * math.pi))[:, None], np.float64)
