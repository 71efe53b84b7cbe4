"""Points and outcomes as given data: independent uniform points, whatever design they are from."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.draws import Places

FEWEST_LEVELS_TO_DIVIDE = 10
"""A factor with no more values than this has each of them as a class of its own."""


class GivenData(NamedTuple):
    """Points and outcomes, block after block.

    Parameters
    ----------
    names
        Names of the columns: groups, and factors without one.
    points
        Places between 0 and 1, one point a row, one name a column.
    outcome
        The outcome of each point.
    """

    names: tuple[str, ...]
    points: Numbers
    outcome: Numbers

    def rows(self, blocks: Places) -> Places:
        """Return the points of one resample, from the places of its blocks."""
        each = self.outcome.size // blocks.size
        return (blocks[:, None] * each + np.arange(each)).ravel()


class Column(NamedTuple):
    """The points in the order of one factor.

    Parameters
    ----------
    order
        The points from the lowest place to the highest.
    starts
        Where, in that order, each place that occurs begins.
    """

    order: Places
    starts: Places

    @classmethod
    def of(cls, places: Numbers) -> "Column":
        """Return the order of the points by their places."""
        order = np.argsort(places, kind="stable").astype(np.int64)
        ordered = places[order]
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])).astype(np.int64)
        return cls(order, starts)

    @property
    def tied(self) -> bool:
        """Whether some place occurs more than once."""
        return self.starts.size < self.order.size

    def classed(self, counts: Places, number: int) -> tuple[Places, Places]:
        """Return the points class after class, and how many each class has.

        `counts` says how often each point stands in the resample.
        """
        times = counts[self.order]
        sizes = np.add.reduceat(times, self.starts)
        ends = partition(sizes[sizes > 0], number)
        return np.repeat(self.order, times), np.diff(ends)


def given_data(design: Design, outcome: Numbers) -> GivenData:
    """Return what a design gives.

    Of a Sobol design the two base samples alone: the crossings repeat their coordinates.
    """
    rows = np.arange(design.points)
    if design.method == "sobol":
        rows = rows.reshape(-1, design.block)[:, [0, -1]].ravel()
    return GivenData(design.groups, design.unit[rows][:, _columns(design)], outcome[rows])


def _columns(design: Design) -> list[int]:
    """Return one column for each group, whose factors have to move together."""
    members = [factor.group or factor.name for factor in design.factors]
    order = np.argsort(design.unit, axis=0, kind="stable")
    for at, group in enumerate(members):
        if not np.array_equal(order[:, at], order[:, members.index(group)]):
            raise DesignError(
                f"the factors of group {group!r} do not move together in a {design.method} design,"
                f" which factor {design.names[at]!r} shows, so that given data have no index of"
                " the group: leave the group out"
            )
    return [members.index(group) for group in design.groups]


def partition(sizes: NDArray[np.int64], number: int) -> Places:
    """Return the ranks at which about `number` classes of about equal size end, 0 among them.

    `sizes` says how many points each place has. Points with the same place are never divided: their
    order says nothing of this factor, and in a grid it is the order of the other factors.
    """
    ends = np.append(0, np.cumsum(sizes)).astype(np.int64)
    points = int(ends[-1])
    if sizes.size <= max(number, FEWEST_LEVELS_TO_DIVIDE) and sizes.size < points:
        return ends
    wanted = np.linspace(0.0, points, number + 1)
    return np.unique(ends[np.searchsorted(ends, wanted, side="right") - 1])
