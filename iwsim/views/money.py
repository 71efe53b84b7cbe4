"""Extra cost of an arm against its benefit, and the net money over time."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.study.money import cumulative_table
from iwsim.study.paired import Block, block_of
from iwsim.study.statistics import mean_difference
from iwsim.views.bands import MOST_BANDS, bands, reading
from iwsim.views.caption import caption
from iwsim.views.style import GREY, SMALL, arm_styles, frame, legend_of, new_figure, say
from iwsim.views.subject import ComparisonLike, Drawn, others, reference
from iwsim.views.window import since_switch
from iwsim.views.words import plain

THOUSAND = 1000.0
RUNS, TIME = "runs", "time"


def _block(comparison: ComparisonLike) -> Block:
    return block_of(comparison.weekly, comparison.arms, (SPEND, PUBLIC_COST))


def _rate(comparison: ComparisonLike) -> float:
    return float(comparison.scenario.parameters["money"].discount)


def sums(comparison: ComparisonLike) -> pd.DataFrame:
    """Return extra cost and benefit since the switch by arm and replicate, in thousand GBP.

    Extra cost is what the arm spends above the reference; benefit is what the reference's
    outcomes cost the public above the arm's. Both are paired by replicate and discounted.
    """
    block, window = _block(comparison), since_switch(comparison)
    factors = discount_factors(np.arange(window.first, window.last + 1.0), _rate(comparison))
    total = np.einsum("arwc,w->arc", block.weekly(window), factors) / THOUSAND
    parts = [
        pd.DataFrame(
            {
                "arm": arm,
                "replicate": block.replicates,
                "extra_cost": total[place, :, 0] - total[0, :, 0],
                "benefit": total[0, :, 1] - total[place, :, 1],
            }
        )
        for place, arm in enumerate(block.arms)
        if place
    ]
    return pd.concat(parts, ignore_index=True).dropna()


def net_over_time(comparison: ComparisonLike) -> pd.DataFrame:
    """Return the mean net money so far by arm and week, with its interval, in thousand GBP."""
    window = since_switch(comparison)
    table = cumulative_table(_block(comparison), window, _rate(comparison))
    net = table.loc[table["quantity"] == "net", ["arm", "week", "value", "low", "high"]]
    net = net.rename(columns={"value": "mean"}).reset_index(drop=True)
    net[["mean", "low", "high"]] /= THOUSAND
    return net


def _scatter(axes: Axes, ends: pd.DataFrame, arms: tuple[str, ...]) -> None:
    looks = arm_styles(arms)
    for arm in arms[1:]:
        look, rows = looks[arm], ends[ends["arm"] == arm]
        cost = mean_difference(rows["extra_cost"].to_numpy())
        gain = mean_difference(rows["benefit"].to_numpy())
        if len(arms) - 1 <= MOST_BANDS:
            axes.plot(
                rows["extra_cost"].to_numpy(),
                rows["benefit"].to_numpy(),
                linestyle="none",
                marker=look.marker,
                markersize=3,
                markerfacecolor="none",
                markeredgecolor=look.colour,
                markeredgewidth=0.5,
            )
        axes.hlines(gain.mean, cost.low, cost.high, color=look.colour, linewidth=1.3)
        axes.vlines(cost.mean, gain.low, gain.high, color=look.colour, linewidth=1.3)
        axes.plot(
            cost.mean,
            gain.mean,
            marker=look.marker,
            markersize=6,
            color=look.colour,
            markeredgecolor="black",
            markeredgewidth=0.6,
        )
    _break_even(axes, ends)


def _break_even(axes: Axes, ends: pd.DataFrame) -> None:
    """Draw the line on which benefit equals extra cost, across a square that holds all points."""
    spots = np.append(ends[["extra_cost", "benefit"]].to_numpy().ravel(), 0.0)
    low, high = float(spots.min()), float(spots.max())
    room = 0.08 * (high - low) or 1.0
    limits = (low - room, high + room)
    axes.set(xlim=limits, ylim=limits)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_locator(MaxNLocator(6))
    axes.axhline(0, color=GREY, linewidth=0.6, zorder=1)
    axes.axvline(0, color=GREY, linewidth=0.6, zorder=1)
    axes.plot(limits, limits, color=GREY, linestyle=(0, (4, 3)), linewidth=1.0)
    for x, y, words in ((0.0, 1.0, "benefit above extra cost"), (1.0, 0.0, "benefit below it")):
        axes.annotate(
            words,
            (x, y),
            xycoords="axes fraction",
            xytext=(5 - 10 * x, 5 - 10 * y),
            textcoords="offset points",
            ha="right" if x else "left",
            va="top" if y else "bottom",
            fontsize=SMALL,
            color=GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
            zorder=1.5,  # no replicate is hidden by words
        )


def money(comparison: ComparisonLike) -> Drawn | None:
    """Draw extra cost against benefit and the net over time; nothing without a second arm."""
    if not others(comparison):
        return None
    ends, course, arms = sums(comparison), net_over_time(comparison), tuple(comparison.arms)
    figure = new_figure(4.3)
    replicates = "small open marks are replicates, " if len(arms) - 1 <= MOST_BANDS else ""
    base, year = plain(reference(comparison)), comparison.scenario.price_year
    frame(
        figure,
        f"Extra cost and benefit for the public purse, against {base}",
        caption(
            comparison,
            f"Left: {replicates}the filled mark is the mean of the arm's replicates, its cross the "
            "95 % intervals; on the dashed line benefit equals extra cost.",
            f"Right: mean since the switch in week 0. {reading(others(comparison))}",
            "Benefit: public cost of outcomes that the arm avoids;",
            "children in care and wellbeing are counted apart.",
            f"Later money is discounted by {_rate(comparison) * 100.0:g} % a year.",
        ),
        legend_of(arms, others(comparison), "lines"),
    )
    unit = f"thousand GBP, {year} prices"
    left, right = figure.subplots(1, 2, width_ratios=(1, 1.15))
    left.set_title(f"Sum over weeks 0 to {since_switch(comparison).last}")
    left.set_xlabel(f"Extra cost ({unit})")
    left.set_ylabel(f"Benefit ({unit})")
    right.set_title("Net money so far: benefit less extra cost")
    right.set_ylabel(f"Net money ({unit})")
    if ends.empty:
        say(left, "no values")
    else:
        _scatter(left, ends, arms)
    bands(right, course, arms, others(comparison))
    right.axhline(0, color=GREY, linewidth=0.8)
    data = pd.concat([ends.assign(panel=RUNS), course.assign(panel=TIME)], ignore_index=True)
    return Drawn("money", figure, data)
