"""Figures of the case of the mental health group: ways by ties, and what funding does."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from iwsim.cases.case import at_defaults
from iwsim.cases.contrasts import measure_of
from iwsim.cases.mental_health_group_words import (
    FAMILIES,
    FUNDING,
    NEEDS,
    NONE,
    OLD,
    WAYS,
    contrast,
)
from iwsim.views.dots import LARGEST, dots, name_rows
from iwsim.views.interval import mean_interval
from iwsim.views.style import GREY, frame, legend_of, new_figure

_TIES = (OLD, NONE)
_COLUMNS = ["row", "arm", "mean", "low", "high"]


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figures."""
    runs = at_defaults(measured)
    return {"ways": _ways(runs), "funding": _funding(runs)}


def _ways(runs: pd.DataFrame) -> Figure:
    figure = new_figure(2.6)
    panels = figure.subplots(1, 2, sharey=True)
    for axes, name, label in (
        (panels[0], FAMILIES, "Families reached within a year (share)"),
        (panels[1], NEEDS, "Serious needs per 100 adults"),
    ):
        rows = [
            (way, ties, *mean_interval(runs[measure_of(f"{way}, {ties}", name)]))
            for way in WAYS
            for ties in _TIES
        ]
        dots(axes, pd.DataFrame(rows, columns=_COLUMNS), WAYS, _TIES, LARGEST)
        name_rows(axes, [way.replace(" in ", "\nin ") for way in WAYS], "")
        axes.set_xlabel(label)
    frame(
        figure,
        "Who is reached and what is left of need, by way of working and by old ties",
        "Means over replicates with their 95 % intervals; luck is shared, so differences are known "
        "better than levels. Families: adults in homes with children who had a serious need at the "
        "switch that no service knew of. Old ties: staff of the agencies know each other well at "
        "the switch (0.6 of 1); no ties: not at all.",
        legend_of(_TIES, _TIES, "dots"),
    )
    return figure


def _funding(runs: pd.DataFrame) -> Figure:
    figure = new_figure(2.9)
    panels = figure.subplots(1, 2, sharey=True)
    rows = list(FUNDING)
    for axes, name, label in (
        (panels[0], NEEDS, "Serious needs per 100 adults, difference"),
        (panels[1], "spend", "GBP spent a week, difference"),
    ):
        found = [(row, "change", contrast(runs, pair, name)) for row, pair in FUNDING.items()]
        data = pd.DataFrame(
            [(row, arm, one.mean, one.low, one.high) for row, arm, one in found], columns=_COLUMNS
        )
        axes.axvline(0.0, color=GREY, linewidth=0.8)
        dots(axes, data, rows, ("change",), LARGEST)
        name_rows(axes, [row.replace(", ", ",\n") for row in rows], "")
        axes.set_xlabel(label)
    frame(
        figure,
        "What unequal and complex funding costs",
        "The arm with the change less the arm as it is, with 95 % intervals. Even funds: all can "
        "pay as much overtime and cover as the richest. Even standing: no agency's view or cases "
        "come first. More complex funds: a third more hours of recording for funders.",
    )
    return figure
