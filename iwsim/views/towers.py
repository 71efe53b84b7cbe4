"""The estate flat by flat in each arm: towers to floor height, low-rise blocks as small maps."""

import textwrap
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from iwsim.views.caption import caption
from iwsim.views.floorplan import Plan, in_a_row, packed, paint
from iwsim.views.style import GREY, SMALL, frame, new_figure, plain, sentence, unit_of
from iwsim.views.subject import ComparisonLike, Drawn

MAPS = {"stress": "PuBu", "incidents": "YlOrBr"}
"""Colours run from light to dark, so they also read in grey."""
MEASURE = {"stress": "mean", "incidents": "total"}
HIGHEST = 99.0
"""Percentile at which the colour scale ends: a few flats would otherwise pale all others."""
NARROW = 30
"""Cells up to which arms stand side by side, not below each other."""
MOST_BESIDE = 4
FLOOR_INCHES = 0.075
NAME_FLOORS = 2.5
"""Room above a tower for its name, in floors of that height."""
WIDER = 2.0
"""How much higher floors are drawn where arms stand side by side."""
LETTERS_AN_INCH = 14.0


class Sheet(NamedTuple):
    """One kind of block: its flats and where they stand."""

    plan: Plan
    flats: pd.DataFrame
    towers: bool


def sheets(flats: pd.DataFrame, arm: str) -> list[Sheet]:
    """Return the sheets of an estate: towers if there are any, then low-rise blocks."""
    first = flats[flats["arm"] == arm]
    found, room = [], NARROW
    tall = flats["kind"] == "tower"
    if tall.any():
        plan = in_a_row(first[first["kind"] == "tower"])
        room = max(room, plan.width * 3 // 2)
        found.append(Sheet(plan, flats[tall], True))
    if not tall.all():
        plan = packed(first[first["kind"] != "tower"], room)
        found.append(Sheet(plan, flats[~tall], False))
    return found


def _outline(axes: Axes, sheet: Sheet, inches: float) -> None:
    """Draw each block's walls and write above it the name of a tower, the number of the others."""
    for block in sheet.plan.blocks:
        corner = (block.left - 0.5, block.bottom - 0.5)
        wall = Rectangle(corner, block.width, block.height, fill=False, ec=GREY, lw=0.5)
        wall.set_clip_on(False)
        axes.add_patch(wall)
        words = str(block.number)
        if sheet.towers:
            room = inches * (block.width + 1) / sheet.plan.width
            words = textwrap.fill(block.name, max(int(room * LETTERS_AN_INCH), 4))
        middle, top = block.left + block.width / 2 - 0.5, block.bottom + block.height - 0.3
        axes.text(middle, top, words, ha="center", va="bottom", fontsize=SMALL)


def _map(axes: Axes, sheet: Sheet, rows: pd.DataFrame, column: str, norm: Normalize) -> None:
    plan = sheet.plan
    axes.imshow(
        paint(plan, rows, column),
        cmap=MAPS[column],
        norm=norm,
        aspect="auto",
        origin="lower",
        interpolation="nearest",
    )
    axes.set_xticks([])
    axes.set_ylim(-0.5, plan.height - 0.5)
    for side in ("bottom", "left"):
        axes.spines[side].set_visible(False)
    if sheet.towers:
        step = 5
        floors = [f for f in range(plan.ground, plan.ground + plan.height) if f % step == 0]
        axes.set_yticks([f - plan.ground for f in floors], [str(f) for f in floors])
    else:
        axes.set_yticks([])


def _colours(flats: pd.DataFrame, column: str) -> Normalize:
    values = flats[column].to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    low, high = 0.0, 1.0
    if values.size:
        low, high = float(values.min()), float(np.percentile(values, HIGHEST))
    return Normalize(low, high if high > low else low + 1.0)


class Canvas(NamedTuple):
    """An empty figure.

    Parameters
    ----------
    figure
        The figure.
    axes
        Its axes by arm and sheet.
    inches
        Width of one of them.
    head
        Room above towers, in floors.
    beside
        Whether arms stand side by side, not below each other.
    """

    figure: Figure
    axes: list[list[Axes]]
    inches: float
    head: float
    beside: bool


def _canvas(arms: int, found: list[Sheet]) -> Canvas:
    kinds = len(found)
    beside = max(sheet.plan.width for sheet in found) <= NARROW and arms <= MOST_BESIDE
    head = NAME_FLOORS / WIDER if beside else NAME_FLOORS
    rows = [sheet.plan.height + (head if sheet.towers else 0) for sheet in found]
    if beside:
        width = max(1.5 + 2.2 * arms, 5.0)
        figure = new_figure(width, 2.3 + WIDER * FLOOR_INCHES * sum(rows))
        grid = figure.subplots(kinds, arms, height_ratios=rows, squeeze=False)
        columns = [list(grid[:, arm]) for arm in range(arms)]
        return Canvas(figure, columns, (width - 1.5) / arms, head, True)
    figure = new_figure(9.5, 1.6 + arms * (sum(rows) * FLOOR_INCHES + 0.6))
    flat = list(figure.subplots(kinds * arms, 1, height_ratios=rows * arms))
    columns = [flat[arm * kinds : (arm + 1) * kinds] for arm in range(arms)]
    return Canvas(figure, columns, 7.8, head, False)


def _draw(comparison: ComparisonLike, column: str, subject: str, unit: str) -> Drawn | None:
    flats, arms = comparison.flats, tuple(comparison.arms)
    if flats.empty:
        return None
    found = sheets(flats, arms[0])
    norm = _colours(flats, column)
    canvas = _canvas(len(arms), found)
    reading = [
        "One cell is one flat, the lowest floor at the bottom;",
        f"its colour is the {MEASURE[column]} over the last 78 weeks, a mean over replicates.",
        f"The darkest colour stands for the {HIGHEST:.0f}th percentile of flats and above.",
    ]
    if not found[-1].towers:
        reading.append("Low-rise blocks bear their numbers.")
    frame(canvas.figure, subject, caption(comparison, *reading))
    for arm, panels in zip(arms, canvas.axes, strict=True):
        mean = flats.loc[flats["arm"] == arm, column].mean()
        middle = "\n" if canvas.beside else ": "
        panels[0].set_title(f"{plain(arm)}{middle}mean {mean:#.3g}")
        for axes, sheet in zip(panels, found, strict=True):
            _map(axes, sheet, sheet.flats[sheet.flats["arm"] == arm], column, norm)
            _outline(axes, sheet, canvas.inches)
            if sheet.towers:
                axes.set_ylim(top=sheet.plan.height - 0.5 + canvas.head)
            axes.set_ylabel("Towers\n(floor number)" if sheet.towers else "Low-rise\n(floors)")
        panels[-1].set_xlabel("Side by side (flats)")
    above = norm.vmax is not None and bool((flats[column] > norm.vmax).any())
    canvas.figure.colorbar(
        ScalarMappable(norm, MAPS[column]),
        ax=[axes for panels in canvas.axes for axes in panels],
        extend="max" if above else "neither",
        aspect=40,
        shrink=0.7,
        label=f"{sentence(column)} ({unit})",
    )
    places = [name for name in flats.columns if name not in MAPS]
    return Drawn(f"towers_{column}", canvas.figure, flats[[*places, column]])


def towers_stress(comparison: ComparisonLike) -> Drawn | None:
    """Draw the stress of every flat in each arm; nothing where no flats were kept."""
    return _draw(comparison, "stress", "Stress of residents, flat by flat", unit_of("stress"))


def towers_incidents(comparison: ComparisonLike) -> Drawn | None:
    """Draw the incidents of every flat in each arm; nothing where no flats were kept."""
    subject = "Incidents of anti-social behaviour, flat by flat"
    return _draw(comparison, "incidents", subject, "per flat in 78 weeks")
