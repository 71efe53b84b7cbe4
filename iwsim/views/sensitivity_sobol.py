"""Shares of variance: what each factor gives alone and in all, and what pairs give together."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from iwsim.views.multiples import (
    BESIDE_NAMES,
    deep_of,
    factor_label,
    multiples,
    outcomes_of,
    say_cut,
    say_empty,
)
from iwsim.views.style import ARM_STYLES, FAINT, PAGE, SMALL, ArmStyle, Legend, frame, new_figure

MOST_ROWS = 20
MARKS = {
    "ST": ("with all interactions (ST)", ARM_STYLES[1]),
    "S1": ("alone (S1)", ARM_STYLES[2]),
}
READ = (
    "Share of the outcome's variance that a factor gives, with 95 % intervals; the distance "
    "between the two marks of a row is what it gives together with others. Open marks have not "
    "converged."
)
_APART = {"ST": -0.16, "S1": 0.16}
_ROW, _AROUND, _PANEL = 0.2, 1.15, 0.85


def draw_sobol(indices: pd.DataFrame, title: str, caption: str) -> Figure:
    """Return a figure of first-order and total indices, the largest total on top.

    Parameters
    ----------
    indices
        Columns outcome, quantity (``S1`` and ``ST``), factor, value, low, high, converged.
    title, caption
        What the figure is about, and what was run.
    """
    outcomes = outcomes_of(indices)
    across = min(2, len(outcomes))
    deep = deep_of(len(outcomes), across)
    room = int(((PAGE - _AROUND) / deep - _PANEL) / 0.13)
    most = max(1, min(MOST_ROWS, room))
    rows = min(most, indices["factor"].nunique())
    figure = new_figure(_AROUND + deep * (_PANEL + _ROW * max(rows, 4)))
    frame(figure, title, f"{READ} {caption}", _legend())
    for axes, outcome in zip(
        multiples(figure, outcomes, across, BESIDE_NAMES), outcomes, strict=True
    ):
        _draw(axes, indices[indices["outcome"] == outcome], most)
    return figure


def _draw(axes: Axes, mine: pd.DataFrame, most: int) -> None:
    totals = mine[mine["quantity"] == "ST"].dropna(subset=["value"])
    if totals.empty:
        say_empty(axes)
        return
    order = totals.sort_values("value", ascending=False)["factor"].tolist()
    shown = order[:most]
    for quantity, (_, look) in MARKS.items():
        part = mine[mine["quantity"] == quantity].set_index("factor").reindex(shown)
        _marks(axes, part, np.arange(len(shown)) + _APART[quantity], look)
    for at in range(len(shown)):
        axes.axhline(at, color=FAINT, linewidth=0.4, zorder=0)
    axes.axvline(0.0, color="black", linewidth=0.7)
    axes.set_yticks(range(len(shown)), [factor_label(str(one)) for one in shown], fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.locator_params(axis="x", nbins=5)
    axes.set_xlabel("share of variance (0\N{EN DASH}1)")
    say_cut(axes, len(shown), len(order))


def _marks(axes: Axes, part: pd.DataFrame, at: np.ndarray, look: ArmStyle) -> None:
    axes.hlines(at, part["low"], part["high"], color=look.colour, linewidth=1.0)
    sure = (part["converged"] == True).to_numpy()  # noqa: E712 (a missing row is not sure)
    for which, face in ((sure, look.colour), (~sure, "white")):
        axes.plot(
            part["value"].to_numpy(dtype=float)[which],
            at[which],
            linestyle="none",
            marker=look.marker,
            markersize=3.8,
            markerfacecolor=face,
            markeredgecolor=look.colour,
            markeredgewidth=0.8,
        )


def _legend() -> list[Legend]:
    return [
        Legend(
            (Line2D([], [], color=look.colour, marker=look.marker, markersize=4, linewidth=1.0),),
            words,
        )
        for words, look in MARKS.values()
    ]
