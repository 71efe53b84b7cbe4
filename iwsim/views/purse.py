"""What an arm gains or loses in public money since the switch, against the reference."""

import numpy as np
import pandas as pd

from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.study.paired import block_of
from iwsim.study.statistics import mean_difference
from iwsim.views.subject import ComparisonLike
from iwsim.views.window import last_window, since_switch

THOUSAND = 1000.0
CARE = "care_cost"
ROWS = (SPEND, PUBLIC_COST, "net", "net_in_window", CARE)
"""Services paid for, public cost, the net of both (in all, and late), and children in care."""


def purse(comparison: ComparisonLike) -> pd.DataFrame:
    """Return one row an arm and kind of money: the gain with its interval, in thousand GBP.

    A gain is what the reference costs above the arm, paired by replicate and discounted. The net
    is the gain on services (a loss where the arm spends more) and on public cost together;
    children in care are not in it.
    """
    window, late = since_switch(comparison), last_window(comparison)
    block = block_of(comparison.weekly, comparison.arms, (SPEND, PUBLIC_COST, CARE))
    rate = float(comparison.scenario.parameters["money"].discount)
    factors = discount_factors(np.arange(window.first, window.last + 1.0), rate)
    worth = block.weekly(window) * factors[:, None] / THOUSAND
    rows = []
    for place, arm in enumerate(block.arms[1:], start=1):
        gain = worth[0] - worth[place]
        spend, public, care = gain.sum(axis=1).T
        in_window = gain[:, late.first : late.last + 1, :2].sum(axis=(1, 2))
        gains = (spend, public, spend + public, in_window, care)
        for row, one in zip(ROWS, gains, strict=True):
            found = mean_difference(one[np.isfinite(one)])
            rows.append((arm, row, found.mean, found.low, found.high))
    return pd.DataFrame(rows, columns=["arm", "row", "gain", "gain_low", "gain_high"])
