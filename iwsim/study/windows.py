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
    means, sums, ends = kinds(tuple(over))
    flows = np.concatenate((means, sums))
    result = np.empty((*values.shape[:-2], values.shape[-1]))
    copied = values[..., flows]  # the weeks of an outcome lie together in it
    result[..., flows] = over_flows(copied, len(means), ((0, values.shape[-2]),))[0]
    result[..., ends] = values[..., -1, ends]
    return result


def over_flows(flows: Numbers, means: int, spans: Sequence[tuple[int, int]]) -> Numbers:
    """Return means and sums of outcomes over the weeks of each of many windows.

    A mean has the bits of `numpy.nanmean`, without its warnings and what they take.

    Parameters
    ----------
    flows
        Outcomes by (..., week, outcome), whose weeks should lie together in memory. Changed in
        place: a week without a number of an outcome to be a mean becomes zero.
    means
        How many of the first outcomes are to be means over the weeks that have a number; the
        others are sums over all weeks.
    spans
        Of each window the place of its first week, and the one after its last.

    Returns
    -------
    numpy.ndarray
        By (window, ..., outcome).
    """
    levels = flows[..., :means]
    unknown = np.isnan(levels)
    levels[unknown] = 0.0
    result = np.empty((len(spans), *flows.shape[:-2], flows.shape[-1]))
    for totals, (start, stop) in zip(result, spans, strict=True):
        flows[..., start:stop, :].sum(axis=-2, out=totals)
    with np.errstate(invalid="ignore"):  # the mean of no numbers is NaN: meant
        result[..., :means] /= _known(unknown, spans)
    return result


def _known(unknown: NDArray[np.bool_], spans: Sequence[tuple[int, int]]) -> Numbers:
    """Return how many weeks of each window have a number, by (window, ..., outcome)."""
    weeks = np.empty((len(spans), *unknown.shape[:-2], unknown.shape[-1]))
    some = np.flatnonzero(unknown.any(axis=tuple(range(unknown.ndim - 1))))
    for known, (start, stop) in zip(weeks, spans, strict=True):
        known[:] = stop - start
        known[..., some] -= unknown[..., start:stop, some].sum(axis=-2)
    return weeks


@cache
def kinds(over: tuple[str, ...]) -> tuple[NDArray[np.intp], ...]:
    """Return which outcomes are means, sums and last weeks."""
    named = np.array(over)
    return tuple(np.flatnonzero(named == kind) for kind in ("mean", "sum", "end"))
