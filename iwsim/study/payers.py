"""Who pays and who saves: extra cost and benefit of a comparison by payer and line.

The counted lines of all payers add up to the sums of `iwsim.study.money`: the same pounds,
discounted in the same way, paired by the same replicates.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.study.lines import LINE_TABLE, SCENARIO_PRICES
from iwsim.study.statistics import mean_difference

Numbers = NDArray[np.float64]

LINE_COLUMNS = (
    "arm",
    "reference",
    "payer",
    "line",
    "kind",
    "cashable",
    "price_year",
    "quantity",
    "counted",
    "value",
    "low",
    "high",
    "n",
)
PAYER_COLUMNS = ("arm", "reference", "payer", "quantity", "value", "low", "high", "n")

_COUNTED = np.array([line.counted for line in LINE_TABLE])
_IS_COST = np.array([line.quantity == "extra_cost" for line in LINE_TABLE])


class Gaps(NamedTuple):
    """Paired differences of all accounts.

    Parameters
    ----------
    arms, payers
        The arms, the reference first, and the payers.
    values
        Extra cost or benefit in GBP, by (arm, replicate, payer, line).
    booked
        Whether any run has booked a line to a payer, by (payer, line).
    """

    arms: tuple[str, ...]
    payers: tuple[str, ...]
    values: Numbers
    booked: NDArray[np.bool_]


def gaps_of(spent: pd.DataFrame, arms: Sequence[str], replicates: Sequence[int]) -> Gaps:
    """Return the differences from the reference: of costs upwards, of the other lines downwards.

    Parameters
    ----------
    spent
        One row an arm, replicate, line and payer: GBP.
    arms
        The arms, the reference first.
    replicates
        Replicates that all of them have.
    """
    payers = tuple(spent["payer"].unique())
    axes = (tuple(arms), tuple(replicates), payers, tuple(line.line for line in LINE_TABLE))
    rows = spent.set_index(["arm", "replicate", "payer", "line"])["gbp"]
    account = rows.reindex(pd.MultiIndex.from_product(axes)).to_numpy(dtype=np.float64)
    account = account.reshape([len(axis) for axis in axes])
    values = np.where(_IS_COST, account - account[:1], account[:1] - account)
    return Gaps(axes[0], payers, values, (account != 0.0).any(axis=(0, 1)))


def money_by_payer(gaps: Gaps, price_year: int) -> pd.DataFrame:
    """Return extra cost or benefit of every line, by arm and payer.

    Parameters
    ----------
    gaps
        The differences.
    price_year
        Year of the prices of the scenario.

    Returns
    -------
    pandas.DataFrame
        One row an arm, payer and line; a line that no run has booked to a payer has no row.
    """
    rows = []
    for place, payer, at in _places(gaps, gaps.booked):
        line = LINE_TABLE[at]
        year = price_year if line.price_year == SCENARIO_PRICES else int(line.price_year)
        head = (gaps.arms[place], gaps.arms[0], gaps.payers[payer], line.line, line.kind)
        found = mean_difference(gaps.values[place, :, payer, at])
        rows.append((*head, line.cashable, year, line.quantity, line.counted, *found[:4]))
    return pd.DataFrame(rows, columns=list(LINE_COLUMNS))


def sums_by_payer(gaps: Gaps) -> pd.DataFrame:
    """Return extra cost, benefit and net by arm and payer, over the lines that are counted."""
    cost = gaps.values[..., _COUNTED & _IS_COST].sum(axis=-1)
    benefit = gaps.values[..., _COUNTED & ~_IS_COST].sum(axis=-1)
    quantities = {"extra_cost": cost, "benefit": benefit, "net": benefit - cost}
    pays = (gaps.booked & _COUNTED).any(axis=1, keepdims=True)
    rows = []
    for place, payer, _ in _places(gaps, pays):
        for name, values in quantities.items():
            found = mean_difference(values[place, :, payer])
            rows.append((gaps.arms[place], gaps.arms[0], gaps.payers[payer], name, *found[:4]))
    return pd.DataFrame(rows, columns=list(PAYER_COLUMNS))


def _places(gaps: Gaps, there: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Return (arm, payer, line) of every entry that is there, the reference left out."""
    return [
        (place, int(payer), int(at))
        for place in range(1, len(gaps.arms))
        for payer, at in np.argwhere(there)
    ]
