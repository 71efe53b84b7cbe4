"""What a comparison prints of money: what an arm costs and saves, and who pays and who saves."""

import math
from typing import Any

from iwsim.cli.tables import interval, number, print_table, print_text, signed
from iwsim.study.comparison import Comparison
from iwsim.study.money import planned_money
from iwsim.study.windows import all_weeks

_MONEY_LINES = {
    "extra_cost": "extra cost of the arm",
    "benefit": "public money saved elsewhere",
    "net": "net: saved less extra cost",
    "net_in_cash": "net of what a budget holder can cash",
}

Rows = dict[str, dict[str, Any]]


def print_money(comparison: Comparison, arm: str) -> None:
    """Print the sums of an arm, what may be said of them, and the sums of each payer.

    Parameters
    ----------
    comparison
        What was compared.
    arm
        One of its arms, not the reference.
    """
    rows = _sums(comparison, arm)
    cells = [
        (text, signed(rows[line]["value"]), interval(rows[line]["low"], rows[line]["high"]))
        for line, text in _MONEY_LINES.items()
    ]
    print_table(f"{arm}: public money, {_terms(comparison)}", ("", ">GBP", ">95 % interval"), cells)
    print_text(
        f"{reading(arm, rows)}{_same_money(comparison, arm, rows)} Children in care and harm to "
        "residents are not in these sums.\n"
    )
    _print_payers(comparison, arm)


def reading(arm: str, rows: Rows) -> str:
    """Say what the intervals allow to be said.

    Parameters
    ----------
    arm
        The arm.
    rows
        The sums of the money table, by quantity.
    """
    benefit, ratio = rows["benefit"], rows["ratio"]
    if math.isnan(rows["net"]["low"]):
        return (
            f"One run of each arm cannot tell what is due to luck: whether {arm} costs more, and "
            "whether it saves anything, takes two runs or more (--replicates)."
        )
    said = f"{arm} {ratio['reading']}."
    if math.isnan(ratio["value"]):
        return said
    if benefit["low"] > 0.0:
        return (
            f"{said} Each pound of extra cost brings {number(ratio['value'])} "
            f"({number(ratio['low'])} to {number(ratio['high'])}) pounds back."
        )
    if benefit["high"] < 0.0:
        return (
            f"{said} It loses on both sides: each pound of extra cost comes with "
            f"{number(-ratio['value'])} ({number(-ratio['high'])} to {number(-ratio['low'])}) "
            "pounds more of it."
        )
    return said


def _terms(comparison: Comparison) -> str:
    scenario = comparison.scenario
    weeks = all_weeks(scenario.weeks).in_words()
    return f"{weeks}, GBP in prices of {scenario.price_year}, discounted"


def _sums(comparison: Comparison, arm: str) -> Rows:
    money = comparison.money
    whole = all_weeks(comparison.scenario.weeks).name
    rows = money[(money["window"] == whole) & (money["arm"] == arm)]
    return {str(row["quantity"]): {**row} for row in rows.to_dict("records")}  # type: ignore[dict-item]


def _same_money(comparison: Comparison, arm: str, rows: Rows) -> str:
    """Say of an arm with the same money as another what was planned, and what was spent."""
    scenario = comparison.scenario
    twin = scenario.arms[arm].same_money_as
    if twin is None:
        return ""
    said = (
        f" It has the same planned money as {twin}: the {number(planned_money(scenario, twin))} "
        "GBP that the plan gives that arm, turned into posts."
    )
    if twin not in comparison.arms[1:]:
        return said
    own, other = rows["extra_cost"]["value"], _sums(comparison, twin)["extra_cost"]["value"]
    return (
        f"{said} What is spent differs, {signed(own)} against {signed(other)}: vacant posts are "
        "not paid, and overtime, cover and recruitment follow what happens."
    )


def _print_payers(comparison: Comparison, arm: str) -> None:
    table = comparison.sums_by_payer
    found = {
        (str(row["payer"]), str(row["quantity"])): row
        for row in table[table["arm"] == arm].to_dict("records")
    }
    cells = [
        (
            agency.name,
            *(signed(found[agency.key, name]["value"]) for name in ("extra_cost", "benefit")),
            signed(found[agency.key, "net"]["value"]),
            interval(found[agency.key, "net"]["low"], found[agency.key, "net"]["high"]),
        )
        for agency in comparison.scenario.agencies
        if (agency.key, "net") in found
    ]
    if cells:
        print_table(
            f"{arm}: who pays and who saves, {_terms(comparison)}",
            ("agency", ">extra cost", ">saved", ">net", ">95 % interval of the net"),
            cells,
        )
