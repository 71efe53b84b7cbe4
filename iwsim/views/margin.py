"""Names in the margin right of a panel, each tied to its mark by a thin line."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes

from iwsim.views.style import LINE, SMALL

PALE = "#a6a6a6"
_AWAY = 1.05
_LOOSE = 1.25
"""Distance of names in lines of text, and a bit of air."""


class Name(NamedTuple):
    """One name.

    Parameters
    ----------
    x, y
        Its mark.
    text
        The name.
    colour
        Of the line to it.
    """

    x: float
    y: float
    text: str
    colour: str = PALE


def names_that_fit(inches: float, most: int) -> int:
    """Return how many names a panel of so many inches holds, and no more than wanted."""
    return max(1, min(most, int(inches / (_LOOSE * LINE))))


def write_names(axes: Axes, names: Sequence[Name], inches: float) -> None:
    """Write names in the margin, from top to bottom as their marks stand.

    Parameters
    ----------
    axes
        The panel, its limits set.
    names
        The names.
    inches
        Height of the panel.
    """
    to_share = axes.transScale + axes.transLimits
    marks = sorted(
        ((*to_share.transform((name.x, name.y)), name) for name in names), key=lambda mark: mark[1]
    )
    gap = _LOOSE * LINE / inches
    heights = apart([float(mark[1]) for mark in marks], gap)
    for (x, y, name), height in zip(marks, heights, strict=True):
        axes.plot(
            [x, _AWAY - 0.01], [y, height], color=name.colour, linewidth=0.4, clip_on=False,
            transform=axes.transAxes, zorder=1,
        )  # fmt: skip
        axes.text(_AWAY, height, name.text, transform=axes.transAxes, va="center", fontsize=SMALL)


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights from 0 to 1, in rising order, moved so that none is nearer than a gap."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + gap) if moved else max(height, 0.0))
    highest = 1.0
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], highest)
        highest = moved[at] - gap
    return moved
