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
    whole: Numbers = over_windows(values, over, ((0, values.shape[-2]),))[0]
    return whole


def over_windows(values: Numbers, over: Sequence[str], spans: Sequence[tuple[int, int]]) -> Numbers:
    """Return what each outcome comes to over the weeks of each of many windows.

    A mean has the bits of `numpy.nanmean`, without its warnings and what they take.

    Parameters
    ----------
    values, over
        As in `over_window`.
    spans
        Of each window the place of its first week, and the one after its last.

    Returns
    -------
    numpy.ndarray
        By (window, ..., outcome).
    """
    means, sums, ends = _kinds(tuple(over))
    starts, stops = np.array(spans).T
    shape = (len(spans), *values.shape[:-2])
    flows = values[..., np.concatenate((means, sums))]  # a copy; the weeks of one lie together
    levels = flows[..., : len(means)]
    known = _known_before(levels)
    levels[np.isnan(levels)] = 0.0
    totals = np.empty((*shape, flows.shape[-1]))
    for total, (start, stop) in zip(totals, spans, strict=True):
        flows[..., start:stop, :].sum(axis=-2, out=total)
    weeks = np.moveaxis(known[..., stops] - known[..., starts], -1, 0)
    result = np.empty((*shape, values.shape[-1]))
    with np.errstate(invalid="ignore"):  # the mean of no numbers is NaN: meant
        result[..., means] = totals[..., : len(means)] / weeks
    result[..., sums] = totals[..., len(means) :]
    result[..., ends] = np.moveaxis(values[..., stops - 1, :][..., ends], -2, 0)
    return result


def _known_before(values: Numbers) -> NDArray[np.intp]:
    """Return how many numbers come before each week, by (..., outcome, week), and in all."""
    *lead, weeks, outcomes = values.shape
    known = np.zeros((*lead, outcomes, weeks + 1), dtype=np.intp)
    np.cumsum(~np.isnan(np.swapaxes(values, -1, -2)), axis=-1, out=known[..., 1:])
    return known


@cache
def _kinds(over: tuple[str, ...]) -> tuple[NDArray[np.intp], ...]:
    """Return which outcomes are means, sums and last weeks."""
    kinds = np.array(over)
    return tuple(np.flatnonzero(kinds == kind) for kind in ("mean", "sum", "end"))
