"""Public money of a comparison: extra cost, benefit and net, paired by replicate.

Extra cost is what an arm spends above the reference; benefit is what the reference's outcomes
cost the public above the arm's; net is benefit less extra cost. Later pounds count for less, by
the real discount rate of the scenario. Harm to wellbeing and children in care stay apart.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.arm import patches_of, planned_extra_cost
from iwsim.scenario import Scenario
from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.study.paired import Block
from iwsim.study.statistics import (
    Interval,
    fieller_interval,
    mean_difference,
    quadrant,
    t_interval,
)
from iwsim.study.windows import Window

Numbers = NDArray[np.float64]

MONEY_COLUMNS = ("window", "arm", "reference", "quantity", "value", "low", "high", "n", "reading")
CUMULATIVE_COLUMNS = ("arm", "reference", "week", "quantity", "value", "low", "high")


def planned_money(scenario: Scenario, arm: str) -> float:
    """Return what an arm is planned to cost beyond the silo after the switch, GBP discounted.

    The plan of `iwsim.arm.planned_extra_cost`, by which an arm with the same money buys posts.
    """
    weekly = planned_extra_cost(scenario, scenario.arms[arm]) * patches_of(scenario)
    rate = float(scenario.parameters["money"].discount)
    return weekly * float(discount_factors(np.arange(float(scenario.weeks)), rate).sum())


def money_table(
    block: Block, windows: Iterable[Window], yearly_rate: float, cashable: float
) -> pd.DataFrame:
    """Return extra cost, benefit, net, net in cash, and their ratio, by window and arm.

    `cashable` is the share of the benefit that a budget holder can take out.

    The ratio of benefit to extra cost has a Fieller interval, and is given only where the whole
    interval of extra cost lies above zero; elsewhere the reading says the quadrant in words.
    """
    rows = []
    for window in windows:
        for arm, (cost, benefit) in _streams(block, window, yearly_rate).items():
            head = (window.name, arm, block.arms[0])
            rows += _rows_of(head, cost.sum(axis=1), benefit.sum(axis=1), cashable)
    return pd.DataFrame(rows, columns=list(MONEY_COLUMNS))


def cumulative_table(block: Block, window: Window, yearly_rate: float) -> pd.DataFrame:
    """Return extra cost, benefit and net so far, by arm and week, with 95 per cent bands."""
    weeks = range(window.first, window.last + 1)
    rows = []
    for arm, (cost, benefit) in _streams(block, window, yearly_rate).items():
        paths = {"extra_cost": cost, "benefit": benefit, "net": benefit - cost}
        for quantity, path in paths.items():
            so_far = path.cumsum(axis=1)
            for at, week in enumerate(weeks):
                band = t_interval(so_far[:, at])
                value = float(so_far[:, at].mean()) if so_far.shape[0] else float("nan")
                rows.append((arm, block.arms[0], week, quantity, value, *band))
    return pd.DataFrame(rows, columns=list(CUMULATIVE_COLUMNS))


def _streams(
    block: Block, window: Window, yearly_rate: float
) -> dict[str, tuple[Numbers, Numbers]]:
    """Return weekly discounted extra cost and benefit of each arm, by (replicate, week)."""
    values = block.weekly(window)
    factors = discount_factors(np.arange(window.first, window.last + 1.0), yearly_rate)
    spend = values[..., block.columns.index(SPEND)] * factors
    public = values[..., block.columns.index(PUBLIC_COST)] * factors
    return {
        arm: (spend[place] - spend[0], public[0] - public[place])
        for place, arm in enumerate(block.arms)
        if place > 0
    }


def _rows_of(
    head: tuple[str, str, str], cost: Numbers, benefit: Numbers, cashable: float
) -> list[tuple[object, ...]]:
    found = {
        "extra_cost": mean_difference(cost),
        "benefit": mean_difference(benefit),
        "net": mean_difference(benefit - cost),
        "net_in_cash": mean_difference(cashable * benefit - cost),
    }
    intervals = {name: Interval(one.low, one.high) for name, one in found.items()}
    rows: list[tuple[object, ...]] = [
        (*head, name, one.mean, one.low, one.high, one.n, "") for name, one in found.items()
    ]
    reading = quadrant(intervals["extra_cost"], intervals["benefit"])
    ratio, interval = float("nan"), Interval(float("nan"), float("nan"))
    if intervals["extra_cost"].low > 0.0:
        ratio = found["benefit"].mean / found["extra_cost"].mean
        interval = fieller_interval(benefit, cost)
    rows.append((*head, "ratio", ratio, *interval, cost.size, reading))
    return rows
