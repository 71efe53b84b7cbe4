"""The one style of all figures: told apart by colour, in grey, and by shape.

Colours are those of Okabe and Ito (2008), which people with the common colour-vision
deficiencies tell apart; their order here alternates dark and light, and every arm also has its
own line, marker and hatch, so that nothing is lost in a black-and-white print.
"""

import textwrap
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from matplotlib import style as matplotlib_style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.typing import LineStyleType

from iwsim.views.words import plain

DPI = 300
WIDTH = 180.0 / 25.4
"""Inches: two columns of a journal, so that letters are printed in the size they are set in."""
PAGE = 240.0 / 25.4
"""Inches: the height of a page's text, which no figure passes."""
SMALL = 7.0
PLACES = 6
"""Decimals of a panel's place: what is beyond is the noise of the layout's solver."""
MARGIN, TITLE, LINE = 0.08, 0.32, 0.127
"""Inches: around the text, for the title, and for one line of small text."""
LETTERS_AN_INCH = 19.5
LEGEND_COLUMNS = 4
GREY = "#595959"
FAINT = "#d9d9d9"

RC = {
    "font.family": "DejaVu Sans",
    "font.size": 8.0,
    "axes.titlesize": 8.0,
    "axes.titlelocation": "left",
    "axes.labelsize": 8.0,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.7,
    "axes.edgecolor": GREY,
    "lines.linewidth": 1.2,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 3.0,
    "ytick.major.size": 3.0,
    "hatch.linewidth": 0.5,
    "svg.hashsalt": "iwsim",
    "svg.fonttype": "path",
}


class ArmStyle(NamedTuple):
    """How one arm looks in every figure."""

    colour: str
    line: LineStyleType
    marker: str
    hatch: str


class Legend(NamedTuple):
    """One entry of a legend: its marks and its words."""

    handles: tuple[Artist, ...]
    label: str


Mark = Literal["lines", "dots", "bars"]

ARM_STYLES = (
    ArmStyle("#000000", "-", "o", ""),
    ArmStyle("#E69F00", "--", "s", "////"),
    ArmStyle("#0072B2", "-.", "^", "...."),
    ArmStyle("#56B4E9", ":", "D", "xxxx"),
    ArmStyle("#D55E00", (0, (5, 1)), "v", "\\\\\\\\"),
    ArmStyle("#009E73", (0, (3, 1, 1, 1, 1, 1)), "P", "||||"),
    ArmStyle("#CC79A7", (0, (1, 1)), "X", "----"),
    ArmStyle("#000000", (0, (8, 3)), "<", "oooo"),
    ArmStyle("#E69F00", (0, (1, 4)), ">", "++++"),
    ArmStyle("#0072B2", (0, (6, 2, 1, 2)), "*", "OOOO"),
)

_drawing = threading.RLock()


@contextmanager
def house_style(sheet: Path | None = None) -> Iterator[None]:
    """Draw and save inside this style, whatever the user's own settings are.

    Matplotlib keeps its settings for the whole program, so one thread draws at a time and the
    user's settings are put back at the end.

    Parameters
    ----------
    sheet
        A style sheet of Matplotlib that is laid over this style, None for this one alone.
    """
    layers: list[str | dict[str, Any]] = ["default", dict(RC)]
    layers += [] if sheet is None else [str(sheet)]
    with _drawing, matplotlib_style.context(layers):
        yield


def arm_styles(arms: Sequence[str]) -> dict[str, ArmStyle]:
    """Return the look of each arm, by its place in the comparison."""
    return {arm: ARM_STYLES[place % len(ARM_STYLES)] for place, arm in enumerate(arms)}


def new_figure(height: float) -> Figure:
    """Return an empty figure two columns wide and so many inches high, a page at most."""
    return Figure(figsize=(WIDTH, min(height, PAGE)), layout=ConstrainedLayoutEngine())


