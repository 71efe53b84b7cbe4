"""A tornado: how far each factor alone moves a difference, at its low and at its high end."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from iwsim.views.multiples import (
    deep_of,
    factor_label,
    multiples,
    outcomes_of,
    say_cut,
    say_empty,
)
from iwsim.views.style import (
    ARM_STYLES,
    FAINT,
    GREY,
    PAGE,
    SMALL,
    Legend,
    bar_fill,
    frame,
    new_figure,
)

MOST_ROWS = 24
ENDS = {
    "low": ("factor at its low end", ARM_STYLES[1]),
    "high": ("factor at its high end", ARM_STYLES[2]),
}
READ = (
    "Bars run from the mean over all points (the black line) to the mean where a factor lies in "
    "the lowest fifth of its range, or in the highest, and all others anywhere; behind its name "
    "stand its means there. Whiskers are 95 % intervals. Factors stand in the order of their reach."
)
_ROW, _AROUND, _PANEL = 0.2, 1.2, 0.75
_LETTERS = 24
_LETTERS_OF_TITLE = 21
"""Beside names with their ends behind them, where two panels stand side by side."""
_LETTERS_OF_LABEL = {1: 80, 2: 30}
_APART = {"low": -0.17, "high": 0.17}


def draw_tornado(
    table: pd.DataFrame,
    title: str,
    caption: str,
    *,
    label: str,
    reference: float = 0.0,
    rows: int = MOST_ROWS,
) -> Figure:
    """Return a tornado, a panel an outcome.

    Parameters
    ----------
    table
        Columns name, low_value, high_value, difference_low, difference_low_from,
        difference_low_to, difference_high, difference_high_from, difference_high_to: the difference
        at either end and its interval. Perhaps outcome, for panels, and reference, the mean over
        all points.
    title, caption
        What the figure is about, and what was run.
    label
        Axis label with the unit in brackets.
    reference
        The mean over all points, where the table has no such column.
    rows
        How many factors a panel shows at most, those of the longest reach.
    """
    whole = table if "outcome" in table else table.assign(outcome="")
    outcomes = outcomes_of(whole)
    across = min(2, len(outcomes))
    deep = deep_of(len(outcomes), across)
    most = max(1, min(rows, int(((PAGE - _AROUND) / deep - _PANEL) / 0.15)))
    shown = min(most, int(whole.groupby("outcome").size().max()))
    figure = new_figure(_AROUND + deep * (_PANEL + _ROW * max(shown, 3)))
    legend = [Legend((Patch(**bar_fill(look)),), words) for words, look in ENDS.values()]
    frame(figure, title, f"{READ} {caption}", legend)
    for axes, outcome in zip(
        multiples(figure, outcomes, across, _LETTERS_OF_TITLE), outcomes, strict=True
    ):
        mine = whole[whole["outcome"] == outcome]
        start = float(mine["reference"].iloc[0]) if "reference" in mine else reference
        axes.set_xlabel(textwrap.fill(label, _LETTERS_OF_LABEL[across]))
        _draw(axes, mine, start, most)
        axes.locator_params(axis="x", nbins=4 if across == 1 else 3)
    return figure


def _draw(axes: Axes, mine: pd.DataFrame, start: float, most: int) -> None:
    known = mine.dropna(subset=["difference_low", "difference_high"], how="all")
    if known.empty:
        say_empty(axes)
        return
    ends = known[["difference_low", "difference_high"]].assign(reference=start)
    reach = ends.max(axis=1) - ends.min(axis=1)
    order = known.loc[reach.sort_values(ascending=False, kind="stable").index].head(most)
    say_cut(axes, len(order), len(known))
    at = np.arange(len(order))
    for end, (_, look) in ENDS.items():
        value = order[f"difference_{end}"].to_numpy(dtype=float)
        height = at + _APART[end]
        axes.barh(height, value - start, 0.32, left=start, linewidth=0.6, **bar_fill(look))
        low, high = (order[f"difference_{end}_{side}"] for side in ("from", "to"))
        axes.hlines(height, low, high, color="black", linewidth=0.9, zorder=3)
        axes.plot(value, height, "|", color="black", markersize=4.0, zorder=3)
    axes.axvline(0.0, color=GREY, linewidth=0.7, linestyle=":", zorder=1)
    axes.axvline(start, color="black", linewidth=0.8, zorder=4)
    for between in range(1, len(order)):
        axes.axhline(between - 0.5, color=FAINT, linewidth=0.4, zorder=0)
    names = [
        _named(str(name), low, high)
        for name, low, high in zip(
            order["name"], order["low_value"], order["high_value"], strict=True
        )
    ]
    axes.set_yticks(at, names, fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(order) - 0.4, -0.6)


def _named(name: str, low: object, high: object) -> str:
    ends = f"{_end(low)} to {_end(high)}"
    return f"{factor_label(name, _LETTERS)} ({ends})"


def _end(value: object) -> str:
    return value if isinstance(value, str) else f"{value:.3g}"
