"""Where the contrast of a pattern differs from the one that the evidence asks for."""

import csv
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from iwsim.validation.markdown import table


class Deviation(NamedTuple):
    """One difference between what is asked and what is run.

    Parameters
    ----------
    key
        Number of the pattern.
    asked
        What the list of patterns that is drawn from the evidence asks for.
    run
        What is run instead.
    """

    key: str
    asked: str
    run: str


def deviations() -> tuple[Deviation, ...]:
    """Return the rows of `deviations.csv`."""
    path = Path(__file__).with_name("deviations.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(Deviation(**row) for row in csv.DictReader(lines))


def deviations_page(patterns: Collection[str]) -> str:
    """Return the section on deviations of some patterns, empty where there are none."""
    rows = [one for one in deviations() if one.key in patterns]
    if not rows:
        return ""
    return "\n\n".join(
        [
            "## Where a contrast differs from the evidence's",
            f"In {len({one.key for one in rows})} patterns not all that the evidence asks for is "
            "run as it asks; the verdict is on what is run. *Inferred* is what the evidence does "
            "not say itself.",
            table(("pattern", "asked for", "run"), rows),
        ]
    )
