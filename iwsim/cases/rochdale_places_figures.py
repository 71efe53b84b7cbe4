"""Figures of the Rochdale case: effects of place and aims, and the cells they come from."""

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.cases.case import at_defaults
from iwsim.cases.rochdale_places_effects import (
    ALL,
    ARMS,
    MONEY,
    OUTCOMES,
    PLACES,
    RESIDENTS,
    WHOLE,
    cell,
    effects,
)
from iwsim.cases.rochdale_places_text import words_of
from iwsim.cases.words import mean_of
from iwsim.views.dots import LARGEST, dots, name_rows
from iwsim.views.style import ARM_STYLES, GREY, frame, legend_of, new_figure
from iwsim.views.words import outcome_label

_EFFECTS = {"place": "tower_against_three_floors", "aims": "grassroots_against_top-down",
            "interaction": "what_grassroots_does_more_in_the_tower"}  # fmt: skip
_ARM_WORDS = ("silo", "top-\ndown", "voice\nalone", "grass-\nroots")
_SHOWN = ("incidents", "resident_trust", "serious_needs", "belonging", "exhaustion", WHOLE)
_APART, _NEAR = 0.16, 6.0
_LETTERS = 36


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figures by name."""
    runs = at_defaults(measured)
    return {"effects": _effects(runs), "cells": _cells(runs)}


def _effects(runs: pd.DataFrame) -> Figure:
    names = list(_EFFECTS.values())
    figure = new_figure(7.0)
    frame(
        figure,
        "What place plays and what voice plays",
        "Effects in per cent of the outcome's mean, with 95 per cent intervals of paired "
        "replicates. Right: the same, from minus to plus six per cent. Lines part residents, "
        "staff and money. Means of the last 78 weeks; money is discounted pounds of three years.",
        legend_of(names, names, "dots"),
    )
    rows = []
    for outcome in ALL:
        found = effects(runs, outcome)
        for name, arm in _EFFECTS.items():
            one = found.percent(name)
            rows.append((words_of(outcome), arm, one.mean, one.low, one.high))
    data = pd.DataFrame(rows, columns=["row", "arm", "mean", "low", "high"])
    named = [words_of(outcome) for outcome in ALL]
    shown = [textwrap.fill(words, _LETTERS) for words in named]
    whole, near = figure.subplots(1, 2, sharey=True)
    for axes in (whole, near):
        dots(axes, data, named, names, LARGEST - 1.0)
        name_rows(axes, shown, "")
        axes.axvline(0, color=GREY, linewidth=0.6)
        for after in (len(RESIDENTS), len(OUTCOMES)):
            axes.axhline(after - 0.5, color=GREY, linewidth=0.8)
        axes.set_xlabel("per cent of the mean")
    near.tick_params(axis="y", labelleft=False)
    near.set_xlim(-_NEAR, _NEAR)
    return figure


def _cells(runs: pd.DataFrame) -> Figure:
    figure = new_figure(5.6)
    frame(
        figure,
        "Two places, four ways of working",
        "Means with 95 per cent intervals over replicates, which hold the luck of single estates; "
        "differences between ways of working are far surer than these, as they share their luck.",
        legend_of(PLACES, PLACES, "lines"),
    )
    for axes, outcome in zip(figure.subplots(2, 3).flat, _SHOWN, strict=True):
        _levels(axes, runs, outcome)
    return figure


def _levels(axes: Axes, runs: pd.DataFrame, outcome: str) -> None:
    times = 1e-6 if outcome in MONEY else 1.0
    for look, place, side in zip(ARM_STYLES, PLACES, (-_APART, _APART), strict=False):
        found = [mean_of(times * cell(runs, place, arm, outcome)) for arm in ARMS]
        where = np.arange(len(ARMS)) + side / 2.0
        means = np.array([one.mean for one in found])
        reach = [means - [one.low for one in found], [one.high for one in found] - means]
        axes.errorbar(
            where, means, yerr=reach, color=look.colour, linestyle=look.line, marker=look.marker,
            markersize=4, elinewidth=0.8,
        )  # fmt: skip
    axes.set_xticks(range(len(ARMS)), _ARM_WORDS)
    if outcome in MONEY:
        axes.set_ylabel("Posts, team and public cost\n(million pounds)")
    else:
        axes.set_ylabel(outcome_label(outcome, 30))
