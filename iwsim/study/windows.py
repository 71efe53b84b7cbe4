"""Windows of weeks, and what an outcome comes to over one."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

EARLY_WEEKS = 26
LATE_WEEKS = 78
LATE_FROM = 104
"""Weeks after the switch under which there is no late window: it would overlap the early one."""


class Window(NamedTuple):
    """A stretch of reported weeks, both ends included; week 0 is the switch."""

    name: str
    first: int
    last: int

    def in_words(self) -> str:
        """Return which weeks these are."""
        return f"weeks {self.first} to {self.last}"


def windows(weeks: int) -> tuple[Window, ...]:
    """Return the windows of a comparison: early, and late if it runs long enough.

    Parameters
    ----------
    weeks
        Weeks after the switch.
    """
    early = Window("early", 0, min(EARLY_WEEKS, weeks) - 1)
    if weeks < LATE_FROM:
        return (early,)
    return (early, Window("late", weeks - LATE_WEEKS, weeks - 1))


def all_weeks(weeks: int) -> Window:
    """Return the window of all weeks after the switch."""
    return Window("all", 0, weeks - 1)


def no_late_window(weeks: int) -> str:
    """Return the sentence that a table without a late window carries, empty if it has one."""
    if weeks >= LATE_FROM:
        return ""
    return f"No late window: {weeks} weeks after the switch, it takes {LATE_FROM}."


def over_window(values: Numbers, over: Sequence[str]) -> Numbers:
    """Return what each outcome comes to over the weeks of a window.

    Parameters
    ----------
    values
        Outcomes by (..., week, outcome).
    over
        For each outcome: "mean" over the weeks that have a number, "sum" over all weeks, or "end",
        the last week.

    Returns
    -------
    numpy.ndarray
        By (..., outcome); NaN where there is nothing to take the mean of.
    """
    return Weeks(values, over).over(slice(None))


class Weeks:
    """Outcomes by week, of which many windows are asked for: sorted once by what each comes to.

    Parameters
    ----------
    values, over
        As in `over_window`.
    """

    def __init__(self, values: Numbers, over: Sequence[str]) -> None:
        self._kinds = means, sums, ends = _kinds(tuple(over))
        self._shape = (*values.shape[:-2], values.shape[-1])
        self._known = values[..., means]
        self._is_known = ~np.isnan(self._known)
        self._known[~self._is_known] = 0.0
        self._sums = values[..., sums]
        self._ends = values[..., ends]

    def over(self, weeks: slice) -> Numbers:
        """Return what each outcome comes to over these weeks, as `over_window` does.

        A mean has the bits of `numpy.nanmean`, without its warnings and what they take.
        """
        means, sums, ends = self._kinds
        result = np.empty(self._shape)
        known = self._known[..., weeks, :].sum(axis=-2)
        with np.errstate(invalid="ignore"):  # the mean of no numbers is NaN: meant
            result[..., means] = known / self._is_known[..., weeks, :].sum(axis=-2)
        result[..., sums] = self._sums[..., weeks, :].sum(axis=-2)
        result[..., ends] = self._ends[..., weeks, :][..., -1, :]
        return result


@cache
def _kinds(over: tuple[str, ...]) -> tuple[NDArray[np.bool_], ...]:
    """Return which outcomes are means, sums and last weeks."""
    kinds = np.array(over)
    return kinds == "mean", kinds == "sum", kinds == "end"
