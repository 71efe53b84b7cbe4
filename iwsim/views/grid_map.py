"""A map of a difference over two factors of a grid, once for each level of a third."""

import numpy as np
import pandas as pd
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from iwsim.views.cells import Cells, draw_cells
from iwsim.views.multiples import AROUND, deep_of, factor_label, multiples, panel_inches
from iwsim.views.style import frame, new_figure
from iwsim.views.towers import CHANGES
from iwsim.views.words import plain, sentence

READ = (
    "Numbers are means of the paired difference; hatched cells with grey numbers: the 95 % "
    "interval holds zero. Colours have one scale in all panels."
)
_CELL, _TOP = 0.3, 0.75
_NARROW = 6
LETTERS_OF_PANEL = 93


def draw_grid(
    table: pd.DataFrame, title: str, caption: str, *, across: str, down: str, label: str,
    panel: str = "",
) -> Figure:  # fmt: skip
    """Return a map of a difference.

    Parameters
    ----------
    table
        One line a cell: columns value, low, high, and one a factor with its numbers or levels.
    title, caption
        What the figure is about, and what was run.
    across, down
        Factors along and up the map; numbers rise to the right and upwards.
    label
        Label of the colours with the unit in brackets.
    panel
        A third factor, a map for each of its levels: a number is shown with the factor's name, a
        text as it is. Empty for none.
    """
    levels = list(dict.fromkeys(table[panel])) if panel else [""]
    titles = [_panel_title(panel, level) if panel else "" for level in levels]
    columns, rows = _ordered(table[across]), _ordered(table[down])[::-1]
    wide = min(len(levels), 2 if len(columns) > _NARROW else 3)
    deep = deep_of(len(levels), wide)
    figure = new_figure(AROUND + deep * panel_inches(_TOP + _CELL * max(len(rows), 3), deep))
    frame(figure, title, f"{READ} {caption}")
    reach = float(np.nanmax(np.abs(table["value"].to_numpy(dtype=float)), initial=0.0)) or 1.0
    norm = Normalize(-reach, reach)
    form = _form(reach)
    narrow = LETTERS_OF_PANEL // wide
    shown = multiples(figure, titles, wide, narrow)
    for place, (axes, level) in enumerate(zip(shown, levels, strict=True)):
        mine = table[table[panel] == level] if panel else table
        values, low, high = (
            mine.pivot_table(index=down, columns=across, values=name, dropna=False)
            .reindex(index=rows, columns=columns)
            .to_numpy(dtype=float)
            for name in ("value", "low", "high")
        )
        unsure = ~((low > 0.0) | (high < 0.0))
        named = [_level(one) for one in rows] if place % wide == 0 else [""] * len(rows)
        cells = Cells(named, [_level(one) for one in columns], values, unsure, form, faded=False)
        draw_cells(axes, cells, CHANGES, norm)
        axes.set_xlabel(factor_label(across))
        if place % wide == 0:
            axes.set_ylabel(factor_label(down))
    figure.colorbar(ScalarMappable(norm, CHANGES), ax=shown, label=label, aspect=30, pad=0.02)
    return figure


def _ordered(column: pd.Series) -> list[object]:
    """Return numbers in rising order, levels as they come."""
    found = column.drop_duplicates()
    return list(found.sort_values() if pd.api.types.is_numeric_dtype(column) else found)


def _panel_title(panel: str, level: object) -> str:
    if isinstance(level, str):
        return sentence(plain(level))
    return f"{factor_label(panel)}: {_level(level)}"


def _level(value: object) -> str:
    return plain(value) if isinstance(value, str) else f"{value:.3g}"


def _form(reach: float) -> str:
    """Return how many places numbers up to some size have: about three digits in all."""
    return f".{max(0, 1 - int(np.floor(np.log10(reach))))}f"
