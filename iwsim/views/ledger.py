"""The ledger of gains and losses, drawn: for whom, how large, and how sure."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from iwsim.outcomes import BY_NAME, OUTCOMES
from iwsim.views.caption import caption
from iwsim.views.dots import name_rows
from iwsim.views.style import (
    GREY,
    SMALL,
    ArmStyle,
    arm_styles,
    frame,
    new_figure,
    plain,
    say,
    sentence,
)
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.window import in_words, last_window

SIDES = ("residents", "staff", "agencies", "purse")
PER_CENT = 100.0
LOSS_GAIN = "\N{LEFTWARDS ARROW} loss    gain \N{RIGHTWARDS ARROW}"


def entries(comparison: ComparisonLike) -> pd.DataFrame:
    """Return the rows of the comparison's ledger over the last window."""
    ledger = comparison.ledger
    return ledger[ledger["window"] == last_window(comparison).name].reset_index(drop=True)


def order(data: pd.DataFrame, arm: str) -> list[tuple[str, str]]:
    """Return (side, outcome) from top to bottom: side by side, the arm's gains before its losses.

    An outcome without a number stands last on its side.
    """
    rows = data[data["arm"] == arm]
    gain = dict(zip(rows["outcome"], rows["gain"].fillna(-np.inf), strict=True))
    place = {outcome.name: number for number, outcome in enumerate(OUTCOMES)}
    return [
        (side, outcome)
        for side in SIDES
        for outcome in sorted(
            (name for name in gain if BY_NAME[name].side == side),
            key=lambda name: (-gain[name], place[name]),
        )
    ]


def _panel(axes: Axes, rows: pd.DataFrame, lines: list[tuple[str, str]], look: ArmStyle) -> None:
    line = rows.set_index("outcome").reindex([outcome for _, outcome in lines])
    height = np.arange(len(lines))
    gain = line["gain"].to_numpy(dtype=float)
    sure = (line["gain_low"] > 0) | (line["gain_high"] < 0)
    axes.axvline(0, color="black", linewidth=0.9)
    axes.hlines(height, line["gain_low"], line["gain_high"], color=look.colour, linewidth=1.6)
    for filled, which in ((True, sure.to_numpy()), (False, ~sure.to_numpy())):
        axes.plot(
            np.where(which, gain, np.nan),
            height,
            linestyle="none",
            marker=look.marker,
            markersize=5,
            markerfacecolor=look.colour if filled else "white",
            markeredgecolor=look.colour,
        )
    for at, share in zip(height.tolist(), line["share_better"].to_numpy(dtype=float), strict=True):
        words = f"{share * PER_CENT:.0f} %" if np.isfinite(share) else "\N{EN DASH}"
        where = axes.get_yaxis_transform()
        axes.text(1.02, at, words, transform=where, va="center", fontsize=SMALL)
    axes.text(
        1.02, -0.9, "better in", transform=axes.get_yaxis_transform(), fontsize=SMALL, color=GREY
    )
    if not np.isfinite(gain).any():
        say(axes, "no values in this window")


def _scale(axes: Axes, data: pd.DataFrame) -> None:
    """Give an even scale to differences up to one deviation and a logarithmic one beyond."""
    ends = data[["gain", "gain_low", "gain_high"]].to_numpy(dtype=float)
    most = float(np.nanmax(np.abs(ends), initial=1.0, where=np.isfinite(ends)))
    axes.set_xscale("symlog", linthresh=1.0, linscale=0.7)
    ticks = [tick for tick in (1.0, 3.0, 10.0, 30.0, 100.0, 1000.0) if tick <= most * 1.5]
    ticks = ticks if len(ticks) < len("1 10 ") else [1.0, *ticks[2::2]]
    both = [-tick for tick in reversed(ticks)] + [0.0] + ticks
    names = [f"{tick:+g}".replace("-", "\N{MINUS SIGN}") if tick else "0" for tick in both]
    axes.set_xticks(both, names)
    axes.set_xticks([], minor=True)
    axes.set_xlim(-most * 1.6, most * 1.6)


def _name_sides(axes: Axes, lines: list[tuple[str, str]]) -> None:
    """Write each side's name left of its rows and a line between two sides."""
    names = [side for side, _ in lines]
    where = axes.get_yaxis_transform()
    for side in dict.fromkeys(names):
        first = names.index(side)
        if first:
            axes.axhline(first - 0.5, color="black", linewidth=0.8)
        axes.text(
            0.02,
            first - 0.05,
            side.upper(),
            transform=where,
            fontsize=SMALL,
            fontweight="bold",
            va="center",
            color=GREY,
        )


def ledger(comparison: ComparisonLike) -> Drawn | None:
    """Draw gains to the right and losses to the left; nothing without a second arm."""
    arms = others(comparison)
    if not arms:
        return None
    data = entries(comparison)
    lines = order(data, arms[-1])
    figure = new_figure(2.4 + 2.8 * len(arms), 2.0 + 0.18 * max(len(lines), 4))
    base = plain(reference(comparison))
    frame(
        figure,
        f"Gains and losses against {base}",
        caption(
            comparison,
            "Dots: paired difference over the standard deviation between replicates,",
            "lines: its 95 % interval; a filled dot's interval leaves out zero.",
            "The scale is even up to one deviation and logarithmic beyond.",
            "Right of each panel: share of replicates in which the arm is better.",
            f"Order: by the gain of {plain(arms[-1])}.",
            f"All over {in_words(last_window(comparison))}.",
        ),
    )
    looks = arm_styles(comparison.arms)
    panels = figure.subplots(1, len(arms), sharey=True, squeeze=False)[0]
    for place, (axes, arm) in enumerate(zip(panels, arms, strict=True)):
        name_rows(
            axes, [sentence(plain(outcome)) for _, outcome in lines], "" if place else "Outcome"
        )
        _panel(axes, data[data["arm"] == arm], lines, looks[arm])
        _name_sides(axes, lines)
        _scale(axes, data)
        axes.set_title(plain(arm))
        axes.set_xlabel(f"{LOSS_GAIN}\n(standard deviations)")
    return Drawn("ledger", figure, data)
