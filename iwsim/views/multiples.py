"""Small multiples: axes side by side and below each other, each with its title."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from iwsim.views.style import PAGE, say
from iwsim.views.words import plain, sentence

AROUND = 1.2
"""Inches for title, legend and caption."""
LETTERS_ACROSS = 110
BESIDE_NAMES = 29
"""Letters of the title of a panel whose rows bear names, where two stand side by side."""
LONGEST = 26
"""Letters of a factor's name that a figure has room for."""
NO_VALUES = "no values"


def outcomes_of(table: pd.DataFrame) -> list[str]:
    """Return the outcomes of a table in their order."""
    return [str(outcome) for outcome in dict.fromkeys(table["outcome"])]


def factor_label(factor: str, letters: int = LONGEST) -> str:
    """Return a factor as words; a long one without its group, or else cut in the middle.

    Parameters
    ----------
    factor
        Its name.
    letters
        How many letters there is room for.
    """
    words = plain(factor) if "." in factor else sentence(plain(factor))
    if len(words) > letters:
        words = sentence(words.rpartition(".")[2])
    if len(words) > letters:
        kept = letters // 2
        words = f"{words[: letters - kept - 1].rstrip()}…{words[-kept:].lstrip()}"
    return words


def deep_of(count: int, across: int) -> int:
    """Return how many rows of axes there are."""
    return -(-count // across)


def panel_inches(wanted: float, deep: int) -> float:
    """Return how high a panel is, so that all rows of them fit on a page."""
    return min(wanted, (PAGE - AROUND) / deep)


def multiples(figure: Figure, titles: Sequence[str], across: int, narrow: int = 43) -> list[Axes]:
    """Return axes with titles, those that nothing fills left out.

    Parameters
    ----------
    figure
        The figure.
    titles
        One a panel, broken into lines that its width holds.
    across
        Panels side by side.
    narrow
        Letters of a title where several stand side by side.
    """
    grid = figure.subplots(deep_of(len(titles), across), across, squeeze=False)
    shown = list(grid.flat)
    for axes in shown[len(titles) :]:
        axes.set_axis_off()
    for axes, title in zip(shown, titles, strict=False):
        letters = LETTERS_ACROSS if across == 1 else narrow
        axes.set_title("\n".join(textwrap.wrap(title, letters)))
    return shown[: len(titles)]


def say_empty(axes: Axes) -> None:
    """Say in empty axes that there are no values."""
    axes.set_xticks([])
    axes.set_yticks([])
    say(axes, NO_VALUES)


def say_cut(axes: Axes, shown: int, there: int, what: str = "factors") -> None:
    """Say in the title of axes that only the first of something are shown, if so."""
    if shown < there:
        title = axes.get_title(loc="left")
        axes.set_title(f"{title}\nfirst {shown} of {there} {what}".lstrip())