def frame(figure: Figure, title: str, caption: str, legend: Sequence[Legend] = ()) -> None:
    """Write title and legend above a figure and the caption below, and keep that room free.

    Parameters
    ----------
    figure
        The figure.
    title
        What the figure is about.
    caption
        How to read it.
    legend
        One entry an arm, in lines of four; nothing where the panels name the arms.
    """
    width, height = figure.get_size_inches()
    left = MARGIN / width
    lines = textwrap.wrap(caption, width=int((width - 2 * MARGIN) * LETTERS_AN_INCH))
    below = MARGIN + LINE * len(lines)
    above = TITLE + LINE * 1.5 * -(-len(legend) // LEGEND_COLUMNS)
    figure.text(left, 1 - MARGIN / height, title, va="top", fontsize=9.5, fontweight="bold")
    figure.text(
        left, MARGIN / 2 / height, "\n".join(lines), va="bottom", fontsize=SMALL, color=GREY
    )
    figure.set_layout_engine(
        ConstrainedLayoutEngine(
            w_pad=0.05, h_pad=0.04, rect=(0, below / height, 1, 1 - (below + above) / height)
        )
    )
    if legend:
        # Matplotlib takes a tuple of marks for one handle; its type hints do not say so.
        handles: list[Any] = [entry.handles for entry in legend]
        figure.legend(
            handles,
            [entry.label for entry in legend],
            handler_map={tuple: HandlerTuple(ndivide=None, pad=0.5)},
            loc="upper left",
            bbox_to_anchor=(0.0, 1 - (TITLE - 0.06) / height),
            ncols=LEGEND_COLUMNS,
            handlelength=4.0,
            columnspacing=1.5,
        )


def legend_of(arms: Sequence[str], shown: Sequence[str], mark: Mark) -> list[Legend]:
    """Return the legend of some arms.

    Parameters
    ----------
    arms
        All arms of the comparison: they fix the look.
    shown
        The arms that the figure shows.
    mark
        What they are shown as: lines over time, dots with intervals, or bars and dots.
    """
    looks = arm_styles(arms)
    entries = []
    for arm in shown:
        look = looks[arm]
        stroke = {"lines": look.line, "dots": "-", "bars": "none"}[mark]
        line = Line2D([], [], color=look.colour, linestyle=stroke, marker=look.marker, markersize=5)
        handles: tuple[Artist, ...] = (line,)
        if mark == "bars":
            handles = (Patch(**bar_fill(look)), line)
        entries.append(Legend(handles, plain(arm)))
    return entries


def bar_fill(look: ArmStyle) -> dict[str, Any]:
    """Return how a bar of an arm is filled: solid, or hatched on white."""
    face = "white" if look.hatch else look.colour
    return {"facecolor": face, "edgecolor": look.colour, "hatch": look.hatch}


def say(axes: Axes, words: str) -> None:
    """Write in the middle of empty axes why they are empty."""
    axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=GREY)


def render(figure: Figure, form: str, dpi: int = DPI) -> bytes:
    """Return a figure as the bytes of a PNG or SVG file: the same for the same data.

    Nothing in them tells the date or the version of the drawing library.
    """
    memory = BytesIO()
    with house_style():  # also names what SVG refers to, which is random otherwise
        _settle(figure)
        if form == "svg":
            metadata = {"Date": None, "Creator": "iwsim"}
            FigureCanvasSVG(figure).print_figure(memory, format="svg", dpi=dpi, metadata=metadata)
        else:
            metadata = {"Software": "iwsim"}
            FigureCanvasAgg(figure).print_figure(
                memory, format="png", dpi=dpi, metadata=metadata, pil_kwargs={"optimize": True}
            )
    return memory.getvalue()


def _settle(figure: Figure) -> None:
    """Lay a figure out once and for all, so that the last bits of its solver show nowhere."""
    if not isinstance(figure.get_layout_engine(), ConstrainedLayoutEngine):
        return
    figure.draw_without_rendering()
    figure.set_layout_engine(None)  # "none" would have each file drawn twice
    for axes in figure.axes:
        left, bottom, width, height = np.round(axes.get_position(original=True).bounds, PLACES)
        axes.set_position((left, bottom, width, height))
