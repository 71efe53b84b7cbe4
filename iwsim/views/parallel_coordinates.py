"""Parallel coordinates: each run a line over all factors, its colour the outcome."""

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.collections import LineCollection
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure

from iwsim.views.multiples import AROUND, factor_label, say_cut, say_empty
from iwsim.views.panels import Numbers
from iwsim.views.region_parts import scale_of
from iwsim.views.style import FAINT, GREY, SMALL, frame, new_figure

READ = (
    "Each line is one point of the design, running from the top factor to the bottom one; at the "
    "ends of each row stand the least and the greatest value of its factor. Points with the least "
    "and the greatest outcomes are drawn last, on top. Colours leave out one point in twenty at "
    "either end."
)
_ROW = 0.42
_COLOURS = ListedColormap(colormaps["cividis"](np.linspace(0.0, 0.9, 256)))
"""Without its lightest end, which white paper swallows."""
_BACK = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
_JITTER = 0.03
_ENDS = (5.0, 95.0)
_MOST_ROWS = 14


def draw_parallel(
    values: pd.DataFrame, outcome: pd.Series, title: str, caption: str, *, label: str
) -> Figure:
    """Return a figure of parallel coordinates with a row a factor.

    Parameters
    ----------
    values
        One line a point, one column a factor, numbers or names of levels.
    outcome
        The outcome of each point; points without one are left out.
    title, caption
        What the figure is about, and what was run.
    label
        Label of the colours with the unit in brackets.
    """
    level = outcome.to_numpy(dtype=float)
    known = np.isfinite(level)
    level, shown = level[known], values[known].iloc[:, :_MOST_ROWS]
    figure = new_figure(AROUND + 0.3 + _ROW * max(shown.shape[1], 4))
    frame(figure, title, f"{READ} {caption}")
    axes = figure.subplots()
    if not level.size:
        say_empty(axes)
        return figure
    low, high = np.percentile(level, _ENDS)
    norm = Normalize(low, high if high > low else low + 1.0)
    rows = np.arange(shown.shape[1], dtype=float)
    places = np.column_stack([_places(axes, at, shown.iloc[:, at]) for at in range(rows.size)])
    order = np.argsort(np.abs(level - np.median(level)), kind="stable")
    lines = [np.column_stack([places[point], rows]) for point in order]
    axes.add_collection(
        LineCollection(
            lines,
            colors=_COLOURS(norm(level[order])),
            linewidths=0.7,
            alpha=max(0.25, min(0.9, 60.0 / level.size)),
            zorder=2,
        )
    )
    axes.set_yticks(rows, [factor_label(str(name)) for name in shown.columns], fontsize=SMALL)
    axes.set_ylim(rows.size - 0.5, -0.6)
    axes.set_xlim(-0.03, 1.03)
    axes.set_xticks([])
    say_cut(axes, shown.shape[1], values.shape[1])
    axes.tick_params(axis="y", length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    figure.colorbar(
        ScalarMappable(norm, _COLOURS), ax=axes, label=label, extend="both", aspect=35, pad=0.03
    )
    return figure


def _places(axes: Axes, at: int, column: pd.Series) -> Numbers:
    """Return where a factor's values stand from 0 to 1, and write its ends beside the row."""
    axes.plot([0.0, 1.0], [at, at], color=FAINT, linewidth=0.8, zorder=1)
    scale = scale_of(column)
    low, high = float(scale.places.min()), float(scale.places.max())
    reach = high - low or 1.0
    if scale.levels:
        ends = [(place / reach, level) for place, level in enumerate(scale.levels)]
    else:
        ends = [(0.0, f"{low:.3g}"), (1.0, f"{high:.3g}")]
    for place, words in ends:
        side = {0.0: "left", 1.0: "right"}.get(place, "center")
        axes.annotate(
            words, (place, at), (0.0, 3.0), textcoords="offset points", ha=side, va="bottom",
            fontsize=SMALL, color=GREY, bbox=_BACK, zorder=5,
        )  # fmt: skip
    luck = np.random.default_rng(at).uniform(-_JITTER, _JITTER, scale.places.size)
    return (scale.places - low) / reach + (luck / reach if scale.levels else 0.0)
