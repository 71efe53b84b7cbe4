"""The figure of a scorecard: the size of every clause beside the smallest effect that matters."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from iwsim.views.style import FAINT, GREY, SMALL, WIDTH, Legend, frame, new_figure

_LINE = 0.17
_TURN = 2.0
_TICKS = (-100, -10, -1, 0, 1, 10, 100)
_DOT = {"markersize": 4.5, "linestyle": "none"}
_LOOKS: dict[str, dict[str, Any]] = {
    "shown": {"color": "#0072B2", "marker": "o", **_DOT},
    "undecided": {"color": "#E69F00", "marker": "s", "fillstyle": "none", **_DOT},
    "no effect that matters": {"color": "#595959", "marker": "D", "fillstyle": "none", **_DOT},
    "opposite": {"color": "#D55E00", "marker": "v", **_DOT},
}
"""Colour, marker and filling by verdict: told apart in grey as well."""


class Size(NamedTuple):
    """What the figure shows of one clause.

    Parameters
    ----------
    label
        Pattern and clause.
    mean, low, high
        Difference and its 95 per cent interval, in smallest effects that matter, positive on the
        claimed side.
    verdict
        The verdict, after Holm's correction.
    counts
        Whether the pattern needs the clause.
    """

    label: str
    mean: float
    low: float
    high: float
    verdict: str
    counts: bool


def draw_scorecard(sizes: Sequence[Size]) -> Figure:
    """Return the figure of some clauses, from the top down.

    Parameters
    ----------
    sizes
        One entry a clause.
    """
    height = 1.9 + _LINE * max(len(sizes), 4)  # as long as it takes, past a page
    figure = new_figure(height)
    figure.set_size_inches(WIDTH, height)
    axes = figure.add_subplot()
    for place, size in enumerate(sizes):
        look = _LOOKS[size.verdict]
        axes.plot([size.low, size.high], [place, place], color=look["color"], linewidth=1.2)
        axes.plot(size.mean, place, **look)
    axes.axvspan(-1.0, 1.0, color=FAINT, linewidth=0, zorder=0)
    axes.axvline(0.0, color=GREY, linewidth=0.7)
    axes.set_xscale("symlog", linthresh=_TURN, linscale=0.8)
    axes.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
    axes.set_ylim(len(sizes) - 0.4, -0.6)
    axes.set_yticks(
        range(len(sizes)),
        [size.label if size.counts else f"({size.label})" for size in sizes],
        fontsize=SMALL - 1.0,
    )
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel("Difference on the claimed side, in smallest effects that matter")
    frame(
        figure,
        "What the model shows of the evidence",
        "One line a clause of a pattern: mean of the paired differences with its 95 per cent "
        "interval. Inside the grey band no effect matters; a clause is shown where its whole "
        "interval lies right of it, or inside it where the claim is that nothing moves (=). In "
        "brackets: reported beside, not counted. Linear up to 2, logarithmic beyond.",
        [Legend((Line2D([], [], **look),), verdict) for verdict, look in _LOOKS.items()],
    )
    return figure
