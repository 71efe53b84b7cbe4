"""The levels of the silo that are held beside the literature, and the rows that give its range."""

import csv
from pathlib import Path
from typing import NamedTuple


class Level(NamedTuple):
    """One level that has, or lacks, a figure in the literature.

    Parameters
    ----------
    name
        Name of the level as it is measured.
    words, unit
        What it is, for a reader, and in which unit.
    low, high
        The literature's range; empty where none was found.
    ids
        Rows of the table of literature.
    note
        One sentence: how the two compare, or why they differ.
    """

    name: str
    words: str
    unit: str
    low: str
    high: str
    ids: str
    note: str


def declared() -> tuple[Level, ...]:
    """Return the levels of the table `face_validity.csv`."""
    path = Path(__file__).with_name("face_validity.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Level(**row) for row in csv.DictReader(file))
