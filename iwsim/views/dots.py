"""Dots with intervals in rows, one row a category and one dot an arm."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.style import FAINT, PAGE, SMALL, arm_styles, say

ROW_SHARE = 0.84
"""Share of a row's height over which the arms are spread."""
LARGEST = 5.0
"""Points: a mark that has room."""
POINTS_AN_INCH = 72.0


def spread(count: int) -> list[tuple[float, float]]:
    """Return the span of a row that each of some arms has, from the middle of the row.

    The spans lie one below the other without a gap and together fill `ROW_SHARE` of the row.
    """
    pitch = ROW_SHARE / count
    top = -ROW_SHARE / 2
    return [(top + place * pitch, top + (place + 1) * pitch) for place in range(count)]


def offsets(count: int) -> list[float]:
    """Return how far from the middle of its row each of some marks stands."""
    return [(above + below) / 2 for above, below in spread(count)]


def row_inches(rows: int, arms: int, rest: float) -> float:
    """Return how high a row is, so that all rows and the rest of the figure fit on a page.

    Parameters
    ----------
    rows
        How many rows there are.
    arms
        How many marks stand in each.
    rest
        Inches that the figure needs for anything else.
    """
    return min(0.12 + 0.09 * arms, (PAGE - rest) / rows)


def mark_points(row: float, arms: int) -> float:
    """Return the size of a mark that touches none of another arm in a row of so many inches."""
    return min(LARGEST, 0.95 * POINTS_AN_INCH * row * ROW_SHARE / arms)


def name_rows(axes: Axes, names: Sequence[str], label: str) -> None:
    """Name the rows of axes from top to bottom, with a faint line between them."""
    axes.set_yticks(range(len(names)), names, fontsize=SMALL)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_ylabel(label)
    for between in range(1, len(names)):
        axes.axhline(between - 0.5, color=FAINT, linewidth=0.6, zorder=0)


def dots(
    axes: Axes, data: pd.DataFrame, rows: Sequence[str], arms: Sequence[str], points: float
) -> None:
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
    points
        Size of a mark.
    """
    looks = arm_styles(arms)
    for arm, offset in zip(arms, offsets(len(arms)), strict=True):
        line = data[data["arm"] == arm].set_index("row").reindex(list(rows))
        look = looks[arm]
        height = [place + offset for place in range(len(rows))]
        axes.hlines(height, line["low"], line["high"], color=look.colour, linewidth=0.28 * points)
        axes.plot(
            line["mean"].to_numpy(),
            height,
            linestyle="none",
            marker=look.marker,
            markersize=points,
            color=look.colour,
            markeredgecolor="white",
            markeredgewidth=0.4 if points == LARGEST else 0.0,
        )
    if data["mean"].isna().all():
        say(axes, "no values in this window")
