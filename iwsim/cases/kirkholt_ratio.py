"""Benefit over extra cost of the Kirkholt team, line by line, from the table of replicates."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.state import ARRANGEMENT_LINES, FISCAL_LINES
from iwsim.study.statistics import fieller_interval, mean_difference

Numbers = NDArray[np.float64]

MORE = "more_"
"""Begins the columns of pounds spent on a line beyond the silo."""
COUNTED = (*ARRANGEMENT_LINES, *FISCAL_LINES)
"""The lines of public money; children in care, lost work and harm stay apart."""
CARE = ("care",)
ALL_LOSSES = ("care", "out_of_work", "harm")
HALF, TWICE = 0.5, 2.0

FOUND, FAMILIES, FAMILIES_FISCAL, BUSINESS_CASES = 3.68, 2.28, 1.51, 2.6
"""Pounds back per pound: E166 L058, L048, L049, L067."""


class Ratio(NamedTuple):
    """Benefit per pound of extra cost, with Fieller's interval; NaN where cost is not above 0."""

    mean: float
    low: float
    high: float

    def words(self) -> str:
        """Return it with two decimals, and its interval in brackets."""
        if not np.isfinite(self.mean):
            return "none (extra cost is not above zero)"
        return f"{self.mean:.2f} [{self.low:.2f}, {self.high:.2f}]"


class Swing(NamedTuple):
    """The ratio with the unit costs of one line halved and doubled."""

    line: str
    half: float
    twice: float

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return abs(self.twice - self.half)


def money(table: pd.DataFrame, also: Collection[str] = ()) -> tuple[Numbers, Numbers]:
    """Return extra cost and benefit of each row, in pounds of the switch.

    Parameters
    ----------
    table
        Replicates.
    also
        Lines that are counted beyond those of public money.
    """
    cost = table[[MORE + line for line in ARRANGEMENT_LINES]].sum(axis=1)
    benefit = -table[[MORE + line for line in (*FISCAL_LINES, *also)]].sum(axis=1)
    return cost.to_numpy(dtype=np.float64), benefit.to_numpy(dtype=np.float64)


def ratio(cost: Numbers, benefit: Numbers) -> Ratio:
    """Return benefit over extra cost of paired replicates."""
    if not mean_difference(cost).low > 0.0:
        return Ratio(float("nan"), float("nan"), float("nan"))
    return Ratio(float(benefit.mean() / cost.mean()), *fieller_interval(benefit, cost))


def ratio_with(table: pd.DataFrame, line: str, times: float) -> float:
    """Return the ratio with the unit costs of a line multiplied; NaN where nothing is spent.

    What happens on the estate does not change: no rule reads what a thing costs.
    """
    cost, benefit = (float(values.mean()) for values in money(table))
    more = (times - 1.0) * float(table[MORE + line].mean())
    if line in ARRANGEMENT_LINES:
        cost += more
    else:
        benefit -= more
    return benefit / cost if cost > 0.0 else float("nan")


def swings(table: pd.DataFrame) -> list[Swing]:
    """Return the lines on which the ratio hangs, those that move it furthest first."""
    found = [
        Swing(line, ratio_with(table, line, HALF), ratio_with(table, line, TWICE))
        for line in COUNTED
    ]
    moved = [swing for swing in found if swing.width > 0.0 or not np.isfinite(swing.width)]
    return sorted(moved, key=lambda swing: -np.nan_to_num(swing.width, nan=np.inf))


def largest_saving(table: pd.DataFrame) -> str:
    """Return the line of public money that the team saves most on."""
    saved = {line: -float(table[MORE + line].mean()) for line in FISCAL_LINES}
    return max(saved, key=lambda line: saved[line])


def times_needed(table: pd.DataFrame, line: str, wanted: float) -> float:
    """Return by what the unit costs of a saving must be multiplied for a ratio.

    NaN where nothing is saved on the line.
    """
    cost, benefit = (float(values.mean()) for values in money(table))
    saved = -float(table[MORE + line].mean())
    return 1.0 + (wanted * cost - benefit) / saved if saved > 0.0 else float("nan")
