"""Courses over weeks: a line and a band for each arm."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.style import arm_styles, say

HALF_A_YEAR = 26
"""Weeks between two markers of a line."""


def bands(axes: Axes, data: pd.DataFrame, arms: Sequence[str], shown: Sequence[str]) -> None:
    """Draw a table with columns arm, week, mean, low and high as lines with bands.

    Parameters
    ----------
    axes
        Where to draw.
    data
        One line an arm and week.
    arms
        All arms of the comparison: they fix the look.
    shown
        The arms to draw.
    """
    looks = arm_styles(arms)
    for place, arm in enumerate(shown):
        look, rows = looks[arm], data[data["arm"] == arm]
        week, low, high = (rows[name].to_numpy() for name in ("week", "low", "high"))
        axes.fill_between(week, low, high, color=look.colour, alpha=0.18, linewidth=0)
        for edge in (low, high):  # bands that overlap are told apart by their edges
            axes.plot(week, edge, color=look.colour, linestyle=look.line, linewidth=0.5)
        axes.plot(
            week,
            rows["mean"].to_numpy(),
            color=look.colour,
            linestyle=look.line,
            marker=look.marker,
            markersize=4,
            markevery=(6 * place % HALF_A_YEAR, HALF_A_YEAR),
        )
    axes.set_xlabel("Time since the switch (weeks)")
    if data["mean"].isna().all():
        say(axes, "no values")
