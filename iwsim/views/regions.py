"""Regions in which an event happens: their points, their box, and what they ask of each factor."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from iwsim.views.multiples import AROUND, factor_label, panel_inches
from iwsim.views.region_parts import Part, Scale, lies_in, parts_of, scale_of
from iwsim.views.style import ARM_STYLES, FAINT, GREY, SMALL, Legend, frame, new_figure, say

MOST_REGIONS = 3
READ = (
    "Left: the points over two factors of the regions, those that tell most of the region first; "
    "pale points lie outside the region in another factor. Right: what the region asks of factors, "
    "as part of their whole range; all other factors may have any value. Coverage is the share of "
    "all events that lie inside, density the share of events among the points inside; held back "
    "are points that the region was not found from."
)
_HEIGHT = 2.5
_EVENT, _OTHER = ARM_STYLES[4], ARM_STYLES[2]._replace(marker="o")
_BOX = "#000000"
_TWO = 2
_HALF = 0.5
_PALE = 0.28
_JITTER = 0.28
_AIR = 0.04
_NEAR, _THINNEST = 0.14, 0.006


def draw_regions(
    values: pd.DataFrame,
    event: pd.Series,
    table: pd.DataFrame,
    title: str,
    caption: str,
    *,
    words: tuple[str, str],
) -> Figure:
    """Return a figure of regions, a row a region.

    Parameters
    ----------
    values
        One line a point, one column a factor, numbers or names of levels.
    event
        Whether the event happens at each point.
    table
        Columns region, factor, low, high, levels (names with a bar between), n, coverage, density,
        quasi_p, and perhaps cv_density: one line for each factor that a region restricts.
    title, caption
        What the figure is about, and what was run.
    words
        What points with the event and points without it are called.
    """
    values = _regions_first(values, table)
    every = [int(region) for region in dict.fromkeys(table["region"])]
    numbers = every[:MOST_REGIONS]
    cut = f"First {MOST_REGIONS} of {len(every)} regions. " if every[MOST_REGIONS:] else ""
    deep = max(len(numbers), 1)
    figure = new_figure(AROUND + 0.15 + deep * panel_inches(_HEIGHT, deep))
    frame(figure, title, f"{cut}{READ} {caption}", _legend(words))
    marks = event.to_numpy(dtype=bool)
    if not numbers:
        axes = figure.subplots()
        axes.set_axis_off()
        say(axes, "no region")
        return figure
    grid = figure.subplots(deep, 2, squeeze=False)
    for (left, right), region in zip(grid, numbers, strict=True):
        parts = parts_of(table, region)
        line = table[table["region"] == region].iloc[0]
        left.set_title(f"Region {region}: {int(line['n'])} of {len(values)} points")
        _scatter(left, values, marks, parts)
        right.set_title(_told(line))
        _ranges(right, values, parts)
    return figure


def _regions_first(values: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return values with the factors that any region restricts before all others."""
    return values[[*dict.fromkeys([*table["factor"], *values.columns])]]


def _told(line: pd.Series) -> str:
    held = (
        f"\n(density in points held back {line['cv_density']:.0%})" if "cv_density" in line else ""
    )
    return f"Coverage {line['coverage']:.0%}, density {line['density']:.0%}{held}"


def _scatter(axes: Axes, values: pd.DataFrame, event: np.ndarray, parts: Sequence[Part]) -> None:
    shown = [part.factor for part in parts[:_TWO]]
    others = (str(name) for name in values.columns if name not in shown)
    shown += [name for name, _ in zip(others, range(_TWO - len(shown)), strict=False)]
    x, y = (scale_of(values[name]) for name in shown[:_TWO])
    elsewhere = np.ones(len(values), dtype=np.bool_)
    for part in parts[_TWO:]:
        elsewhere &= lies_in(part, values[part.factor])
    for which, look, above in ((~event, _OTHER, 2), (event, _EVENT, 3)):
        for full, strength in ((~elsewhere, _PALE), (elsewhere, 1.0)):
            here = which & full
            axes.plot(
                _jittered(x, 3)[here], _jittered(y, 7)[here], linestyle="none",
                marker=look.marker, markersize=3.4 if above > _TWO else 3.0, color=look.colour,
                markerfacecolor=look.colour if above > _TWO else "none", markeredgewidth=0.7,
                alpha=strength, zorder=above,
            )  # fmt: skip
    found = {part.factor: part for part in parts[:_TWO]}
    for left, wide in _spans(found.get(shown[0]), x):
        for bottom, high in _spans(found.get(shown[1]), y):
            axes.add_patch(
                Rectangle(
                    (left, bottom),
                    wide,
                    high,
                    facecolor="none",
                    edgecolor=_BOX,
                    linewidth=1.3,
                    zorder=4,
                )
            )
    _axis(axes, "x", x, shown[0])
    _axis(axes, "y", y, shown[1])


