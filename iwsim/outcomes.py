"""What is measured each week, declared once in `outcomes.csv` for tables, docs and labels."""

import csv
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from iwsim.scenario import Scenario
from iwsim.state import DOMAINS, HOUR_USES

Level = Literal["total", "agency", "block", "need"]


class Outcome(NamedTuple):
    """One thing that is measured.

    Parameters
    ----------
    name
        Name of its column; by level, ``name.entry`` stands beside the total.
    unit
        Unit.
    meaning
        One sentence.
    better
        Which direction is better for the side it belongs to.
    level
        What it is measured by beside the total.
    side
        Whose gain or loss it is.
    over
        How weeks are put together: their mean, their sum, or the last.
    """

    name: str
    unit: str
    meaning: str
    better: Literal["higher", "lower", "neither"]
    level: Level
    side: Literal["residents", "staff", "agencies", "purse"]
    over: Literal["mean", "sum", "end"]


def _declared() -> tuple[Outcome, ...]:
    with Path(__file__).with_name("outcomes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Outcome(**cast(Any, row)) for row in csv.DictReader(file))


def _hours_outcome(use: str) -> Outcome:
    words = use.replace("_", " ")
    better: Literal["higher", "neither"] = "higher" if use == "direct" else "neither"
    return Outcome(
        f"hours_{use}",
        "hours",
        f"Hours of all posts on {words}",
        better,
        "total",
        "agencies",
        "sum",
    )


OUTCOMES = _declared() + tuple(_hours_outcome(use) for use in HOUR_USES)
BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}
BY_AGENCY = tuple(outcome.name for outcome in OUTCOMES if outcome.level == "agency")
BY_BLOCK = tuple(outcome.name for outcome in OUTCOMES if outcome.level == "block")
BY_NEED = tuple(outcome.name for outcome in OUTCOMES if outcome.level == "need")
"""Names of the outcomes that are also measured by agency, by block, by domain of need."""


def columns(scenario: Scenario) -> tuple[str, ...]:
    """Return the columns of the weekly table: totals, then by agency, by need, by block."""
    return (
        *(outcome.name for outcome in OUTCOMES),
        *(f"{name}.{agency.key}" for name in BY_AGENCY for agency in scenario.agencies),
        *(f"{name}.{domain}" for name in BY_NEED for domain in DOMAINS),
        *(f"{name}.{_block_entry(scenario, block.patch, block.number)}"
          for name in BY_BLOCK for block in scenario.blocks),
    )  # fmt: skip


def _block_entry(scenario: Scenario, patch: int, number: int) -> str:
    """Return the entry of a block: its number, with the patch where there are several."""
    several = len({block.patch for block in scenario.blocks}) > 1
    return f"{patch}-{number}" if several else str(number)
