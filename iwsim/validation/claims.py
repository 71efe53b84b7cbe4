"""What each pattern claims and the evidence it rests on, apart from the runs that judge it.

They stand in a table of their own, so that listing them loads neither the model nor its libraries.
"""

import csv
from pathlib import Path
from typing import NamedTuple


class Claim(NamedTuple):
    """What the evidence says that a pattern holds the model against.

    Parameters
    ----------
    key
        Number of the pattern.
    title
        The claim, in one sentence without a full stop.
    evidence
        The ids it rests on.
    """

    key: str
    title: str
    evidence: tuple[str, ...]


def _claims() -> dict[str, Claim]:
    path = Path(__file__).with_name("claims.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["key"]: Claim(row["key"], row["title"], tuple(row["evidence"].split()))
            for row in csv.DictReader(lines)
        }


CLAIMS: dict[str, Claim] = _claims()
"""The claims of all patterns that are tried, by key."""
