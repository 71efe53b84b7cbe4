"""Kernel densities of classes of outcomes, from bins by the Fourier transform."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.place import Numbers

NODES = 100
"""At how many outcomes, evenly from the smallest to the largest, densities are compared."""

_CELLS_A_STEP = 8
_LENGTH = 2048  # of the transform: more than twice the cells, so that tails do not come round


class Bins(NamedTuple):
    """Outcomes on a fine grid, each shared between the two cells around it.

    Parameters
    ----------
    outcome
        The outcomes.
    cell
        The cell below each of them.
    share
        The share of each that goes to the cell above.
    width
        Width of a cell.
    """

    outcome: Numbers
    cell: NDArray[np.int64]
    share: Numbers
    width: float

    @property
    def nodes(self) -> Numbers:
        """Where densities are compared."""
        return np.linspace(self.outcome.min(), self.outcome.max(), NODES)


def bins(outcome: Numbers) -> Bins:
    """Return outcomes, which vary, on the fine grid."""
    steps = (NODES - 1) * _CELLS_A_STEP
    width = float(np.ptp(outcome)) / steps
    place = (outcome - outcome.min()) / width
    cell = np.minimum(place.astype(np.int64), steps - 1)
    return Bins(outcome, cell, place - cell, width)


def densities(of: Bins, rows: NDArray[np.int64], sizes: NDArray[np.int64]) -> Numbers:
    """Return the Gaussian kernel density at the nodes, one class a row.

    `rows` are the outcomes, class after class, `sizes` how many each class has. The bandwidth is
    Silverman's, (3 n / 4)^(-1/5) standard deviations; NaN where a class has one outcome alone.
    Silverman, "Kernel density estimation using the fast Fourier transform", Appl. Statist. 31
    (1982), with linear binning.
    """
    starts = np.cumsum(sizes) - sizes
    ordered = of.outcome[rows]
    means = np.add.reduceat(ordered, starts) / sizes
    squares = np.add.reduceat((ordered - np.repeat(means, sizes)) ** 2, starts)
    constant = np.maximum.reduceat(ordered, starts) == np.minimum.reduceat(ordered, starts)
    deviation = np.sqrt(squares / np.maximum(sizes - 1, 1))
    bandwidth = np.where(constant, np.nan, deviation * (0.75 * sizes) ** -0.2)
    at = np.repeat(np.arange(sizes.size) * _LENGTH, sizes) + of.cell[rows]
    above = of.share[rows]
    total = sizes.size * _LENGTH
    mass = np.bincount(at, 1.0 - above, total) + np.bincount(at + 1, above, total)
    frequency = 2.0 * np.pi * np.fft.rfftfreq(_LENGTH, of.width)
    damped = np.exp(np.maximum(-0.5 * np.outer(bandwidth, frequency) ** 2, -500.0))
    spectrum = np.fft.rfft(mass.reshape(-1, _LENGTH), axis=1) * damped
    smooth = np.fft.irfft(spectrum, _LENGTH, axis=1)
    seen = smooth[:, : (NODES - 1) * _CELLS_A_STEP + 1 : _CELLS_A_STEP]
    return np.asarray(seen / (sizes * of.width)[:, None], dtype=np.float64)
