"""A factor of a study: what it sets, over which range or at which levels."""

from collections.abc import Mapping
from math import inf, nextafter
from typing import Literal, NamedTuple

import numpy as np

from iwsim.designs.place import Numbers, middle, place, places

Kind = Literal["continuous", "integer", "categorical"]

Changes = Mapping[str, float]
"""Values by name of what is changed: ``group.name``, ``arms.ARM.INGREDIENT`` and the like."""

HALF = 0.5


class Level(NamedTuple):
    """One level of a factor that has levels.

    Parameters
    ----------
    name
        Its name, unique in the factor; of a number, the number as text.
    changes
        What it sets.
    """

    name: str
    changes: Changes


class Factor(NamedTuple):
    """One factor.

    Parameters
    ----------
    name
        Its name, unique in the study.
    kind
        ``continuous`` or ``integer`` over a range, or ``categorical`` with levels.
    sets
        Names of what a factor with a range sets, all to the same value.
    low, high
        Range of a continuous or integer factor, in the unit of what it sets.
    levels
        Levels of a categorical factor, in their order.
    group
        Factors of one group are moved together where a design can do that; empty for none.
    lever
        Whether policy can choose it; otherwise it is an uncertainty.
    """

    name: str
    kind: Kind
    sets: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1.0
    levels: tuple[Level, ...] = ()
    group: str = ""
    lever: bool = False

    @property
    def parts(self) -> int:
        """Number of levels of a categorical factor, or of numbers of an integer one, otherwise 0.

        Each of them holds an equal part of the places between 0 and 1.
        """
        if self.kind == "categorical":
            return len(self.levels)
        return int(self.high - self.low) + 1 if self.kind == "integer" else 0

    def level(self, share: float) -> Level:
        """Return the level of a categorical factor at a place between 0 and 1."""
        return self.levels[place(share, len(self.levels))]

    def value(self, share: float) -> float:
        """Return the value at a place between 0 and 1; of a categorical factor the level's place.

        An integer factor gives each of its numbers the same share of the places. A continuous one
        is measured from the end of its range that is nearer, so that both ends are met exactly.
        """
        if self.kind == "categorical":
            return float(place(share, len(self.levels)))
        low, high = self.low, self.high
        if self.kind == "integer":
            return low + place(share, self.parts)
        reach = high - low
        found = low + share * reach if share < HALF else high - (1.0 - share) * reach
        return low if found < low else high if found > high else found

    def values(self, shares: Numbers) -> Numbers:
        """Return what `value` gives at each of many places, bit for bit."""
        if self.kind == "categorical":
            return places(shares, self.parts)
        low, high = self.low, self.high
        if self.kind == "integer":
            return low + places(shares, self.parts)
        reach = high - low
        found = np.where(shares < HALF, low + shares * reach, high - (1.0 - shares) * reach)
        return np.where(found < low, low, np.where(found > high, high, found))

    def share(self, value: float) -> float:
        """Return a place between 0 and 1 that has a value (of a categorical factor, a level's).

        It gives a level or whole number back exactly, and another number as near as places that
        are floating-point numbers can: to rounding.
        """
        if self.kind == "categorical":
            return middle(int(value), self.parts)
        if self.kind == "integer":
            return middle(int(value - self.low), self.parts)
        reach = self.high - self.low
        if reach == 0.0:
            return HALF
        below, above = (value - self.low) / reach, (self.high - value) / reach
        first = below if below < HALF else 1.0 - above
        down, up = nextafter(first, -inf), nextafter(first, inf)
        near = (share for share in (first, down, up) if 0.0 <= share <= 1.0)
        return min(near, key=lambda share: abs(self.value(share) - value))

    def changes(self, share: float) -> Changes:
        """Return what the factor sets at a place between 0 and 1."""
        if self.kind == "categorical":
            return self.level(share).changes
        return dict.fromkeys(self.sets, self.value(share))
