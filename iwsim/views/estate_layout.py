"""Which panels a picture of the estate has, and where they stand on the page."""

from typing import Literal, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.views.floorplan import Plan, in_a_row, packed
from iwsim.views.style import PAGE, TITLE, WIDTH, new_figure

NARROW = 30
"""Cells that a line of low-rise blocks may have where there is no tower to stand under."""
MOST_LEVELS = 4
"""Arms up to which each has a panel of levels; more have the reference's and differences alone."""
MOST_BESIDE = 5
"""Panels in a line of them."""
A_PAIR = 2
NAME_INCHES = 0.16
"""Room above a tower for its name or number."""
FLOOR_INCHES = (0.06, 0.13)
"""Least and greatest height of a floor."""
FLAT_SHAPE = 1.6
"""Width of a flat over its height, where there is room."""
AROUND = 1.75
"""Inches for the title of the figure, the colour scales and the caption."""
TITLE_INCHES = 0.4
"""Room above a panel for its title in two lines."""
LEFT, APART, BAR = 0.45, 0.12, 0.11
"""Inches: left of the panels, between two of them, and the height of a colour scale."""

Shows = Literal["level", "difference"]


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


class Panel(NamedTuple):
    """One picture of the estate: an arm, as it is or as it differs, and its axes by sheet.

    The first of a line names the floors.
    """

    arm: str
    shows: Shows
    axes: tuple[Axes, ...]
    first: bool


class Canvas(NamedTuple):
    """An empty figure.

    Parameters
    ----------
    figure
        The figure.
    panels
        Its pictures of the estate.
    bars
        Axes of the colour scales, levels first.
    inches
        Width of one panel.
    head
        Room above a tower for its name, in floors.
    """

    figure: Figure
    panels: tuple[Panel, ...]
    bars: tuple[Axes, ...]
    inches: float
    head: float


def places(arms: tuple[str, ...]) -> list[list[tuple[str, Shows] | None]]:
    """Return what stands where, line by line; None is an empty place.

    Two arms stand in one line with their difference; three or four stand side by side, each
    difference below its arm; of more, only the reference is shown as it is.
    """
    differences: list[tuple[str, Shows] | None] = [(arm, "difference") for arm in arms[1:]]
    if len(arms) > MOST_LEVELS:
        every = [(arms[0], "level"), *differences]
        lines = [every[at : at + MOST_BESIDE] for at in range(0, len(every), MOST_BESIDE)]
        return [line + [None] * (len(lines[0]) - len(line)) for line in lines]
    levels: list[tuple[str, Shows] | None] = [(arm, "level") for arm in arms]
    if len(arms) <= A_PAIR:
        return [levels + differences]
    return [levels, [None, *differences]]


def canvas(arms: tuple[str, ...], found: list[Sheet]) -> Canvas:
    """Return an empty figure with a panel for each arm and difference."""
    lines = places(arms)
    across = len(lines[0])
    inches = (WIDTH - LEFT - APART) / across - APART
    cells = max(sheet.plan.width for sheet in found)
    rows = [sheet.plan.height for sheet in found]
    names = [NAME_INCHES if sheet.towers else 0.0 for sheet in found]
    spaces = TITLE_INCHES + sum(names) + APART * (len(found) - 1)
    room = (PAGE - AROUND) / len(lines) - spaces
    least, greatest = FLOOR_INCHES
    floor = min(max(inches / cells / FLAT_SHAPE, least), greatest, room / sum(rows))
    heights = [floor * row + name for row, name in zip(rows, names, strict=True)]
    line_inches = TITLE_INCHES + sum(heights) + APART * (len(found) - 1)
    figure = new_figure(AROUND + len(lines) * line_inches)
    page = float(figure.get_size_inches()[1])
    panels = []
    for at, line in enumerate(lines):
        for place, shown in enumerate(line):
            if shown is None:
                continue
            left, top = LEFT + place * (inches + APART), TITLE + at * line_inches + TITLE_INCHES
            tops = [top + sum(heights[:kind]) + APART * kind for kind in range(len(found))]
            axes = tuple(
                figure.add_axes(_place(page, left, one, inches, height))
                for one, height in zip(tops, heights, strict=True)
            )
            panels.append(Panel(*shown, axes, not any(line[:place])))
    kinds = tuple(dict.fromkeys(panel.shows for panel in panels))
    half = (WIDTH - 2 * LEFT) / 2
    under = TITLE + len(lines) * line_inches + APART
    bars = tuple(
        figure.add_axes(_place(page, LEFT + at * (half + LEFT / 2), under, half - LEFT / 2, BAR))
        for at in range(len(kinds))
    )
    return Canvas(figure, tuple(panels), bars, inches, NAME_INCHES / floor)


def _place(
    page: float, left: float, top: float, width: float, height: float
) -> tuple[float, float, float, float]:
    """Return a rectangle of a page so high, given in inches from the upper left, in its shares."""
    return (left / WIDTH, 1 - (top + height) / page, width / WIDTH, height / page)
