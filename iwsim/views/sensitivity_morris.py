"""Elementary effects: how much each factor moves an outcome, against how unevenly it does."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.typing import LineStyleType

from iwsim.views.margin import Name, names_that_fit, write_names
from iwsim.views.multiples import (
    AROUND,
    deep_of,
    factor_label,
    multiples,
    outcomes_of,
    panel_inches,
    say_empty,
)
from iwsim.views.style import ARM_STYLES, GREY, Legend, frame, new_figure

MOST_NAMED = 12
WORTH_A_NAME = 0.05
"""Share of the strongest effect under which a factor bears no name."""
SLOPES: tuple[tuple[float, LineStyleType], ...] = ((1.0, "-"), (0.5, "--"), (0.1, ":"))
"""Below 0.1 an effect is nearly a straight line, to 0.5 one way, to 1 nearly so; above, uneven."""
READ = (
    "Right: strong factors, with 95 % intervals of μ*. High: effects that depend on the factor's "
    "own level or on other factors: under the dotted line an effect is nearly linear, under the "
    "dashed one it has one direction, above the solid one it has none. Open marks have not "
    "converged. Named are factors with a twentieth of the strongest effect or more, as far as "
    "there is room."
)
_HEIGHT = 2.6
_AIR = 1.06


def draw_morris(indices: pd.DataFrame, title: str, caption: str) -> Figure:
    """Return a figure of μ* against sigma, a panel an outcome.

    Parameters
    ----------
    indices
        Columns outcome, quantity (``mu_star`` and ``sigma``), factor, value, low, high, converged.
    title, caption
        What the figure is about, and what was run.
    """
    outcomes = outcomes_of(indices)
    across = min(2, len(outcomes))
    deep = deep_of(len(outcomes), across)
    height = panel_inches(_HEIGHT if across > 1 else 1.4 * _HEIGHT, deep)
    figure = new_figure(AROUND + deep * (height + 0.3))
    frame(figure, title, f"{READ} {caption}", _legend())
    for axes, outcome in zip(multiples(figure, outcomes, across), outcomes, strict=True):
        _draw(axes, indices[indices["outcome"] == outcome], 0.7 * height)
    return figure


def _draw(axes: Axes, mine: pd.DataFrame, inches: float) -> None:
    strength = mine[mine["quantity"] == "mu_star"].set_index("factor")
    spread = mine[mine["quantity"] == "sigma"].set_index("factor")["value"]
    points = strength.assign(sigma=spread).dropna(subset=["value", "sigma"])
    if points.empty:
        say_empty(axes)
        return
    points = points.sort_values("value", ascending=False)
    right = _AIR * max(float(points["value"].max()), float(points["high"].max())) or 1.0
    top = _AIR * float(points["sigma"].max()) or 1.0
    axes.set_xlim(0.0, right)
    axes.set_ylim(0.0, top)
    for slope, line in SLOPES:
        axes.plot([0.0, right], [0.0, slope * right], color=GREY, linestyle=line, linewidth=0.7)
    axes.hlines(
        points["sigma"], points["low"], points["high"], color=ARM_STYLES[2].colour, linewidth=0.9
    )
    sure = points["converged"].astype(bool)
    for which, face in ((sure, ARM_STYLES[2].colour), (~sure, "white")):
        axes.plot(
            points.loc[which, "value"].to_numpy(),
            points.loc[which, "sigma"].to_numpy(),
            linestyle="none",
            marker="o",
            markersize=4.0,
            markerfacecolor=face,
            markeredgecolor=ARM_STYLES[2].colour,
            markeredgewidth=0.8,
            clip_on=False,
            zorder=3,
        )
    strong = points[points["value"] >= WORTH_A_NAME * points["value"].iloc[0]]
    named = strong.head(names_that_fit(inches, MOST_NAMED))
    write_names(
        axes,
        [
            Name(float(x), float(y), factor_label(str(factor)))
            for factor, x, y in zip(named.index, named["value"], named["sigma"], strict=True)
        ],
        inches,
    )
    axes.locator_params(axis="x", nbins=4)
    axes.locator_params(axis="y", nbins=5)
    axes.set_xlabel("mean absolute effect μ*")
    axes.set_ylabel("spread \N{GREEK SMALL LETTER SIGMA}")


def _legend() -> list[Legend]:
    lines = [
        Legend(
            (Line2D([], [], color=GREY, linestyle=line, linewidth=0.7),),
            f"\N{GREEK SMALL LETTER SIGMA} = {'' if slope == 1.0 else f'{slope:g} '}μ*",
        )
        for slope, line in SLOPES
    ]
    mark = Line2D([], [], color=ARM_STYLES[2].colour, marker="o", markersize=4, linewidth=0.9)
    return [Legend((mark,), "factor, 95 % interval"), *lines]
