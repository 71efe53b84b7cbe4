"""The figures of the New York case: hits by rule and by sharing, and what wears them down."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from iwsim.cases.case import at_defaults
from iwsim.cases.new_york_runs import (
    COMPLAINT,
    CONSENTS,
    ERRORS,
    HALF_LIVES,
    HOURS,
    LEVELS,
    OWN,
    POOLED,
    RULES,
    SHARES,
)
from iwsim.cases.new_york_words import (
    CLAIMED_AFTER,
    CLAIMED_BEFORE,
    PILOT_AFTER,
    PILOT_BEFORE,
    column,
)
from iwsim.cases.words import PERCENT, mean
from iwsim.views.dots import name_rows
from iwsim.views.style import ARM_STYLES, GREY, SMALL, Legend, frame, new_figure

_WORDS = {COMPLAINT: "complaints", OWN: "score of own book", POOLED: "score of pooled books"}
_LOOKS = dict(zip(RULES, ARM_STYLES, strict=False))
_TOLD = (
    ("usual figure", CLAIMED_BEFORE, CLAIMED_AFTER),
    ("official pilot", PILOT_BEFORE, PILOT_AFTER),
)
_LABEL = "Visits that hit (%)"


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return both figures."""
    d = at_defaults(measured)
    return {"sharing": _sharing(d), "wear": _wear(d)}


def _sharing(d: pd.DataFrame) -> Figure:
    figure = new_figure(3.0)
    frame(
        figure,
        "Visits that found danger, by what sends them and by what is shared",
        f"Means of {len(d)} replicates with 95 % intervals, many narrower than their mark; equal "
        "inspectors. A hit is a visit that found danger. If agencies act: complaints and pooled "
        "books where agencies deal with what is on their books. Crosses: what is told of New York "
        "before and after (E139 L190).",
        _legend(RULES),
    )
    rules, shares, consents = figure.subplots(1, 3, width_ratios=(1.25, 1, 1))
    names = [*(_WORDS[rule] for rule in RULES), "if agencies act", *(name for name, *_ in _TOLD)]
    marks = [(place, rule, rule) for place, rule in enumerate(RULES)]
    marks += [(len(RULES), rule, f"acted_few_{rule}") for rule in (COMPLAINT, POOLED)]
    for place, rule, cell in marks:
        found, look = mean(d, column(cell)), _LOOKS[rule]
        rules.hlines(place, PERCENT * found.low, PERCENT * found.high, color=look.colour)
        rules.plot(PERCENT * found.mean, place, color=look.colour, marker=look.marker)
    for place, (_, before, after) in enumerate(_TOLD, len(RULES) + 1):
        ends = [PERCENT * before, PERCENT * after]
        rules.plot(ends, [place, place], color=GREY, marker="x", linestyle=":")
    name_rows(rules, names, "")
    rules.set_xlim(-2, 105)
    rules.set_xlabel(_LABEL)
    rules.set_title("What sends the visits")
    _course(shares, d, SHARES, [f"share_{v:g}" for v in SHARES], POOLED)
    shares.set_xlabel("Share of a record that is seen")
    shares.set_title("Part of every record")
    _course(consents, d, CONSENTS, [f"consent_{v:g}" for v in CONSENTS], POOLED)
    consents.set_xlabel("Share of buildings shared")
    consents.set_title("Part of the buildings")
    for axes in (shares, consents):
        _reference(axes, d)
    shares.set_ylabel(_LABEL)
    return figure


def _wear(d: pd.DataFrame) -> Figure:
    figure = new_figure(4.6)
    frame(
        figure,
        "What wears the hit rate down: old and wrong records, many visits, common danger",
        f"Means of {len(d)} replicates with 95 % intervals, many narrower than their mark. "
        "Above, complaints are drawn as a level.",
        _legend(RULES),
    )
    (old, wrong), (effort, common) = figure.subplots(2, 2)
    _course(old, d, HALF_LIVES, [f"half_life_{v:g}" for v in HALF_LIVES], POOLED)
    old.set_xscale("log", base=2)
    old.set_xticks(HALF_LIVES, [f"{v:g}" for v in HALF_LIVES])
    old.set_xlabel("Weeks until a record has lost half its worth")
    old.set_title("Age of records")
    _course(wrong, d, ERRORS, [f"record_error_{v:g}" for v in ERRORS], POOLED)
    wrong.set_xlabel("Chance that a mark is wrong")
    wrong.set_title("Errors")
    for axes in (old, wrong):
        _reference(axes, d)
    for rule in RULES:
        cells = [f"hours_{v:g}_{rule}" for v in HOURS]
        visits = [mean(d, column(cell, "visits")).mean / 3.0 for cell in cells]
        _course(effort, d, visits, cells, rule)
    effort.set_xscale("log")
    ticks = [round(mean(d, column(f"hours_{v:g}_{POOLED}", "visits")).mean / 3.0) for v in HOURS]
    effort.set_xticks(ticks, [f"{tick}" for tick in ticks])
    effort.minorticks_off()
    effort.set_xlabel("Visits a year to 2,000 buildings")
    effort.set_title("Number of visits")
    for rule in (COMPLAINT, POOLED):
        cells = [f"level_{v:g}_{rule}" for v in LEVELS]
        danger = [
            PERCENT * mean(d, column(c)).mean / mean(d, column(c, "lift")).mean for c in cells
        ]
        _course(common, d, danger, cells, rule)
    common.plot([0, 40], [0, 40], color=GREY, linestyle=":", linewidth=0.8)
    common.annotate("chance", (30, 30), xytext=(4, -9), textcoords="offset points",
                    fontsize=SMALL, color=GREY)  # fmt: skip
    common.set_xlabel("Buildings in danger (%)")
    common.set_title("Danger rare or common")
    for axes in (old, effort):
        axes.set_ylabel(_LABEL)
    return figure


def _course(
    axes: Axes, d: pd.DataFrame, at: Sequence[float], cells: Sequence[str], rule: str
) -> None:
    look = _LOOKS[rule]
    found = [mean(d, column(cell)) for cell in cells]
    axes.vlines(
        at, [PERCENT * f.low for f in found], [PERCENT * f.high for f in found], color=look.colour
    )
    axes.plot(
        at, [PERCENT * f.mean for f in found], color=look.colour, linestyle=look.line,
        marker=look.marker, markersize=4,
    )  # fmt: skip
    axes.set_ylim(0, 105)


def _reference(axes: Axes, d: pd.DataFrame) -> None:
    """Draw the levels of the rules that a sweep does not touch."""
    level, look = PERCENT * mean(d, column(COMPLAINT)).mean, _LOOKS[COMPLAINT]
    axes.axhline(level, color=look.colour, linestyle=look.line, linewidth=0.8)


def _legend(rules: Sequence[str]) -> list[Legend]:
    return [
        Legend(
            (
                Line2D([], [], color=_LOOKS[r].colour, linestyle=_LOOKS[r].line,
                       marker=_LOOKS[r].marker, markersize=5),
            ),
            _WORDS[r],
        )
        for r in rules
    ]  # fmt: skip
