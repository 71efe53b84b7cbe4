"""Dots with intervals in rows, one row a category and one dot an arm."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.style import FAINT, SMALL, arm_styles, say

ROW_SHARE = 0.64
"""Share of a row's height over which the arms are spread."""


def offsets(count: int) -> list[float]:
    """Return how far from the middle of its row each of some marks stands."""
    if count == 1:
        return [0.0]
    return [ROW_SHARE * (place / (count - 1) - 0.5) for place in range(count)]


def name_rows(axes: Axes, names: Sequence[str], label: str) -> None:
    """Name the rows of axes from top to bottom, with a faint line between them."""
    axes.set_yticks(range(len(names)), names, fontsize=SMALL)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_ylabel(label)
    for between in range(1, len(names)):
        axes.axhline(between - 0.5, color=FAINT, linewidth=0.6, zorder=0)


def dots(axes: Axes, data: pd.DataFrame, rows: Sequence[str], arms: Sequence[str]) -> None:
    """Draw the rows of a table with columns row, arm, mean, low and high.

    Parameters
    ----------
    axes
        Where to draw; rows stand at 0, 1, 2 from the top.
    data
        One line a row and arm.
    rows
        The rows in order.
    arms
        All arms of the comparison: they fix look and height; an arm without lines in the table
        leaves its place empty.
    """
    looks = arm_styles(arms)
    for arm, offset in zip(arms, offsets(len(arms)), strict=True):
        line = data[data["arm"] == arm].set_index("row").reindex(list(rows))
        look = looks[arm]
        height = [place + offset for place in range(len(rows))]
        axes.hlines(height, line["low"], line["high"], color=look.colour, linewidth=1.6)
        axes.plot(
            line["mean"].to_numpy(),
            height,
            linestyle="none",
            marker=look.marker,
            markersize=5,
            color=look.colour,
            markeredgecolor="white",
            markeredgewidth=0.5,
        )
    if data["mean"].isna().all():
        say(axes, "no values in this window")
