"""The figure of recorded against true incidents: both over time, and where they part."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.cases.case import at_defaults
from iwsim.cases.recorded_and_true_runs import QUARTER, USUAL, WEIGHTS
from iwsim.cases.recorded_and_true_words import part
from iwsim.cases.words import PERCENT, mean
from iwsim.views.bands import bands, mark_switch
from iwsim.views.style import ARM_STYLES, GREY, SMALL, frame, legend_of, new_figure

_ARMS = {"silo": "siloed", "team": "colocated_team"}
_WHAT = {"true": "True incidents", "recorded": "Recorded incidents"}


def draw(measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figure."""
    d = at_defaults(measured)
    figure = new_figure(2.9)
    arms = list(_ARMS.values())
    frame(
        figure,
        "True and recorded incidents in the silo and in the team",
        f"Left and middle: means of {len(d)} replicates over {QUARTER} weeks, in the middle of "
        "these weeks; the axes do not begin at zero. Right: late effect of the team by how "
        f"strongly reports follow trust (default {USUAL:g}). Bands and bars: 95 % intervals.",
        legend_of(arms, arms, "lines"),
    )
    true, recorded, sweep = figure.subplots(1, 3)
    for axes, what in ((true, "true"), (recorded, "recorded")):
        bands(axes, _course(d, what), arms, arms)
        axes.set_xticks(range(0, 157, 52))
        axes.set_title(_WHAT[what])
        mark_switch(axes, "switch" if what == "true" else "")
    true.set_ylabel("Incidents (number a week)")
    _effects(sweep, d)
    return {"course": figure}


def _course(d: pd.DataFrame, what: str) -> pd.DataFrame:
    rows = []
    for key, arm in _ARMS.items():
        head, tail = f"{key}_{USUAL:g}.week_", f".{what}"
        for name in d.columns:
            if name.startswith(head) and name.endswith(tail):
                first = int(name.removeprefix(head).removesuffix(tail))
                found = mean(d, name)
                rows.append((arm, first + QUARTER // 2, found.mean, found.low, found.high))
    return pd.DataFrame(rows, columns=["arm", "week", "mean", "low", "high"])


def _effects(axes: Axes, d: pd.DataFrame) -> None:
    axes.axhline(0, color=GREY, linewidth=0.8)
    for what, look in zip(_WHAT, ARM_STYLES[4:6], strict=True):
        found = [part(d, what, "late", weight) for weight in WEIGHTS]
        low, high, level = (
            PERCENT * np.array([getattr(f, end) for f in found]) for end in ("low", "high", "mean")
        )
        axes.vlines(WEIGHTS, low, high, color=look.colour)
        axes.plot(
            WEIGHTS, level, color=look.colour, linestyle=look.line, marker=look.marker, markersize=4
        )
        above = level[-1] > 0
        axes.annotate(
            what, (WEIGHTS[-2], level[-2]), xytext=(-8 if above else 0, 4 if above else -5),
            textcoords="offset points", ha="right" if above else "center",
            va="bottom" if above else "top", fontsize=SMALL, color=look.colour,
        )  # fmt: skip
    axes.margins(y=0.12)
    axes.set_xlabel("Weight of trust in reporting")
    axes.set_ylabel("Team against silo (%)")
    axes.set_title("Where they part")
