"""Verdicts on a difference against the smallest effect that matters, declared before running."""

import math
from typing import Literal

from iwsim.study.statistics import Interval

Verdict = Literal["shown", "opposite", "no effect that matters", "undecided"]
Direction = Literal["up", "down"]


def smallest_effect(reference_mean: float, is_state: bool) -> float:
    """Return the default smallest effect that matters.

    Parameters
    ----------
    reference_mean
        Mean of the outcome in the reference arm.
    is_state
        Whether the outcome is a state or a share on [0, 1].

    Returns
    -------
    float
        0.02 for states on [0, 1], else 5 per cent of the reference.
    """
    return 0.02 if is_state else 0.05 * abs(reference_mean)


def directional(interval: Interval, smallest: float, direction: Direction) -> Verdict:
    """Judge a claim that something moves in one direction.

    Shown (or opposite) if the whole interval lies beyond the smallest effect on the claimed (or
    the other) side; no effect that matters if it lies inside plus or minus the smallest effect;
    else undecided.
    """
    low, high = interval if direction == "up" else Interval(-interval.high, -interval.low)
    if math.isnan(low) or math.isnan(high):
        return "undecided"
    if low > smallest:
        return "shown"
    if high < -smallest:
        return "opposite"
    if low >= -smallest and high <= smallest:
        return "no effect that matters"
    return "undecided"


def equivalent(interval: Interval, margin: float) -> Verdict:
    """Judge a claim that two things differ by no more than a stated margin, either way."""
    low, high = interval
    if math.isnan(low) or math.isnan(high):
        return "undecided"
    if low >= -margin and high <= margin:
        return "shown"
    return "opposite" if low > margin or high < -margin else "undecided"


def not_beyond(interval: Interval, margin: float, direction: Direction) -> Verdict:
    """Judge a claim of non-inferiority: that something does not move `direction` by a margin.

    "Not higher" and "not above" are ``not_beyond(interval, margin, "up")``; "no worse" is the
    direction that is worse.
    """
    low, high = interval if direction == "up" else Interval(-interval.high, -interval.low)
    if math.isnan(low) or math.isnan(high):
        return "undecided"
    if high < margin:
        return "shown"
    return "opposite" if low > margin else "undecided"
