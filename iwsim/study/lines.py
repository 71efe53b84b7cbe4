"""What each line of the money account is, declared once in `lines.csv`."""

import csv
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from iwsim.state import ARRANGEMENT_LINES, FISCAL_LINES

SCENARIO_PRICES = "scenario"
"""Price year of what a scenario prices itself: the hours of its posts."""


class Line(NamedTuple):
    """One line of the money account.

    Parameters
    ----------
    line
        Its name, one of `iwsim.state.LINES`.
    payer
        Who pays it, in words; a run books it to agencies by key, or to society.
    kind
        Public money, loss of the economy, or wellbeing: never summed with each other.
    cashable
        Whether less of it is money in a budget holder's hand: ``in part`` means the share
        `money.cashable`.
    price_year
        Year of the prices of its default unit cost, or ``scenario``.
    meaning
        What it is for.
    """

    line: str
    payer: str
    kind: Literal["fiscal", "economic", "social"]
    cashable: Literal["yes", "in part", "no"]
    price_year: str
    meaning: str

    @property
    def quantity(self) -> Literal["extra_cost", "benefit"]:
        """Whether more of it is extra cost of an arm, or less of it a benefit."""
        return "extra_cost" if self.line in ARRANGEMENT_LINES else "benefit"

    @property
    def counted(self) -> bool:
        """Whether it is in the sums of public money; children in care and wellbeing are not."""
        return self.line in ARRANGEMENT_LINES or self.line in FISCAL_LINES


def _declared() -> tuple[Line, ...]:
    with Path(__file__).with_name("lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Line(**cast(Any, row)) for row in csv.DictReader(file))


LINE_TABLE = _declared()
