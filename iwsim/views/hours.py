"""What the paid hours of the staff are spent on."""

import pandas as pd
from matplotlib.axes import Axes

from iwsim.state import HOUR_USES
from iwsim.study.statistics import paired_difference
from iwsim.views.caption import caption
from iwsim.views.dots import dots, mark_points, name_rows, row_inches, spread
from iwsim.views.interval import mean_interval
from iwsim.views.style import (
    GREY,
    arm_styles,
    bar_fill,
    frame,
    legend_of,
    new_figure,
    say,
)
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.window import in_words, last_window, per_replicate
from iwsim.views.words import plain, sentence

LEVEL, DIFFERENCE = "share of paid hours (%)", "difference (percentage points)"
PER_CENT = 100.0
BAR = 0.85
"""Share of an arm's span that its bar fills."""
AROUND = 1.8
"""Inches of the figure that are not rows."""


def shares(comparison: ComparisonLike) -> dict[str, pd.DataFrame]:
    """Return each use's share of paid hours in per cent, one row a replicate, by arm."""
    levels = per_replicate(comparison, [f"hours_{use}" for use in HOUR_USES])
    return {
        arm: frame.div(frame.sum(axis=1, min_count=1), axis=0).set_axis(list(HOUR_USES), axis=1)
        * PER_CENT
        for arm, frame in levels.items()
    }


def levels_and_differences(comparison: ComparisonLike) -> pd.DataFrame:
    """Return shares by use and arm, and their paired differences from the reference."""
    share = shares(comparison)
    base = share[reference(comparison)]
    lines = []
    for use in HOUR_USES:
        for arm in comparison.arms:
            level = mean_interval(share[arm][use].to_numpy())
            lines.append((LEVEL, use, arm, *(float(end) for end in level)))
        for arm in others(comparison):
            gap = paired_difference(share[arm][use].to_numpy(), base[use].to_numpy())
            lines.append((DIFFERENCE, use, arm, gap.mean, gap.low, gap.high))
    return pd.DataFrame(lines, columns=["measure", "row", "arm", "mean", "low", "high"])


def _bars(axes: Axes, data: pd.DataFrame, arms: tuple[str, ...]) -> None:
    looks = arm_styles(arms)
    for arm, (above, below) in zip(arms, spread(len(arms)), strict=True):
        width = data[data["arm"] == arm].set_index("row").reindex(list(HOUR_USES))["mean"]
        axes.barh(
            [place + (above + below) / 2 for place in range(len(HOUR_USES))],
            width.fillna(0.0).to_numpy(),
            height=BAR * (below - above),
            linewidth=0.5,
            **bar_fill(looks[arm]),
        )
    if data["mean"].isna().all():
        say(axes, "no values in this window")


def hours(comparison: ComparisonLike) -> Drawn:
    """Draw the share of paid hours by use, and beside it the paired differences."""
    data = levels_and_differences(comparison)
    arms = tuple(comparison.arms)
    row = row_inches(len(HOUR_USES), len(arms), AROUND)
    figure = new_figure(AROUND + len(HOUR_USES) * row)
    reading = ["Bars: mean share of all paid hours (contract and overtime)."]
    if others(comparison):
        reading.append(
            f"Dots: paired difference from {plain(reference(comparison))}; "
            "lines: its 95 % interval."
        )
    reading.append(f"All over {in_words(last_window(comparison))}.")
    frame(
        figure,
        "Paid hours of the staff, by use",
        caption(comparison, *reading),
        legend_of(arms, arms, "bars"),
    )
    panels = figure.subplots(1, 2 if others(comparison) else 1, sharey=True, squeeze=False)[0]
    names = [sentence(plain(use)) for use in HOUR_USES]
    name_rows(panels[0], names, "Use of hours")
    _bars(panels[0], data[data["measure"] == LEVEL], arms)
    panels[0].set_xlabel("Share of paid hours (%)")
    if others(comparison):
        name_rows(panels[1], names, "")
        panels[1].axvline(0, color=GREY, linewidth=0.8)
        gaps = data[data["measure"] == DIFFERENCE]
        dots(panels[1], gaps, HOUR_USES, arms, mark_points(row, len(arms)))
        panels[1].set_xlabel(f"Difference from {plain(reference(comparison))} (percentage points)")
    return Drawn("hours", figure, data.rename(columns={"row": "use"}))
