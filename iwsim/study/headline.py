"""The headline: the dozen outcomes that matter, early and late, as one short table."""

import math
from collections.abc import Iterable

import pandas as pd

from iwsim.outcomes import BY_NAME
from iwsim.study.windows import no_late_window, windows

HEADLINE = (
    "incidents",
    "serious_needs",
    "stress",
    "resident_trust",
    "crises",
    "known_share",
    "wait_help_weeks",
    "exhaustion",
    "caseload",
    "leavers",
    "spend",
    "public_cost",
)
"""Outcomes of the printed table, residents first, then staff, then the purse."""

NET = "net_money"

COLUMNS = (
    "arm",
    "outcome",
    "unit",
    "reference_early",
    "early",
    "early_low",
    "early_high",
    "early_reading",
    "reference_late",
    "late",
    "late_low",
    "late_high",
    "late_reading",
)


def headline_table(table: pd.DataFrame, money: pd.DataFrame, weeks: int) -> pd.DataFrame:
    """Return one row an arm and outcome: difference, interval and reading, early and late.

    Parameters
    ----------
    table
        Paired differences of all outcomes.
    money
        Extra cost, benefit and net; the net of each window is the last row of an arm.
    weeks
        Weeks after the switch; without a late window the reading says so.
    """
    cells = {
        (row["arm"], row["outcome"], row["window"]): (
            row["mean_reference"],
            row["difference"],
            row["low"],
            row["high"],
        )
        for row in table.to_dict("records")
    }
    cells |= {
        (row["arm"], NET, row["window"]): (math.nan, row["value"], row["low"], row["high"])
        for row in money[money["quantity"] == "net"].to_dict("records")
    }
    outcomes = (*headline_outcomes(table["outcome"]), NET)
    rows = []
    for arm in dict.fromkeys(table["arm"]):
        for name in outcomes:
            row = [arm, name, "GBP" if name == NET else BY_NAME[name].unit]
            for window in ("early", "late"):
                found = cells.get((arm, name, window))
                row += _empty(weeks) if found is None else [*found, _reading(name, *found[2:])]
            rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def headline_outcomes(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the headline outcomes among some columns."""
    present = set(columns)
    return tuple(name for name in HEADLINE if name in present)


def _empty(weeks: int) -> list[object]:
    said = no_late_window(weeks) if len(windows(weeks)) == 1 else "no value"
    return [math.nan, math.nan, math.nan, math.nan, said]


def _reading(name: str, low: float, high: float) -> str:
    """Say what an interval allows to be said: never more than on which side of zero it lies."""
    if math.isnan(low) or math.isnan(high):
        return "too few runs"
    if low <= 0.0 <= high:
        return "no difference" if low == high else "not told apart"
    better = "higher" if name == NET else BY_NAME[name].better
    moved = "higher" if low > 0.0 else "lower"
    if better == "neither":
        return moved
    return "better" if moved == better else "worse"
