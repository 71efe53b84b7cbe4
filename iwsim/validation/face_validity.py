"""Levels of the silo beside the literature: ``python -m iwsim.validation.face_validity``."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from iwsim.scenario import load_scenario
from iwsim.study.keys import fingerprint
from iwsim.validation.page import number, table
from iwsim.validation.runs import by_replicate
from iwsim.validation.silo_levels import silo_levels
from iwsim.validation.written import write

SCENARIO = "rochdale"
RUNS = 20


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
    """Return the levels of the table beside this file."""
    path = Path(__file__).with_name("face_validity.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Level(**row) for row in csv.DictReader(file))


def verdict(level: Level, mean: float) -> str:
    """Return whether a mean lies in the literature's range."""
    if not level.low:
        return "no figure found"
    if mean < float(level.low):
        return f"**below**, {mean / float(level.low):.2g} of the low end"
    if mean > float(level.high):
        return f"**above**, {mean / float(level.high):.2g} times the high end"
    return "inside"


def text(found: Sequence[Mapping[str, float]]) -> str:
    """Return the page.

    Parameters
    ----------
    found
        Levels of each run.
    """
    body = []
    inside = outside = 0
    for level in declared():
        values = np.array([run[level.name] for run in found])
        mean = float(values.mean())
        reading = verdict(level, mean)
        inside += reading == "inside"
        outside += reading.startswith("**")
        low, high = (float(x) for x in np.quantile(values, (0.05, 0.95)))
        spread = f"{number(mean)} ({number(low)} to {number(high)})"
        literature = f"{level.low} to {level.high}" if level.low else "-"
        body.append((level.words, level.unit, spread, literature, level.ids, reading, level.note))
    head = ("level", "unit", "model: mean (5 to 95 per cent of runs)", "literature", "rows",
            "reading", "note")  # fmt: skip
    return "\n\n".join(
        [
            "# Face validity",
            "Written by `python -m iwsim.validation.face_validity` with the model "
            f"`{fingerprint()[:8]}`; change nothing by hand.",
            f"The silo of `{SCENARIO}`, spun up, over three years: {len(found)} runs. Figures of "
            "the literature belong to other places and mostly to single professions, so a level "
            "inside the range says only that the model is not absurd there. Of the levels with a "
            f"figure {inside} lie inside its range and {outside} outside. Rows are those of the "
            "table of literature values.",
            table(head, body),
        ]
    ) + "\n"  # fmt: skip


if __name__ == "__main__":
    _scenario = load_scenario(SCENARIO)
    write("face_validity.md", text(by_replicate(lambda n: silo_levels(_scenario, n), range(RUNS))))
