"""Convergence: what an index was told to be as samples were added."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullLocator

from iwsim.views.margin import Name, write_names
from iwsim.views.multiples import (
    AROUND,
    deep_of,
    factor_label,
    multiples,
    panel_inches,
    say_empty,
)
from iwsim.views.style import ARM_STYLES, FAINT, frame, new_figure

MOST_NAMED = 5
INDEX_LABELS = {
    "mu": "mean effect μ (outcome's unit)",
    "mu_star": "mean absolute effect μ* (outcome's unit)",
    "sigma": "spread of effects \N{GREEK SMALL LETTER SIGMA} (outcome's unit)",
    "S1": "share alone S1 (0\N{EN DASH}1)",
    "ST": "share with interactions ST (0\N{EN DASH}1)",
    "S2": "share of pairs S2 (0\N{EN DASH}1)",
    "delta": "shift of the distribution δ (0\N{EN DASH}1)",
    "pawn": "shift of the distribution, PAWN (0\N{EN DASH}1)",
}
READ = (
    "Each line is the index of a factor as more samples are used, the largest ones named and with "
    "their 95 % intervals as bands, other factors pale. Lines that are flat and bands that do not "
    "cross tell that the order of factors is settled. The scale of samples doubles at each step."
)
_HEIGHT = 2.3


def draw_course(course: pd.DataFrame, title: str, caption: str) -> Figure:
    """Return a figure of indices over samples, a panel an outcome and quantity.

    Parameters
    ----------
    course
        Columns outcome, samples, quantity, factor, value, low, high.
    title, caption
        What the figure is about, and what was run.
    """
    parts = [
        (str(at[0]), str(at[1])) for at, _ in course.groupby(["outcome", "quantity"], sort=False)
    ]
    across = min(2, len(parts))
    deep = deep_of(len(parts), across)
    height = panel_inches(_HEIGHT if across > 1 else 1.3 * _HEIGHT, deep)
    figure = new_figure(AROUND + deep * (height + 0.3))
    frame(figure, title, f"{READ} {caption}")
    panels = multiples(figure, [outcome for outcome, _ in parts], across)
    for axes, (outcome, quantity) in zip(panels, parts, strict=True):
        here = (course["outcome"] == outcome) & (course["quantity"] == quantity)
        axes.set_ylabel(index_label(quantity))
        _draw(axes, course[here], 0.7 * height)
    return figure


def index_label(quantity: str) -> str:
    """Return an index as the label of an axis."""
    return INDEX_LABELS.get(quantity, f"{quantity} (index)")


def _draw(axes: Axes, mine: pd.DataFrame, inches: float) -> None:
    known = mine.dropna(subset=["value"])
    if known.empty:
        say_empty(axes)
        return
    value, low, high = (
        known.pivot(index="samples", columns="factor", values=name)
        for name in ("value", "low", "high")
    )
    samples = value.index.to_numpy(dtype=float)
    last = value.ffill().iloc[-1].sort_values(ascending=False)
    named = [str(factor) for factor in last.index[:MOST_NAMED]]
    for factor in last.index[MOST_NAMED:]:
        axes.plot(samples, value[factor], color=FAINT, linewidth=0.8, zorder=1)
    for look, factor in zip(ARM_STYLES, named, strict=False):
        axes.fill_between(
            samples, low[factor], high[factor], color=look.colour, alpha=0.16, linewidth=0.0,
            zorder=2,
        )  # fmt: skip
        axes.plot(
            samples, value[factor], color=look.colour, linestyle=look.line, marker=look.marker,
            markersize=3.4, zorder=3,
        )  # fmt: skip
    axes.axhline(0.0, color="black", linewidth=0.7, zorder=1)
    axes.set_xscale("log", base=2)
    axes.xaxis.set_major_locator(FixedLocator(_ticks(samples)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda at, _: f"{at:g}")
    axes.set_xlabel("samples (number)")
    axes.locator_params(axis="y", nbins=5)
    axes.set_xlim(samples.min(), samples.max())
    axes.set_ylim(*axes.get_ylim())
    write_names(
        axes,
        [
            Name(float(samples[-1]), float(last[factor]), factor_label(factor), look.colour)
            for look, factor in zip(ARM_STYLES, named, strict=False)
        ],
        inches,
    )


def _ticks(samples: np.ndarray) -> list[float]:
    """Return samples to name on the axis: powers of two apart, six at most, the last among them."""
    kept = [float(samples[-1])]
    for one in samples[::-1]:
        if one * 2.0 <= kept[-1] * 1.001:
            kept.append(float(one))
    step = -(-len(kept) // 6)
    return sorted(kept[::step])
