"""The figures of a calibration: ranges before and after, and levels against their targets."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from iwsim.views.style import FAINT, GREY, PAGE, SMALL, Legend, frame, new_figure

_BLUE, _ORANGE = "#0072B2", "#E69F00"
_ROW = 0.17
_MOST_PARAMETERS = 40
_FURTHEST = 4.0
_BEFORE: dict[str, Any] = {"color": _ORANGE, "linewidth": 1.0, "linestyle": (0, (2, 1))}
_AFTER: dict[str, Any] = {"color": _BLUE, "linewidth": 2.4}
_DEFAULT: dict[str, Any] = {
    "linestyle": "none", "marker": "o", "fillstyle": "none", "color": GREY, "markersize": 5.5,
}  # fmt: skip


def draw_calibration(parameters: pd.DataFrame, targets: pd.DataFrame) -> Figure:
    """Return the figure of a calibration.

    Parameters
    ----------
    parameters
        One row a parameter, those that shrank most first.
    targets
        One row a target.
    """
    identified = parameters["identified"] == "yes"
    most = min(max(int(identified.sum()), len(targets)), _MOST_PARAMETERS)
    shown = pd.concat([parameters[identified], parameters[~identified]]).head(most)
    rows = max(len(shown), len(targets), 4)
    figure = new_figure(min(1.6 + _ROW * rows, PAGE))
    left, right = figure.subplots(1, 2)
    _draw_ranges(left, shown)
    _draw_levels(right, targets)
    frame(
        figure,
        "What the levels of the literature leave of the parameters",
        "Left: the parameters whose ranges shrank most, between the ends of their plausible "
        "ranges: 5 to 95 per cent of the sets that are left, with the median, and the default "
        f"(ring). Identified are {int(identified.sum())} of {len(parameters)}; the others, in "
        "grey, shrank no more than by chance. Right: levels of single runs, 5 to 95 per cent with "
        "the median, in the prior sample and in the ensemble. From -1 to 1 a target is met within "
        "its tolerance; the grey band is the range of the sources, as a share of that. Further out "
        "than 4 is drawn at 4.",
        [
            Legend((Line2D([], [], **_BEFORE),), "prior sample"),
            Legend((Line2D([], [], **_AFTER),), "ensemble"),
            Legend((Line2D([], [], **{**_AFTER, "color": GREY}),), "ensemble, not identified"),
            Legend((Patch(facecolor=FAINT),), "range of the sources"),
        ],
    )
    return figure


def _draw_ranges(axes: Axes, shown: pd.DataFrame) -> None:
    low = shown["prior_low"].to_numpy(dtype=np.float64)
    width = shown["prior_high"].to_numpy(dtype=np.float64) - low
    places = np.arange(len(shown))

    def scaled(column: str) -> np.ndarray[Any, Any]:
        share: np.ndarray[Any, Any] = (shown[column].to_numpy(dtype=np.float64) - low) / width
        return share

    axes.hlines(places, 0.05, 0.95, **_BEFORE)
    sure = (shown["identified"] == "yes").to_numpy()
    for which, colour in ((sure, _BLUE), (~sure, GREY)):
        look = {**_AFTER, "color": colour}
        axes.hlines(places[which], scaled("left_low")[which], scaled("left_high")[which], **look)
        axes.plot(scaled("left_median")[which], places[which], "o", color=colour, markersize=4.5)
    axes.plot(scaled("default"), places, **_DEFAULT)
    _rows(axes, list(shown["parameter"]))
    axes.set_xlim(0.0, 1.0)
    axes.set_xlabel("Place in the plausible range")


def _draw_levels(axes: Axes, targets: pd.DataFrame) -> None:
    middle = (targets["low"] + targets["high"]).to_numpy(dtype=np.float64) / 2
    half = (targets["high"] - targets["low"]).to_numpy(dtype=np.float64) / 2
    reach = half + targets["tolerance"].to_numpy(dtype=np.float64)
    places = np.arange(len(targets))

    def scaled(column: str) -> np.ndarray[Any, Any]:
        level = targets[column].to_numpy(dtype=np.float64)
        clipped: np.ndarray[Any, Any] = np.clip((level - middle) / reach, -_FURTHEST, _FURTHEST)
        return clipped

    axes.barh(places, 2 * half / reach, left=-half / reach, height=0.8, color=FAINT)
    for which, look, above in (("prior", _BEFORE, -0.18), ("ensemble", _AFTER, 0.18)):
        axes.hlines(places + above, scaled(f"{which}_low"), scaled(f"{which}_high"), **look)
        axes.plot(
            scaled(f"{which}_median"), places + above, "o", color=look["color"], markersize=3.5
        )
    for end in (-1.0, 1.0):
        axes.axvline(end, color=GREY, linewidth=0.7)
    _rows(axes, list(targets["target"]))
    axes.set_xlim(-_FURTHEST, _FURTHEST)
    axes.set_xlabel("Level, from -1 to 1 within the tolerance")


def _rows(axes: Axes, names: list[str]) -> None:
    axes.set_yticks(range(len(names)), names, fontsize=SMALL)
    axes.set_ylim(max(len(names), 1) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
