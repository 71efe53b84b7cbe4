"""Points and outcomes as given data: independent uniform points, whatever design they are from."""

from typing import NamedTuple

import numpy as np

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

    def taken(self, blocks: Places) -> "GivenData":
        """Return the data of one resample, from the places of its blocks."""
        each = self.outcome.size // blocks.size
        rows = (blocks[:, None] * each + np.arange(each)).ravel()
        return GivenData(self.names, self.points[rows], self.outcome[rows])


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


def partition(column: Numbers, count: int) -> Numbers:
    """Return the ranks at which about `count` classes of about equal size end, 0 among them.

    Points with the same place are never divided: their order says nothing of this factor, and in a
    grid it is the order of the other factors.
    """
    _, sizes = np.unique(column, return_counts=True)
    ends = np.concatenate([[0.0], np.cumsum(sizes)])
    if sizes.size <= max(count, FEWEST_LEVELS_TO_DIVIDE) and sizes.size < column.size:
        return ends
    wanted = np.linspace(0.0, column.size, count + 1)
    return np.unique(ends[np.searchsorted(ends, wanted, side="right") - 1])
