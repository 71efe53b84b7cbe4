"""What pairs of factors give together: second-order indices as a table of colours."""

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from iwsim.views.cells import Cells, draw_cells
from iwsim.views.multiples import (
    AROUND,
    BESIDE_NAMES,
    deep_of,
    factor_label,
    multiples,
    outcomes_of,
    panel_inches,
    say_cut,
    say_empty,
)
from iwsim.views.style import frame, new_figure

MOST_FACTORS = 10
READ = (
    "Per cent of the outcome's variance that two factors give together, beyond what each gives "
    "alone. Pale cells with grey numbers: the 95 % interval holds zero. Columns bear the numbers "
    "of rows."
)
_CELL = 0.24
_DARKEST = 10.0
"""Per cent of the variance under which no pair is drawn darkest."""
_HUNDRED = 100.0
_COLOURS = colormaps["cividis_r"]


def draw_second_order(indices: pd.DataFrame, title: str, caption: str) -> Figure:
    """Return a figure of second-order indices, a panel an outcome.

    Parameters
    ----------
    indices
        Columns outcome, quantity (``S2``), factor, other, value, low, high.
    title, caption
        What the figure is about, and what was run.
    """
    pairs = indices[indices["quantity"] == "S2"]
    outcomes = outcomes_of(pairs)
    across = min(2, len(outcomes))
    deep = deep_of(len(outcomes), across)
    count = min(MOST_FACTORS, len({*pairs["factor"], *pairs["other"]}))
    figure = new_figure(AROUND + deep * panel_inches(0.6 + _CELL * max(count, 4), deep))
    frame(figure, title, f"{READ} {caption}")
    largest = _HUNDRED * float(pairs["value"].max())
    norm = Normalize(0.0, max(_DARKEST, largest))
    for axes, outcome in zip(
        multiples(figure, outcomes, across, BESIDE_NAMES), outcomes, strict=True
    ):
        _draw(axes, pairs[pairs["outcome"] == outcome], norm)
    return figure


def _draw(axes: Axes, mine: pd.DataFrame, norm: Normalize) -> None:
    known = mine.dropna(subset=["value"])
    if known.empty:
        say_empty(axes)
        return
    both = pd.concat([known["value"], known["value"]]).abs()
    both.index = pd.Index([*known["factor"], *known["other"]])
    order = both.groupby(level=0).max().sort_values(ascending=False, kind="stable")
    factors = [str(factor) for factor in order.index[:MOST_FACTORS]]
    say_cut(axes, len(factors), len(order))
    place = {factor: at for at, factor in enumerate(factors)}
    values = np.full((len(factors), len(factors)), np.nan)
    unsure = np.zeros(values.shape, dtype=np.bool_)
    for one, other, value, low, high in zip(
        known["factor"], known["other"], known["value"], known["low"], known["high"], strict=True
    ):
        if one in place and other in place:
            at, along = sorted((place[one], place[other]), reverse=True)
            values[at, along] = _HUNDRED * value
            unsure[at, along] = not (low > 0.0 or high < 0.0)
    numbers = [str(at + 1) for at in range(len(factors))]
    rows = [f"{factor_label(one)}  {number}" for one, number in zip(factors, numbers, strict=True)]
    draw_cells(
        axes, Cells(rows, [*numbers[:-1], ""], values, unsure, ".0f", faded=True), _COLOURS, norm
    )
