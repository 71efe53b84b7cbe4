"""Panels of dots with intervals side by side: the same rows in each, a panel an outcome."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from iwsim.views.style import ARM_STYLES, FAINT, PAGE, SMALL, Legend, frame, new_figure

Numbers = NDArray[np.float64]

ACROSS = 4
"""Panels side by side at most."""
_ROW, _AROUND = 0.17, 0.85
_SPREAD = 0.56
_LETTERS = 20


class Series(NamedTuple):
    """One mark a row.

    Parameters
    ----------
    name
        What the legend calls it.
    ends
        Mean, low and high by row; NaN leaves the row empty.
    """

    name: str
    ends: Numbers


class Panel(NamedTuple):
    """One panel.

    Parameters
    ----------
    title, label
        Its title, and the label of its axis with the unit.
    series
        Its marks.
    """

    title: str
    label: str
    series: Sequence[Series]


def draw_panels(rows: Sequence[str], panels: Sequence[Panel], title: str, caption: str) -> Figure:
    """Return a figure of panels that share their rows.

    Parameters
    ----------
    rows
        Names of the rows from top to bottom.
    panels
        The panels, each with the same series.
    title, caption
        What the figure is about, and how to read it.
    """
    across = min(ACROSS, len(panels))
    deep = -(-len(panels) // across)
    names = [series.name for series in panels[0].series]
    height = 1.2 + deep * (_AROUND + _ROW * max(len(rows), 4))
    figure = new_figure(min(height, PAGE))
    frame(figure, title, caption, _legend(names) if len(names) > 1 else ())
    grid = figure.subplots(deep, across, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(panels):
            axes.set_axis_off()
            continue
        _draw(axes, panels[place], rows, named=place % across == 0)
    return figure


def _draw(axes: Axes, panel: Panel, rows: Sequence[str], named: bool) -> None:
    axes.set_title("\n".join(textwrap.wrap(panel.title, _LETTERS)))
    axes.set_xlabel(panel.label, fontsize=SMALL)
    axes.set_yticks(range(len(rows)), rows if named else [], fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.locator_params(axis="x", nbins=4)
    axes.axvline(0.0, color="black", linewidth=0.7)
    for at in range(len(rows)):
        axes.axhline(at, color=FAINT, linewidth=0.4, zorder=0)
    apart = np.linspace(-_SPREAD / 2, _SPREAD / 2, len(panel.series)) if panel.series[1:] else [0.0]
    for look, series, offset in zip(ARM_STYLES, panel.series, apart, strict=False):
        mean, low, high = series.ends.T
        at = np.arange(len(rows)) + offset
        axes.hlines(at, low, high, color=look.colour, linewidth=1.0)
        sure = (low > 0.0) | (high < 0.0)
        for which, face in ((sure, look.colour), (~sure, "white")):
            axes.plot(
                mean[which],
                at[which],
                linestyle="none",
                marker=look.marker,
                markersize=3.4,
                markerfacecolor=face,
                markeredgecolor=look.colour,
                markeredgewidth=0.7,
            )


def _legend(names: Sequence[str]) -> list[Legend]:
    return [
        Legend(
            (Line2D([], [], color=look.colour, marker=look.marker, markersize=4, linewidth=1.0),),
            name,
        )
        for look, name in zip(ARM_STYLES, names, strict=False)
    ]
