"""Figures of the case of the hub at Bury: times by severity, and channels of referrals."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.cases.bury_mash_words import HUB, channel
from iwsim.cases.case import at_defaults
from iwsim.cases.contrasts import difference, measure_of
from iwsim.cases.requests import SEVERITIES
from iwsim.scenario import SILOED
from iwsim.study.statistics import Difference
from iwsim.views.dots import LARGEST, dots, name_rows
from iwsim.views.interval import mean_interval
from iwsim.views.style import GREY, Legend, frame, legend_of, new_figure

_ARMS = (SILOED, HUB)
_NAMES = {SILOED: "silo", HUB: "hub"}
_COUNTS = ("first requests", "repeats", "requests")
_COUNT_NAMES = {"requests": "all requests"}
_WHOLE = "the whole hub"
_CHANNELS = {
    "more found": "more found by workers\nand visits",
    "easier to ask": "easier to ask (trust,\nhope, less fear)",
    "fewer repeats": "fewer requests end\nwithout help",
    "other help": "help that knows\nthe whole person",
}
_ROW = 0.42


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figures."""
    runs = at_defaults(measured)
    return {"times": _times(runs), "referrals": _referrals(runs)}


def _times(runs: pd.DataFrame) -> Figure:
    figure = new_figure(2.6)
    panels = figure.subplots(1, 2, sharey=True)
    for axes, name, label in (
        (panels[0], "help", "Days from request to first help"),
        (panels[1], "coordinated", "Days from request to a coordinated response"),
    ):
        rows = [
            (severity, arm, *mean_interval(_column(runs, arm, name, severity)))
            for severity in SEVERITIES
            for arm in _ARMS
        ]
        data = pd.DataFrame(rows, columns=["row", "arm", "mean", "low", "high"])
        dots(axes, data, SEVERITIES, _ARMS, LARGEST)
        name_rows(axes, SEVERITIES, "")
        axes.set_xlim(left=0.0)
        axes.set_xlabel(label)
    frame(
        figure,
        "Time from request to response, by severity of the request",
        "Means over replicates with their 95 % intervals, at most 182 days, which also stand for "
        "a response that never came. High: need of 0.65 and above; medium: 0.5 to 0.65; low: below "
        "0.5. Coordinated: somebody works on it, and the workers together know at least half of "
        "the person's needs.",
        _named(_ARMS, _NAMES),
    )
    return figure


def _column(runs: pd.DataFrame, arm: str, name: str, severity: str) -> "pd.Series[float]":
    return runs[measure_of(arm, f"{name} {severity}")]


def _named(arms: Sequence[str], names: Mapping[str, str]) -> list[Legend]:
    return [
        Legend(entry.handles, names.get(arm, arm))
        for arm, entry in zip(arms, legend_of(arms, arms, "dots"), strict=True)
    ]


def _referrals(runs: pd.DataFrame) -> Figure:
    rows = [_WHOLE, *_CHANNELS.values()]
    figure = new_figure(1.5 + _ROW * len(rows))
    axes: Axes = figure.add_subplot()
    found = []
    for count in _COUNTS:
        found.append((_WHOLE, count, *_ends(difference(runs, HUB, SILOED, count))))
        for name, words in _CHANNELS.items():
            found.append((words, count, *_ends(channel(runs, name, count))))
    data = pd.DataFrame(found, columns=["row", "arm", "mean", "low", "high"])
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    dots(axes, data, rows, _COUNTS, LARGEST)
    name_rows(axes, rows, "")
    axes.set_xlabel("Requests for help a year, hub less silo")
    frame(
        figure,
        "Requests for help: what the hub changes, and through what",
        "Differences with their 95 % intervals. The first row is the hub's effect; each other row "
        "is that effect less the effect where the channel is switched off in hub and silo. The "
        "channels work through each other, so they do not add up.",
        _named(_COUNTS, _COUNT_NAMES),
    )
    return figure


def _ends(found: Difference) -> tuple[float, float, float]:
    return found.mean, found.low, found.high
