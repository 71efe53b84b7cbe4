"""Exhaustion and caseload of the staff, by agency."""

import pandas as pd

from iwsim.views.caption import caption
from iwsim.views.dots import dots, mark_points, name_rows, row_inches
from iwsim.views.interval import mean_interval
from iwsim.views.style import frame, legend_of, new_figure
from iwsim.views.subject import ComparisonLike, Drawn
from iwsim.views.window import in_words, last_window, per_replicate
from iwsim.views.words import outcome_label

OUTCOMES = ("exhaustion", "caseload")
EVERYONE = "All agencies"
AROUND = 1.9
"""Inches of the figure that are not rows."""


def levels(comparison: ComparisonLike) -> pd.DataFrame:
    """Return the mean of each outcome by agency and arm over the last window."""
    lines = []
    for outcome in OUTCOMES:
        columns = {
            f"{outcome}.{agency.key}": agency.name for agency in comparison.scenario.agencies
        }
        columns[outcome] = EVERYONE
        values = per_replicate(comparison, list(columns))
        for column, row in columns.items():
            for arm in comparison.arms:
                mean, low, high = mean_interval(values[arm][column].to_numpy())
                lines.append((outcome, row, arm, float(mean), float(low), float(high)))
    return pd.DataFrame(lines, columns=["outcome", "row", "arm", "mean", "low", "high"])


def staff(comparison: ComparisonLike) -> Drawn:
    """Draw exhaustion and caseload as a dot with its interval for each agency and arm."""
    data = levels(comparison)
    rows = [agency.name for agency in comparison.scenario.agencies] + [EVERYONE]
    arms = tuple(comparison.arms)
    row = row_inches(len(rows), len(arms), AROUND)
    figure = new_figure(AROUND + len(rows) * row)
    frame(
        figure,
        "Exhaustion and caseload of the staff, by agency",
        caption(
            comparison,
            "Dots: mean over replicates; lines: its 95 % interval;",
            f"both over {in_words(last_window(comparison))}.",
        ),
        legend_of(arms, arms, "dots"),
    )
    panels = figure.subplots(1, len(OUTCOMES), sharey=True)
    for place, (axes, outcome) in enumerate(zip(panels, OUTCOMES, strict=True)):
        name_rows(axes, rows, "" if place else "Agency")
        axes.axhline(len(rows) - 1.5, color="black", linewidth=0.8)
        dots(axes, data[data["outcome"] == outcome], rows, arms, mark_points(row, len(arms)))
        axes.set_xlabel(outcome_label(outcome))
    return Drawn("staff", figure, data.rename(columns={"row": "agency"}))
