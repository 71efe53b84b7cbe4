"""A table of colours with its number in each cell."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, Normalize
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from iwsim.views.panels import Numbers
from iwsim.views.style import GREY, SMALL

_DARK = 0.45
_UNSURE_FACE = "#f2f2f2"
_LUMINANCE = (0.299, 0.587, 0.114)


class Cells(NamedTuple):
    """What is drawn.

    Parameters
    ----------
    rows, columns
        Their names.
    values
        By row and column; NaN leaves a cell empty.
    unsure
        Cells whose interval holds zero.
    form
        How a number is written, as ``.2f``.
    faded
        Whether unsure cells lose their colour; otherwise they are hatched.
    """

    rows: Sequence[str]
    columns: Sequence[str]
    values: Numbers
    unsure: np.ndarray[Any, np.dtype[np.bool_]]
    form: str
    faded: bool


def draw_cells(axes: Axes, cells: Cells, colours: Colormap, norm: Normalize) -> AxesImage:
    """Draw a table of colours, black or white numbers on them, and return its image."""
    shown = np.where(cells.unsure & cells.faded, np.nan, cells.values)
    image = axes.imshow(shown, cmap=colours, norm=norm, aspect="auto")
    axes.set_xticks(range(len(cells.columns)), list(cells.columns), fontsize=SMALL)
    axes.set_yticks(range(len(cells.rows)), list(cells.rows), fontsize=SMALL)
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for at, along in np.ndindex(cells.values.shape):
        value = float(cells.values[at, along])
        if not np.isfinite(value):
            continue
        if cells.unsure[at, along]:
            _mark_unsure(axes, at, along, cells.faded)
        back = colours(norm(value)) if np.isfinite(shown[at, along]) else (1.0, 1.0, 1.0, 1.0)
        dark = float(np.dot(_LUMINANCE, back[:3])) < _DARK
        faint = cells.unsure[at, along]
        axes.text(
            along, at, written(value, cells.form), ha="center",
            va="center", fontsize=SMALL, color=GREY if faint else "white" if dark else "black",
            bbox=_PLAIN if faint and not cells.faded else None,
        )  # fmt: skip
    return image


def written(value: float, form: str) -> str:
    """Return a number as it stands in a cell, without a sign where it is rounded to zero."""
    words = f"{value:{form}}"
    return words.replace("-", "\N{MINUS SIGN}" if float(words) else "")


_PLAIN = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}


def _mark_unsure(axes: Axes, at: int, along: int, faded: bool) -> None:
    look: dict[str, Any] = (
        {"facecolor": _UNSURE_FACE, "edgecolor": "white"}
        if faded
        else {"facecolor": "none", "edgecolor": GREY, "hatch": "////", "linewidth": 0.0}
    )
    axes.add_patch(Rectangle((along - 0.5, at - 0.5), 1.0, 1.0, **look))
