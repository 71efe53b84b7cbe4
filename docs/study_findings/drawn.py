"""Figures of where the team fails: the regions with their points, and what moves the outcome."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from iwsim.parameters import PARAMETERS
from iwsim.views.regions import draw_regions
from iwsim.views.sensitivity import in_thousands, outcome_words
from iwsim.views.tornado import draw_tornado
from study_findings import tables, words

TORNADO = "tornado"
ROWS = 10
"""Factors in a panel of the tornado."""
FAILS = {
    "net_money": "integration does not pay",
    "exhaustion": "burnout rises",
    "serious_needs": "serious needs grow",
}
"""What an outcome on its bad side means."""


class Region(NamedTuple):
    """An event whose regions are drawn.

    Parameters
    ----------
    name
        The name of its tables and of its figure.
    found
        What was found of it.
    """

    name: str
    found: dict[str, Any]


def drawn_regions(study: str) -> list[Region]:
    """Return the events of a study for which there are regions, and points to draw them from."""
    named = [Region(_name(found), found) for found in tables.regions(study) if found["rules"]]
    return [one for one in named if points_of(study, one.name).is_file()]


def points_of(study: str, name: str) -> Path:
    """Return the table of the points of a figure of regions, as `iwsim study regions` writes it."""
    return tables.STUDIES / study / "figures" / f"{name}.csv"


def failing_figures(study: str) -> Iterator[tuple[str, Figure]]:
    """Give each figure with its name."""
    shown = drawn_regions(study)
    for one in shown:
        yield one.name, _regions(study, one)
    yield TORNADO, _tornado(study, [one.found["outcome"] for one in shown])


def _name(found: dict[str, Any]) -> str:
    return f"regions_{found['outcome']}_{found['event'].replace(' ', '_')}"


def _regions(study: str, one: Region) -> Figure:
    found, boxes = one.found, tables.table(study, one.name)
    points = tables.table(study, f"figures/{one.name}")
    event, outcome = found["event"], words.outcome(found["outcome"])
    factors = points.drop(columns=[found["outcome"], event])
    meant = "; ".join(_meant(name) for name in dict.fromkeys(boxes["factor"]))
    return draw_regions(
        factors,
        points[event],
        boxes.assign(levels=boxes["levels"].astype(object).fillna("")),
        f"Where {FAILS[found['outcome']]}: {outcome} {event}, team less silos",
        f"{found['verdict']} What the factors are: {meant}.",
        words=(event, f"not {event}"),
    )


def _meant(name: str) -> str:
    """Return what a parameter means, with its unit."""
    declared = PARAMETERS[name]
    meaning = declared.meaning[:1].lower() + declared.meaning[1:]
    if name.startswith("burnout."):  # Weights read on from that of recovery above them.
        meaning = meaning.replace("how much faster with", "how much faster recovery is with")
    return f"{name}, {meaning} ({declared.unit})"


def _tornado(study: str, outcomes: list[str]) -> Figure:
    found = in_thousands(tables.table(study, "tornado"))
    mine = pd.concat([found[found["outcome"] == name] for name in outcomes])
    return draw_tornado(
        mine.assign(
            outcome=[outcome_words(name) for name in mine["outcome"]], reference=mine["mean"]
        ),
        "What moves the difference of the team from the silos",
        f"Dotted: no difference. From the {tables.points_of_base(study):,} points that are drawn "
        "independently.",
        label="mean, team less silos",
        rows=ROWS,
    )
