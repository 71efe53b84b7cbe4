"""True incidents over time in each arm, and beside them what the records show."""

import numpy as np
import pandas as pd

from iwsim.study.paired import block_of
from iwsim.views.bands import bands, mark_switch, reading
from iwsim.views.caption import caption
from iwsim.views.interval import Numbers, mean_interval
from iwsim.views.style import GREY, frame, legend_of, new_figure
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.words import label_of, plain

COLUMNS = ("incidents", "recorded_incidents")
RUNNING = 13
"""Weeks of the running mean; it looks back only, so no week before the switch sees one after."""
LEVEL, DIFFERENCE = "incidents a week", "difference in incidents a week"


def course(comparison: ComparisonLike) -> pd.DataFrame:
    """Return running means by arm and week, and their paired differences, with intervals."""
    block = block_of(comparison.weekly, comparison.arms, COLUMNS)
    running = weeks_of_mean(len(block.weeks))
    weeks = block.weeks[running - 1 :]
    parts = []
    for at, column in enumerate(block.columns):
        smooth = [
            _running(block.values[place, :, :, at], running) for place in range(len(block.arms))
        ]
        for place, arm in enumerate(block.arms):
            shown = {LEVEL: smooth[place]}
            if place:
                shown[DIFFERENCE] = smooth[place] - smooth[0]
            for measure, values in shown.items():
                mean, low, high = mean_interval(values)
                ends = {"week": weeks, "mean": mean, "low": low, "high": high}
                names = {"outcome": column, "measure": measure, "arm": arm}
                parts.append(pd.DataFrame({**names, **ends}))
    return pd.concat(parts, ignore_index=True)


def weeks_of_mean(weeks: int) -> int:
    """Return over how many weeks a mean runs where so many were reported."""
    return min(RUNNING, weeks)


def _running(runs: Numbers, weeks: int) -> Numbers:
    """Return running means by (week, replicate) from numbers by (replicate, week)."""
    smooth = pd.DataFrame(runs.T).rolling(weeks).mean().iloc[weeks - 1 :]
    return np.asarray(smooth, dtype=np.float64)


def incidents(comparison: ComparisonLike) -> Drawn:
    """Draw true and recorded incidents a week and, below, their differences between arms."""
    data = course(comparison)
    arms, rest = tuple(comparison.arms), others(comparison)
    measures = (LEVEL, DIFFERENCE) if rest else (LEVEL,)
    figure = new_figure(1.3 + 1.9 * len(measures))
    weeks = weeks_of_mean(comparison.weekly["week"].nunique())
    sentences = [f"Lines: mean over replicates of the last {weeks} weeks.", reading(arms)]
    if rest:
        sentences.append(
            f"Below: difference from {plain(reference(comparison))}, paired by replicate."
        )
    sentences.append("Week 0 is the switch: before it all arms are the same.")
    frame(
        figure,
        "Incidents of anti-social behaviour over time",
        caption(comparison, *sentences),
        legend_of(arms, arms, "lines"),
    )
    panels = figure.subplots(len(measures), len(COLUMNS), sharex=True, squeeze=False)
    for line, measure in zip(panels, measures, strict=True):
        for axes, column in zip(line, COLUMNS, strict=True):
            rows = data[(data["outcome"] == column) & (data["measure"] == measure)]
            bands(axes, rows, arms, arms if measure == LEVEL else rest)
            mark_switch(axes, "switch" if measure == LEVEL else "")
            if measure == LEVEL:
                axes.set_ylim(bottom=0)
                axes.set_title(label_of(column))
            else:
                axes.axhline(0, color=GREY, linewidth=0.8)
            if measure != measures[-1]:
                axes.set_xlabel("")
        line[0].set_ylabel(
            "Incidents (number a week)" if measure == LEVEL else "Difference (number a week)"
        )
    figure.align_ylabels()
    return Drawn("incidents", figure, data)
