"""A factor of a study: what it sets, over which range or at which levels."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["continuous", "integer", "categorical"]

Changes = Mapping[str, float]
"""Values by name of what is changed: ``group.name``, ``arms.ARM.INGREDIENT`` and the like."""

SETS_NOTHING: Changes = {}


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

    def level(self, share: float) -> Level:
        """Return the level of a categorical factor at a place between 0 and 1."""
        return self.levels[min(int(share * len(self.levels)), len(self.levels) - 1)]

    def value(self, share: float) -> float:
        """Return the value at a place between 0 and 1; of a categorical factor the level's place.

        An integer factor gives each of its numbers the same share of the places.
        """
        if self.kind == "categorical":
            return float(self.levels.index(self.level(share)))
        if self.kind == "integer":
            count = self.high - self.low + 1.0
            return self.low + min(float(int(share * count)), count - 1.0)
        return self.low + share * (self.high - self.low)

    def changes(self, share: float) -> Changes:
        """Return what the factor sets at a place between 0 and 1."""
        if self.kind == "categorical":
            return self.level(share).changes
        return dict.fromkeys(self.sets, self.value(share))