def _jittered(scale: Scale, seed: int) -> np.ndarray:
    """Return places, those of levels spread a little so that points do not hide each other."""
    if not scale.levels:
        return scale.places
    luck = np.random.default_rng(seed).uniform(-_JITTER, _JITTER, scale.places.size)
    return scale.places + luck


def _ends(scale: Scale) -> tuple[float, float]:
    if scale.levels:
        return -0.5, len(scale.levels) - 0.5
    low, high = float(scale.places.min()), float(scale.places.max())
    air = _HALF if scale.whole else _AIR * (high - low or 1.0)
    return low - air, high + air


def _spans(part: Part | None, scale: Scale) -> list[tuple[float, float]]:
    """Return start and length of what a restriction lets through, on an axis."""
    low, high = _ends(scale)
    if part is None:
        return [(low, high - low)]
    if not part.levels:
        bottom, top = float(scale.places.min()), float(scale.places.max())
        air = _HALF if scale.whole else 0.0
        start = low if part.low <= bottom else part.low - air
        end = high if part.high >= top else part.high + air
        return [(start, end - start)]
    return [(at - 0.45, 0.9) for at, level in enumerate(scale.levels) if level in part.levels]


def _axis(axes: Axes, which: str, scale: Scale, name: str) -> None:
    axis, ends = (axes.xaxis, axes.set_xlim) if which == "x" else (axes.yaxis, axes.set_ylim)
    low, high = _ends(scale)
    ends(low, high)
    axis.set_label_text(factor_label(name))
    if scale.levels:
        axis.set_ticks(range(len(scale.levels)), scale.levels, fontsize=SMALL)
    else:
        axis.set_major_locator(MaxNLocator(5, integer=scale.whole))


def _ranges(axes: Axes, values: pd.DataFrame, parts: Sequence[Part]) -> None:
    for at, part in enumerate(parts):
        scale = scale_of(values[part.factor])
        low, high = _ends(scale)
        if not scale.levels:
            low, high = float(scale.places.min()), float(scale.places.max())
        width = float(high - low) or 1.0
        axes.barh(at, 1.0, 0.3, color=FAINT, zorder=1)
        spans = [(max(part.low, low), min(part.high, high))]
        if part.levels:
            spans = [(start, start + long) for start, long in _spans(part, scale)]
        spans = [((start - low) / width, (end - low) / width) for start, end in spans]
        for start, end in spans:
            axes.barh(
                at, max(end - start, _THINNEST), 0.3, left=start, color=_EVENT.colour, zorder=2
            )
        if part.levels:
            for nth, level in enumerate(scale.levels):
                kept = level in part.levels
                _write(axes, (nth + 0.5) / len(scale.levels), at, level, kept=kept, side="center")
        else:
            _write(axes, 0.0, at, f"{low:.3g}", kept=part.low <= low, side="left")
            _write(axes, 1.0, at, f"{high:.3g}", kept=part.high >= high, side="right")
            _write_inner(axes, at, part, spans[0])
    axes.set_yticks(range(len(parts)), [factor_label(part.factor) for part in parts])
    axes.set_ylim(max(len(parts), 3) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, labelsize=SMALL)
    axes.set_xlim(-0.02, 1.02)
    axes.set_xticks([])
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _write_inner(axes: Axes, at: int, part: Part, span: tuple[float, float]) -> None:
    """Write the ends of a range that lie inside the whole range, as one where they are near."""
    inner = [
        (place, f"{value:.3g}")
        for place, value in zip(span, (part.low, part.high), strict=True)
        if 0.0 < place < 1.0
    ]
    if len(inner) == _TWO and span[1] - span[0] < _NEAR:
        words = dict.fromkeys(value for _, value in inner)
        inner = [((span[0] + span[1]) / 2, " to ".join(words))]
    for place, words_there in inner:
        axes.annotate(
            words_there, (place, at - 0.15), (0.0, 1.0), textcoords="offset points", ha="center",
            va="bottom", fontsize=SMALL, fontweight="bold",
        )  # fmt: skip


def _write(axes: Axes, place: float, at: int, said: str, *, kept: bool, side: str) -> None:
    axes.annotate(
        said, (place, at + 0.15), (0.0, -1.5), textcoords="offset points", ha=side, va="top",
        fontsize=SMALL, color="black" if kept else GREY,
    )  # fmt: skip


def _legend(words: tuple[str, str]) -> list[Legend]:
    points = [
        Legend(
            (
                Line2D(
                    [],
                    [],
                    color=look.colour,
                    marker=look.marker,
                    linestyle="none",
                    markersize=4,
                    markerfacecolor=face,
                ),
            ),
            said,
        )
        for look, face, said in zip((_EVENT, _OTHER), (_EVENT.colour, "none"), words, strict=True)
    ]
    box = Patch(facecolor="none", edgecolor=_BOX, linewidth=1.3)
    return [*points, Legend((box,), "region")]
