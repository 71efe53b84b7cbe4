"""True incidents over time in each arm, and beside them what the records show."""

import pandas as pd
from matplotlib.axes import Axes

from iwsim.study.paired import block_of
from iwsim.views.bands import bands
from iwsim.views.caption import caption
from iwsim.views.interval import mean_interval
from iwsim.views.style import (
    GREY,
    SMALL,
    frame,
    legend_of,
    new_figure,
    outcome_label,
)
from iwsim.views.subject import ComparisonLike, Drawn

COLUMNS = {"incidents": "True incidents", "recorded_incidents": "Recorded incidents"}
RUNNING = 4
"""Weeks of the running mean; it looks back only, so no week before the switch sees one after."""


def course(comparison: ComparisonLike) -> pd.DataFrame:
    """Return the running mean of each column by arm and week, with its interval."""
    block = block_of(comparison.weekly, comparison.arms, COLUMNS)
    weeks = block.weeks[RUNNING - 1 :]
    parts = []
    for at, column in enumerate(block.columns):
        for place, arm in enumerate(block.arms):
            runs = pd.DataFrame(block.values[place, :, :, at].T)
            smooth = runs.rolling(RUNNING).mean().iloc[RUNNING - 1 :]
            mean, low, high = mean_interval(smooth.to_numpy())
            ends = {"week": weeks, "mean": mean, "low": low, "high": high}
            parts.append(pd.DataFrame({"outcome": column, "arm": arm, **ends}))
    return pd.concat(parts, ignore_index=True)


def _mark_switch(axes: Axes) -> None:
    axes.axvline(0, color=GREY, linewidth=0.8)
    axes.annotate(
        "switch",
        (0, 0.02),
        xycoords=("data", "axes fraction"),
        xytext=(3, 0),
        textcoords="offset points",
        fontsize=SMALL,
        color=GREY,
    )


def incidents(comparison: ComparisonLike) -> Drawn:
    """Draw true and recorded incidents a week, running means with bands of the mean."""
    data = course(comparison)
    figure = new_figure(9.0, 4.2)
    frame(
        figure,
        "Incidents of anti-social behaviour over time",
        caption(
            comparison,
            f"Lines: mean over replicates of the last {RUNNING} weeks.",
            "Bands: 95 % interval of that mean.",
            "Each panel has its own vertical scale, from zero.",
        ),
        legend_of(comparison.arms, comparison.arms, "lines"),
    )
    panels = figure.subplots(1, len(COLUMNS))
    for axes, (column, title) in zip(panels, COLUMNS.items(), strict=True):
        bands(axes, data[data["outcome"] == column], comparison.arms, comparison.arms)
        _mark_switch(axes)
        axes.set_ylim(bottom=0)
        axes.set_title(title)
        axes.set_ylabel(outcome_label(column))
    return Drawn("incidents", figure, data)
