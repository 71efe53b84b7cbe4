"""The weeks that a figure of levels looks at, and one number a replicate over them."""

from collections.abc import Sequence

import pandas as pd

from iwsim.outcomes import BY_NAME
from iwsim.study.paired import block_of, outcome_of
from iwsim.study.windows import Window, all_weeks, windows
from iwsim.views.subject import ComparisonLike


def weeks_after(comparison: ComparisonLike) -> int:
    """Return how many weeks after the switch were run."""
    return int(comparison.weekly["week"].max()) + 1


def since_switch(comparison: ComparisonLike) -> Window:
    """Return the window of all weeks after the switch."""
    return all_weeks(weeks_after(comparison))


def last_window(comparison: ComparisonLike) -> Window:
    """Return the late window, or the early one where the horizon is too short for a late one."""
    return windows(weeks_after(comparison))[-1]


def in_words(window: Window) -> str:
    """Return a window as a caption names it."""
    return f"weeks {window.first} to {window.last} after the switch ({window.name} window)"


def per_replicate(comparison: ComparisonLike, columns: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return what each weekly column comes to over the last window, one row a replicate, by arm.

    Only replicates that every arm has are taken, so the rows of two arms are pairs.
    """
    block = block_of(comparison.weekly, comparison.arms, columns)
    found = (outcome_of(column, BY_NAME) for column in columns)
    levels = block.over(last_window(comparison), [one.over for one in found if one is not None])
    return {
        arm: pd.DataFrame(levels[place], index=list(block.replicates), columns=list(columns))
        for place, arm in enumerate(block.arms)
    }
