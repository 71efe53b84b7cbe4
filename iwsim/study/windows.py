"""Windows of weeks, and what an outcome comes to over one."""

from collections.abc import Sequence
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
    result = np.full((*values.shape[:-2], values.shape[-1]), np.nan)
    kinds = np.array(over)
    result[..., kinds == "mean"] = _mean(values[..., kinds == "mean"])
    result[..., kinds == "sum"] = values[..., kinds == "sum"].sum(axis=-2)
    result[..., kinds == "end"] = values[..., -1, kinds == "end"]
    return result


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean over the weeks that have a number; NaN without one, and no warning.

    The bits are those of `numpy.nanmean`, whose warning cannot be silenced in one thread alone.
    """
    known = ~np.isnan(values)
    filled = np.array(values)
    filled[~known] = 0.0
    with np.errstate(invalid="ignore"):
        return np.asarray(filled.sum(axis=-2) / known.sum(axis=-2), dtype=np.float64)
