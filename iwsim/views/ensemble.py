"""The figure of a comparison over an ensemble: what is left of each difference."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from iwsim.views.dots import dots, mark_points, name_rows, row_inches
from iwsim.views.style import GREY, frame, legend_of, new_figure
from iwsim.views.words import plain

_REST = 2.2
"""Inches that title, legend, caption and axis take."""


def draw_ensemble(table: pd.DataFrame, title: str) -> Figure:
    """Return the figure of a comparison over an ensemble.

    Parameters
    ----------
    table
        One row a window, arm and outcome: mean, low and high over members.
    title
        What the scenario is called.
    """
    outcomes = list(dict.fromkeys(table["outcome"]))
    windows = list(dict.fromkeys(table["window"]))
    arms = [str(table["reference"].iloc[0]), *dict.fromkeys(table["arm"])]
    row = row_inches(len(outcomes), len(arms), _REST)
    figure = new_figure(_REST + row * len(outcomes))
    axes = figure.subplots(1, len(windows), sharey=True, squeeze=False)[0]
    for place, window in enumerate(windows):
        data = _scaled(table[table["window"] == window])
        dots(axes[place], data, outcomes, arms, mark_points(row, len(arms)))
        axes[place].axvline(0.0, color=GREY, linewidth=0.7)
        axes[place].set_xlim(-1.05, 1.05)
        axes[place].set_title(window)
        axes[place].set_xlabel(f"Difference from {plain(arms[0])}, scaled")
    name_rows(axes[0], [plain(name) for name in outcomes], "")
    members = int(table["members"].max())
    frame(
        figure,
        "What differs, whatever nobody knows of the parameters",
        f"Scenario: {title}; {members} sets of parameter values, {int(table['replicates'].max())} "
        "runs of each arm in each. Mean over sets and the interval that holds 95 per cent of them. "
        "Each row of a panel is scaled by the end of an interval that is furthest from zero, so "
        "rows are not compared with one another; the numbers are in ensemble.csv.",
        legend_of(arms, arms[1:], "dots"),
    )
    return figure


def _scaled(rows: pd.DataFrame) -> pd.DataFrame:
    ends = rows[["low", "high", "mean"]].abs().max(axis=1).groupby(rows["outcome"]).transform("max")
    by = ends.replace(0.0, np.nan)
    scaled = {column: rows[column] / by for column in ("mean", "low", "high")}
    return pd.DataFrame({"row": rows["outcome"], "arm": rows["arm"], **scaled})
