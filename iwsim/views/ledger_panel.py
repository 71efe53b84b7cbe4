"""One arm's column of the ledger: marks right of zero for gains, left of it for losses."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from iwsim.views.balance import SHOWN, Row, verdict
from iwsim.views.style import FAINT, GREY, SMALL

COLOURS = {1: "#0072B2", -1: "#D55E00", 0: GREY}
MARKERS = {1: ">", -1: "<", 0: "o"}
LEFT, RIGHT = "\N{BLACK LEFT-POINTING SMALL TRIANGLE}", "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
TINY = 4.0
BELOW_THE_AXIS = 2.2
"""Above intervals, which a number may cover, and below the line of the axis."""
NOTHING = (np.nan, np.nan, np.nan)


def lay_out(axes: Axes, rows: Sequence[Row], named: bool, limit: float) -> None:
    """Give a panel its rows, named or not, its zero line, and the same reach on both sides."""
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [row.label for row in rows] if named else [])
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(-limit, limit)
    axes.axvline(0, color="black", linewidth=0.7)
    axes.spines["left"].set_visible(False)
    for row, label in zip(rows, axes.get_yticklabels() if named else (), strict=named):
        label.set_fontweight("normal" if row.outcome else "bold")
    for at, row in enumerate(rows):
        if row.outcome:
            axes.axhline(at, color=FAINT, linewidth=0.4, zorder=0)
        else:
            axes.axhspan(at - 0.5, at + 0.5, color="#eeeeee", linewidth=0, zorder=0)


def marks(axes: Axes, data: pd.DataFrame, rows: Sequence[Row], wide: bool) -> None:
    """Draw the marks and intervals of one arm, and on the row of each side how many there are.

    Parameters
    ----------
    axes
        A panel that has its rows.
    data
        The arm's numbers, one line an outcome.
    rows
        The rows from top to bottom.
    wide
        Whether there is room for words.
    """
    limit = axes.get_xlim()[1]
    numbers = data[SHOWN].astype(float).itertuples(index=False, name=None)
    ends = dict(zip(data["outcome"], numbers, strict=True))
    counts = {row.side: {1: 0, -1: 0, 0: 0} for row in rows}
    for at, row in enumerate(rows):
        shown, low, high = ends.get(row.outcome, NOTHING)
        if not np.isnan(shown):
            said = verdict(low, high)
            counts[row.side][said] += 1
            _mark(axes, at, (shown, low, high), limit, said)
            if wide and abs(shown) > limit:
                _beyond(axes, at, shown, limit)
    for at, row in enumerate(rows):
        if wide and not row.outcome and row.side != "purse":
            _count(axes, at, counts[row.side])


def _mark(axes: Axes, at: int, ends: tuple[float, float, float], limit: float, said: int) -> None:
    shown, low, high = np.clip(ends, -limit, limit)
    colour = COLOURS[said]
    axes.hlines(at, low, high, color=colour, linewidth=1.1)
    axes.plot(
        shown,
        at,
        marker=MARKERS[said],
        markersize=TINY,
        markerfacecolor=colour if said else "white",
        markeredgecolor=colour,
        markeredgewidth=0.7,
        clip_on=False,
    )


def _beyond(axes: Axes, at: int, shown: float, limit: float) -> None:
    """Write beside a mark at the edge how far it would stand."""
    side = np.sign(shown)
    said = "better" if side > 0 else "worse"
    words = f"{abs(shown):,.0f} % {said}" if np.isfinite(shown) else f"{said}, from 0"
    axes.text(
        side * 0.94 * limit,
        at,
        words,
        ha="right" if side > 0 else "left",
        va="center",
        fontsize=SMALL,
        color=GREY,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.0},
        zorder=BELOW_THE_AXIS,
    )


def _count(axes: Axes, at: int, counts: dict[int, int]) -> None:
    """Write on the row of a side how many of its outcomes are worse and how many better."""
    words = {-1: f"{LEFT} {counts[-1]} worse", 1: f"{counts[1]} better {RIGHT}"}
    for side, where in ((-1, 0.02), (1, 0.98)):
        axes.text(
            where,
            at,
            words[side],
            transform=axes.get_yaxis_transform(),
            ha="left" if side < 0 else "right",
            va="center",
            fontsize=SMALL,
            fontweight="bold",
            color=COLOURS[side],
        )
