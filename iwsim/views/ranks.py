"""Mean ranks of arms as a table of colours: one row an arm, one column a setting."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from iwsim.views.style import SMALL, frame, new_figure

_ROW, _AROUND = 0.2, 0.55
_DARK = 0.55


def draw_ranks(
    tables: Sequence[tuple[str, pd.DataFrame]], title: str, caption: str, row: float = _ROW
) -> Figure:
    """Return a figure of mean ranks.

    Parameters
    ----------
    tables
        For each panel its name and a table: rows are arms, columns settings under short names,
        values mean ranks.
    title, caption
        What the figure is about, and how to read it.
    row
        Inches of a row.
    """
    rows, columns = tables[0][1].shape
    across = 2 if len(tables) > 1 else 1
    deep = -(-len(tables) // across)
    figure = new_figure(1.3 + deep * (_AROUND + row * rows))
    frame(figure, title, caption)
    grid = figure.subplots(deep, across, squeeze=False)
    for place, axes in enumerate(grid.flat):
        if place >= len(tables):
            axes.set_axis_off()
            continue
        name, table = tables[place]
        values = table.to_numpy(dtype=float)
        axes.imshow(values, cmap="cividis_r", vmin=1, vmax=rows, aspect="auto")
        axes.set_title(name)
        axes.set_xticks(range(columns), list(table.columns), fontsize=SMALL)
        named = list(table.index) if place % across == 0 else []
        axes.set_yticks(range(rows), named, fontsize=SMALL)
        axes.tick_params(length=0)
        for at, along in np.ndindex(values.shape):
            if np.isfinite(values[at, along]):
                dark = (values[at, along] - 1) / max(rows - 1, 1) > _DARK
                axes.text(
                    along, at, f"{values[at, along]:.1f}", ha="center", va="center",
                    fontsize=SMALL, color="white" if dark else "black",
                )  # fmt: skip
    return figure
