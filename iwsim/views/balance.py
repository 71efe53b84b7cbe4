"""The rows of the ledger: what is better or worse, by how much a reader can grasp, and in order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from iwsim.outcomes import BY_NAME, OUTCOMES
from iwsim.study.windows import Window
from iwsim.views.purse import ROWS as PURSE_ROWS
from iwsim.views.words import label_of

SIDES = {"residents": "Residents", "staff": "Professionals", "agencies": "Agencies"}
"""Sides whose rows are in per cent, with the name that a reader knows them by."""
PURSE = "Public purse"
PER_CENT = 100.0
MOST_NAMED = 12
"""Outcomes without a row up to which the caption names them."""
IN_PER_CENT, IN_MONEY = "% of reference", "thousand GBP"
SHOWN = ["shown", "shown_low", "shown_high"]
NAMES = {
    "net": "Net public money: both rows above together",
    "net_in_window": "The same, weeks {first} to {last} alone",
    "care_cost": f"{label_of('care_cost')}, counted apart",
}


class Row(NamedTuple):
    """One row of the ledger.

    Parameters
    ----------
    outcome
        The outcome, empty for the name of a side.
    label
        What stands beside it.
    side
        The side it belongs to.
    """

    outcome: str
    label: str
    side: str


def in_per_cent(entries: pd.DataFrame) -> pd.DataFrame:
    """Return entries with the gain in per cent of the reference's level, and its interval.

    A gain from a level of zero has no percentage: it is infinite, with the sign of the gain.
    """
    sign = np.array([1.0 if BY_NAME[o].better == "higher" else -1.0 for o in entries["outcome"]])
    level = np.abs(entries["mean_reference"].to_numpy(dtype=float))
    ends = entries[["difference", "low", "high"]].to_numpy(dtype=float) * sign[:, None]
    whole = level[:, None] > 0.0
    endless = np.where(ends > 0.0, np.inf, -np.inf)
    share = np.where(whole, ends / np.where(whole, level[:, None], 1.0), endless)
    share = np.where(ends == 0.0, 0.0, share) * PER_CENT
    share[np.isnan(ends)] = np.nan
    shown = pd.DataFrame(
        {
            "shown": share[:, 0],
            "shown_low": np.minimum(share[:, 1], share[:, 2]),
            "shown_high": np.maximum(share[:, 1], share[:, 2]),
        },
        index=entries.index,
    )
    return entries.assign(**shown, shown_unit=IN_PER_CENT)


def with_purse(entries: pd.DataFrame, purse: pd.DataFrame) -> pd.DataFrame:
    """Return the ledger's numbers: people and agencies in per cent, the purse in money."""
    money = purse.rename(columns={"row": "outcome", "gain": "shown"})
    money = money.rename(columns={"gain_low": "shown_low", "gain_high": "shown_high"})
    money = entries.drop(columns=["side", "unit"]).merge(money, on=["arm", "outcome"], how="right")
    money = money.assign(side="purse", unit="GBP", shown_unit=IN_MONEY)
    people = in_per_cent(entries[entries["side"] != "purse"])
    return pd.concat([people, money], ignore_index=True)


def empty(data: pd.DataFrame) -> list[str]:
    """Return the outcomes of people and agencies that no arm has a number for or moves."""
    people = data[data["side"] != "purse"]
    moved = people[SHOWN].fillna(0.0).ne(0.0).any(axis=1).groupby(people["outcome"]).any()
    return [outcome.name for outcome in OUTCOMES if not moved.get(outcome.name, True)]


def verdict(low: float, high: float) -> int:
    """Return 1 where an interval says better, -1 where it says worse, 0 where neither."""
    return int(low > 0.0) - int(high < 0.0)


def order(data: pd.DataFrame, arm: str) -> list[Row]:
    """Return the rows from top to bottom: by side, each from the arm's largest gain to its loss.

    Rows that say nothing are left out; each side begins with a row that bears its name.
    """
    silent = set(empty(data))
    own = data[(data["arm"] == arm) & ~data["outcome"].isin(silent)]
    gain = dict(zip(own["outcome"], own["shown"].fillna(-np.inf), strict=True))
    rows: list[Row] = []
    for side, name in SIDES.items():
        mine = [o.name for o in OUTCOMES if o.name in gain and o.side == side]
        rows += [Row("", name, side)] if mine else []
        rows += [Row(one, label_of(one), side) for one in sorted(mine, key=lambda one: -gain[one])]
    return rows


def purse_rows(window: Window) -> list[Row]:
    """Return the rows of the purse, which keep their order: net money stands below its parts."""
    weeks = {"first": window.first, "last": window.last}
    labels = {name: NAMES.get(name) or label_of(name) for name in PURSE_ROWS}
    rows = [Row(name, label.format(**weeks), "purse") for name, label in labels.items()]
    return [Row("", PURSE, "purse"), *rows]


def left_out(data: pd.DataFrame) -> str:
    """Return the sentence that names the rows which are not shown, empty if there are none."""
    names: Sequence[str] = [label_of(name).lower() for name in empty(data)]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return f"{len(names)} outcomes without a number or any difference are not shown."
    return f"Not shown, without a number or without any difference: {'; '.join(names)}."
