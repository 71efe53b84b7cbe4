"""Figures of the Kirkholt case: ratios of all sets, and what the ratio hangs on."""

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.cases.case import at_defaults
from iwsim.cases.kirkholt_claims import POLICE, claims
from iwsim.cases.kirkholt_ratio import (
    BUSINESS_CASES,
    FAMILIES,
    FOUND,
    Swing,
    largest_saving,
    money,
    ratio,
    ratio_with,
    swings,
)
from iwsim.cases.kirkholt_sets import WAYS, different, over_sets
from iwsim.cases.words import mean_of
from iwsim.study.lines import LINE_TABLE
from iwsim.views.dots import name_rows
from iwsim.views.style import ARM_STYLES, FAINT, GREY, SMALL, frame, new_figure, say

_MARKS = (
    (1.0, "1", 2, "center"),
    (FAMILIES, "2.28", 10, "right"),
    (BUSINESS_CASES, "2.6", 2, "left"),
    (FOUND, "3.68", 10, "center"),
)
_RAYS = ((1.0, "1"), (FAMILIES, "2.28"), (FOUND, "3.68"))
_LINES_SHOWN = 8
_LEFT_OUT = 5.0
"""Per cent of the sets that the axis may leave out at either end."""
_LINE_WORDS = {line.line: line.meaning for line in LINE_TABLE}
_SET, _DEFAULT, _TWICE = ARM_STYLES[2], ARM_STYLES[4], ARM_STYLES[1]
_HEARD = ARM_STYLES[5]
_STAIRS = (
    ("ratio_usual", "--", _SET, None),
    ("ratio", "-", _SET, 5),
    ("ratio_heard", "-.", _HEARD, 5),
)
"""Column, line, colour and mark, and how many steps lie between two marks."""


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figures by name."""
    return {"ratio": _ratios(measured), "what_it_hangs_on": _hangs_on(at_defaults(measured))}


def _ratios(measured: pd.DataFrame) -> Figure:
    sets, runs = different(over_sets(measured)), at_defaults(measured)
    figure = new_figure(3.6)
    frame(
        figure,
        "Extra cost, benefit and their ratio at Kirkholt, under many sets of parameters",
        "Left: residents unheard, one triangle a different set of parameters; the circle is the "
        "mean at the defaults, its interval is smaller than the mark where none is seen. Rays: "
        "pounds back per pound. Left of zero extra cost a ratio has no meaning. Right: share of "
        "the different sets, among those with an extra cost, whose ratio is at most so much; "
        "stairs in full, triangle: residents unheard; dashed: the same, unit costs at their "
        "defaults; dash-dotted, plus: residents heard. A twentieth of the sets may lie beyond "
        "either end of the axis. Lines: a pound comes back (1), other evaluations (2.28, 2.6), "
        "Kirkholt as reported (3.68).",
    )
    left, right = figure.subplots(1, 2)
    _plane(left, sets, runs)
    _stairs(right, sets, runs)
    return figure


def _plane(axes: Axes, sets: pd.DataFrame, runs: pd.DataFrame) -> None:
    cost, benefit = sets["cost"] / 1e6, sets["benefit"] / 1e6
    axes.plot(cost, benefit, linestyle="none", marker=_SET.marker, markersize=4, color=_SET.colour)
    found = [mean_of(values / 1e6) for values in money(runs)]
    x, y = found
    axes.errorbar(
        x.mean, y.mean,
        xerr=[[x.mean - x.low], [x.high - x.mean]], yerr=[[y.mean - y.low], [y.high - y.mean]],
        marker="o", markersize=6, color=_DEFAULT.colour, markeredgecolor="white", zorder=3,
    )  # fmt: skip
    right = 1.12 * max(cost.max(), x.high, 0.0)
    top = max(benefit.max(), y.high, 0.0) * 1.12 + 0.02 * right
    bottom = min(benefit.min(), y.low, 0.0) * 1.12
    axes.axhline(0, color=GREY, linewidth=0.6)
    axes.axvline(0, color=GREY, linewidth=0.6)
    for slope, words in _RAYS:
        end = min(right, top / slope)
        axes.plot([0, end], [0, slope * end], color=GREY, linewidth=0.7, linestyle=":")
        axes.annotate(
            words, (end, slope * end), xytext=(-2, 2), textcoords="offset points", ha="right",
            fontsize=SMALL, color=GREY,
        )  # fmt: skip
    axes.set_xlim(min(1.1 * cost.min(), 0.0), right)
    axes.set_ylim(bottom, top * 1.06)
    axes.set_xlabel("extra cost in three years (million pounds)")
    axes.set_ylabel("benefit in three years (million pounds)")


def _stairs(axes: Axes, sets: pd.DataFrame, runs: pd.DataFrame) -> None:
    if sets["ratio"].isna().all():
        say(axes, "extra cost above zero in no set")
        return
    for name, line, look, every in _STAIRS:
        ratios = np.sort(sets[name].dropna())
        shares = 100.0 * np.arange(1, ratios.size + 1) / max(ratios.size, 1)
        axes.step(
            ratios, shares, where="post", color=look.colour, linestyle=line,
            marker=look.marker if every else "", markevery=every, markersize=4,
        )  # fmt: skip
    found = ratio(*money(runs))
    if np.isfinite(found.mean):
        axes.errorbar(
            found.mean, 4.0, xerr=[[found.mean - found.low], [found.high - found.mean]],
            marker="o", markersize=6, color=_DEFAULT.colour, markeredgecolor="white", zorder=3,
        )  # fmt: skip
    for value, words, up, side in _MARKS:
        axes.axvline(value, color=GREY, linewidth=0.8, linestyle=":")
        axes.annotate(
            words, (value, 1.0), xycoords=("data", "axes fraction"), color=GREY, fontsize=SMALL,
            xytext=(0, up), textcoords="offset points", ha=side,
        )  # fmt: skip
    ends = [
        np.percentile(known, (_LEFT_OUT, 100.0 - _LEFT_OUT))
        for known in (sets[way].dropna() for way in WAYS)
        if known.size
    ]
    axes.set_xlim(min(low for low, _ in ends) - 0.5, max(FOUND, *(high for _, high in ends)) + 0.5)
    axes.set_ylim(0, 101)
    axes.set_xlabel("pounds back per pound of extra cost")
    axes.set_ylabel("share of the sets (per cent)")


def _hangs_on(runs: pd.DataFrame) -> Figure:
    figure = new_figure(3.8)
    frame(
        figure,
        "What the ratio hangs on, and what a study before and after would claim",
        "Left: pounds back per pound at the defaults (line) with the unit costs of one line of "
        f"money halved (triangles) and doubled (squares), the {_LINES_SHOWN} lines that move it "
        "furthest; cross: without the largest saving. Right: change in incidents, one mark a "
        "replicate, the large mark and bar their mean with its interval; dotted: the fall that "
        "the police counted at Kirkholt.",
    )
    left, right = figure.subplots(1, 2, width_ratios=(1.0, 1.0))
    _tornado(left, runs)
    _studies(right, runs)
    return figure


def _tornado(axes: Axes, runs: pd.DataFrame) -> None:
    shown: list[Swing] = swings(runs)[:_LINES_SHOWN]
    cost, benefit = (float(values.mean()) for values in money(runs))
    axes.axvline(benefit / cost if cost > 0.0 else np.nan, color=GREY, linewidth=0.8)
    for row, swing in enumerate(shown):
        axes.hlines(row, swing.half, swing.twice, color=FAINT, linewidth=5)
        axes.plot(swing.half, row, marker=_SET.marker, color=_SET.colour, markersize=5)
        axes.plot(swing.twice, row, marker=_TWICE.marker, color=_TWICE.colour, markersize=5)
        if swing.line == largest_saving(runs):
            axes.plot(ratio_with(runs, swing.line, 0.0), row, marker="x", color=GREY, markersize=6)
    name_rows(axes, [textwrap.fill(_LINE_WORDS[swing.line], 20) for swing in shown], "")
    axes.set_xlabel("pounds back per pound of extra cost")


def _studies(axes: Axes, runs: pd.DataFrame) -> None:
    found = claims(runs)
    rows = (
        ("paired", "true: team\nagainst silo"),
        ("claimed", "recorded: team,\nyear 2 against\nyear before"),
        ("quarter", "recorded: team,\n3 months against\na year before"),
        ("quarter_silo", "recorded: silo,\n3 months against\na year before"),
    )
    for row, (name, _) in enumerate(rows):
        values = found[name].to_numpy()
        look = ARM_STYLES[row]
        axes.plot(values, np.full(values.size, row + 0.14), "|", color=look.colour, markersize=7)
        mean = mean_of(values)
        axes.errorbar(
            mean.mean, row - 0.18, xerr=[[mean.mean - mean.low], [mean.high - mean.mean]],
            marker=look.marker, markersize=5, color=look.colour, elinewidth=1.4,
        )  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=0.6)
    axes.axvline(POLICE, color=GREY, linewidth=0.8, linestyle=":")
    name_rows(axes, [words for _, words in rows], "")
    axes.set_xlabel("change in incidents (per cent)")
