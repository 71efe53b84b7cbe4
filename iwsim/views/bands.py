"""Courses over weeks: a line for each arm, with a band or, among many arms, a whisker."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.style import GREY, SMALL, ArmStyle, arm_styles, say

HALF_A_YEAR = 26
"""Weeks between two markers of a line."""
MOST_BANDS = 4
"""Arms up to which bands are told apart; more have whiskers right of the last week."""
STEP = 4
"""Weeks between two whiskers."""


def reading(shown: Sequence[str]) -> str:
    """Return the sentence of the caption that explains the bands of some arms."""
    if len(shown) <= MOST_BANDS:
        return "Bands: 95 % intervals of the means."
    return "Whiskers on the right: 95 % intervals of the means in the last week."


def mark_switch(axes: Axes, words: str = "") -> None:
    """Mark week 0, in which the arms part, with words beside the line."""
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.annotate(
        words,
        (0, 0.02),
        xycoords=("data", "axes fraction"),
        xytext=(3, 0),
        textcoords="offset points",
        fontsize=SMALL,
        color=GREY,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5, "alpha": 0.7},
    )


def _band(axes: Axes, rows: pd.DataFrame, look: ArmStyle) -> None:
    week, low, high = (rows[name].to_numpy() for name in ("week", "low", "high"))
    axes.fill_between(week, low, high, color=look.colour, alpha=0.15, linewidth=0)
    for edge in (low, high):  # bands that overlap are told apart by their edges
        axes.plot(week, edge, color=look.colour, linestyle=look.line, linewidth=0.4)


def _whisker(axes: Axes, rows: pd.DataFrame, look: ArmStyle, place: int) -> None:
    last = rows.iloc[-1]
    beside = last["week"] + (place + 1) * STEP
    axes.vlines(beside, last["low"], last["high"], color=look.colour, linewidth=1.0)
    axes.plot(beside, last["mean"], color=look.colour, marker=look.marker, markersize=3.5)


def bands(axes: Axes, data: pd.DataFrame, arms: Sequence[str], shown: Sequence[str]) -> None:
    """Draw a table with columns arm, week, mean, low and high as lines with their intervals.

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
        if len(shown) <= MOST_BANDS:
            _band(axes, rows, look)
        else:
            _whisker(axes, rows, look, place)
        axes.plot(
            rows["week"].to_numpy(),
            rows["mean"].to_numpy(),
            color=look.colour,
            linestyle=look.line,
            marker=look.marker,
            markersize=3.5,
            markevery=(6 * place % HALF_A_YEAR, HALF_A_YEAR),
        )
    axes.set_xticks(range(0, int(data["week"].max()) + 2, HALF_A_YEAR))
    axes.set_xlabel("Time since the switch (weeks)")
    if data["mean"].isna().all():
        say(axes, "no values")
