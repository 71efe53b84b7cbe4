"""How the weight of factors changes from year to year."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.views.margin import Name, write_names
from iwsim.views.multiples import (
    AROUND,
    deep_of,
    factor_label,
    multiples,
    outcomes_of,
    panel_inches,
    say_empty,
)
from iwsim.views.sensitivity_course import index_label
from iwsim.views.style import ARM_STYLES, FAINT, frame, new_figure
from iwsim.views.words import plain

MOST_NAMED = 6
READ = (
    "Index of each factor by year, with 95 % intervals; the factors that matter most in any year "
    "are named, others pale. Marks of one year stand a little apart so that none hides another. "
    "Open marks have not converged."
)
_HEIGHT = 2.3
_SPREAD = 0.3


def draw_years(indices: pd.DataFrame, title: str, caption: str, *, quantity: str = "ST") -> Figure:
    """Return a figure of an index over years, a panel an outcome.

    Parameters
    ----------
    indices
        Columns outcome, window, quantity, factor, value, low, high, converged.
    title, caption
        What the figure is about, and what was run.
    quantity
        The index.
    """
    rows = indices[indices["quantity"] == quantity]
    outcomes = outcomes_of(indices)
    across = min(2, len(outcomes))
    deep = deep_of(len(outcomes), across)
    height = panel_inches(_HEIGHT if across > 1 else 1.3 * _HEIGHT, deep)
    figure = new_figure(AROUND + deep * (height + 0.3))
    frame(figure, title, f"{READ} {caption}")
    for axes, outcome in zip(multiples(figure, outcomes, across), outcomes, strict=True):
        axes.set_ylabel(index_label(quantity))
        _draw(axes, rows[rows["outcome"] == outcome], 0.7 * height)
    return figure


def _draw(axes: Axes, mine: pd.DataFrame, inches: float) -> None:
    known = mine.dropna(subset=["value"])
    if known.empty:
        say_empty(axes)
        return
    windows = list(dict.fromkeys(mine["window"]))
    largest = known.groupby("factor")["value"].max().sort_values(ascending=False, kind="stable")
    named = list(largest.index[:MOST_NAMED])
    years = np.arange(len(windows), dtype=float)
    for factor in largest.index[MOST_NAMED:]:
        line = mine[mine["factor"] == factor].set_index("window").reindex(windows)
        axes.plot(years, line["value"], color=FAINT, linewidth=0.8, zorder=1)
    names = []
    for look, factor, offset in zip(
        ARM_STYLES, named, np.linspace(-_SPREAD / 2, _SPREAD / 2, len(named)), strict=False
    ):
        line = mine[mine["factor"] == factor].set_index("window").reindex(windows)
        value, at = line["value"].to_numpy(dtype=float), years + offset
        axes.vlines(at, line["low"], line["high"], color=look.colour, linewidth=0.8, zorder=2)
        axes.plot(at, value, color=look.colour, linestyle=look.line, linewidth=1.0, zorder=2)
        sure = (line["converged"] == True).to_numpy()  # noqa: E712 (a missing row is not sure)
        for which, face in ((sure, look.colour), (~sure, "white")):
            axes.plot(
                at[which], value[which], linestyle="none", marker=look.marker, markersize=4.0,
                markerfacecolor=face, markeredgecolor=look.colour, markeredgewidth=0.8, zorder=3,
            )  # fmt: skip
        last = int(np.flatnonzero(np.isfinite(value))[-1])
        names.append(
            Name(float(at[last]), float(value[last]), factor_label(str(factor)), look.colour)
        )
    axes.axhline(0.0, color="black", linewidth=0.7, zorder=1)
    axes.set_xticks(years, [plain(str(one)).removeprefix("year ") for one in windows])
    axes.set_xlim(-0.5, len(windows) - 0.5)
    axes.set_xlabel("year (after the switch)")
    axes.locator_params(axis="y", nbins=5)
    axes.set_ylim(*axes.get_ylim())
    write_names(axes, names, inches)
