"""What a reader of a comparison has to know before trusting a number in it."""

import numpy as np

from iwsim.outcomes import BY_NAME
from iwsim.scenario import SILOED
from iwsim.study.headline import headline_outcomes
from iwsim.study.paired import Block
from iwsim.study.statistics import Interval, paired_difference
from iwsim.study.verdicts import smallest_effect
from iwsim.study.windows import EARLY_WEEKS, Window, no_late_window, over_window, windows

_STATES = ("0-1", "share")  # how the units of states and shares begin


def notes_on(block: Block, weeks: int, replicates: int, failed: int) -> tuple[str, ...]:
    """Return the notes that every table of a comparison carries.

    Parameters
    ----------
    block
        The runs.
    weeks
        Weeks after the switch.
    replicates
        Replicates that were asked for.
    failed
        Runs that failed.
    """
    notes = [no_late_window(weeks)]
    if weeks < EARLY_WEEKS:
        notes.append(f"The early window ends with the run, after {weeks} weeks.")
    if failed:
        notes.append(
            f"{failed} runs failed: {len(block.replicates)} of {replicates} replicates are "
            "complete, and only those are compared."
        )
    if len(block.replicates) == 1:
        notes.append("One replicate: a difference without an interval says nothing about luck.")
    if block.arms[0] == SILOED:  # any other reference changes at the switch because it is told to
        notes += _drifts(block, weeks)
    return tuple(note for note in notes if note)


def _drifts(block: Block, weeks: int) -> list[str]:
    """Name what changes in the reference by itself: an effect is then measured on a slope."""
    baseline = tuple(week for week in block.weeks if week < 0)
    if not baseline:
        return []
    before = Window("baseline", baseline[0], baseline[-1])
    after = windows(weeks)[-1]
    notes = []
    for name in headline_outcomes(block.columns):
        at = block.columns.index(name)
        # Windows differ in length, so a sum is looked at as a mean a week.
        levels = [
            over_window(block.weekly(window)[0, :, :, at : at + 1], ["mean"])[:, 0]
            for window in (before, after)
        ]
        found = paired_difference(levels[1], levels[0])
        start = float(np.nanmean(levels[0])) if np.isfinite(levels[0]).any() else float("nan")
        margin = smallest_effect(start, BY_NAME[name].unit.startswith(_STATES))
        if _beyond(Interval(found.low, found.high), margin):
            notes.append(
                f"{block.arms[0]} drifts: {name} moves from {start:.3g} before the switch to "
                f"{start + found.mean:.3g} in the {after.name} window by itself."
            )
    return notes


def _beyond(interval: Interval, margin: float) -> bool:
    return interval.low > margin or interval.high < -margin
