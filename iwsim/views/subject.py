"""What a figure needs to know of a comparison, and what it hands back."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import pandas as pd
from matplotlib.figure import Figure


class AgencyLike(Protocol):
    """An agency as far as a figure names it."""

    @property
    def key(self) -> str:
        """Entry of the agency in the weekly columns."""

    @property
    def name(self) -> str:
        """Name for readers."""


class ScenarioLike(Protocol):
    """A scenario as far as a figure cites it."""

    @property
    def title(self) -> str:
        """Title for readers."""

    @property
    def price_year(self) -> int:
        """Year in whose prices money is stated."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """Parameter groups by name."""

    @property
    def agencies(self) -> Sequence[AgencyLike]:
        """Agencies, in the order in which they are shown."""


class ComparisonLike(Protocol):
    """The parts of a comparison that figures are drawn from; nothing else is read."""

    @property
    def table(self) -> pd.DataFrame:
        """One row a window, outcome and arm: the paired differences."""

    @property
    def ledger(self) -> pd.DataFrame:
        """One row a window, outcome and arm: gains and losses."""

    @property
    def weekly(self) -> pd.DataFrame:
        """One row an arm, replicate and week: the outcome columns."""

    @property
    def flats(self) -> pd.DataFrame:
        """One row an arm and flat: stress and incidents, means over replicates."""

    @property
    def scenario(self) -> ScenarioLike:
        """The scenario that was run."""

    @property
    def arms(self) -> Sequence[str]:
        """Names of the arms, the reference first."""


class Drawn(NamedTuple):
    """One figure, ready to be written.

    Parameters
    ----------
    name
        Stem of the files.
    figure
        The picture.
    data
        The numbers that the picture shows, one row a mark.
    """

    name: str
    figure: Figure
    data: pd.DataFrame


def reference(comparison: ComparisonLike) -> str:
    """Return the arm that the others are compared with."""
    return comparison.arms[0]


def others(comparison: ComparisonLike) -> tuple[str, ...]:
    """Return the arms that are compared with the reference."""
    return tuple(comparison.arms[1:])


def replicates(comparison: ComparisonLike) -> int:
    """Return how many replicates every arm of the comparison has."""
    runs = comparison.weekly.groupby("replicate")["arm"].nunique()
    return int((runs == len(comparison.arms)).sum())
