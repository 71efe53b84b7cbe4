"""The state of the world: which columns there are, over what, in which unit.

A column is an array with one entry for each member of its axes: one row a resident, a post, a
flat. It is declared once, in `columns.csv`; memory, the views' attributes and the tables of the
ODD protocol come from the declaration. Only float64 and int64 exist.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class State(dict[str, NDArray[Any]]):
    """The columns by name. What is in them changes; which arrays they are never does."""

    def __setitem__(self, name: str, column: NDArray[Any]) -> None:
        """Refuse another array: compiled code knows where the columns are.

        Raises
        ------
        TypeError
            Always.
        """
        raise TypeError(f"write into the column {name}, state[{name!r}][:] = ..., in its place")

    def __reduce__(self) -> tuple[type["State"], tuple[dict[str, NDArray[Any]]]]:
        """Copy and unpickle by way of a plain dictionary."""
        return State, (dict(self),)


DOMAINS = (
    "housing",
    "money",
    "family_safety",
    "work",
    "mental_health",
    "substance_use",
    "isolation",
)
"""Domains of need, in the order of every column with a domain axis."""
HOUSEHOLD_DOMAINS = 3
"""The first domains are needs of the household; they stand in the row of its first adult."""

HOUR_USES = (
    "leave",
    "sickness",
    "overhead",
    "meetings",
    "coordination",
    "supervision",
    "training",
    "travel",
    "outreach",
    "events",
    "assessment",
    "administration",
    "response",
    "visits",
    "direct",
    "spare",
)
"""What a post's hours go to, in the order of the column `hours`."""

LINES = (
    "posts",
    "overtime",
    "cover",
    "recruitment",
    "office",
    "records",
    "supervision",
    "training",
    "events",
    "spanners",
    "leadership",
    "setup",
    "incidents",
    "asb_cases",
    "evictions",
    "moves",
    "crises",
    "needs",
    "care",
    "harm",
    "out_of_work",
)
"""Lines of the money account, in the order of the column `spend`."""
ARRANGEMENT_LINES = LINES[: LINES.index("incidents")]
"""What the arrangement and its posts cost."""
FISCAL_LINES = LINES[LINES.index("incidents") : LINES.index("care")]
"""Public cost of what happens to residents, the one dominant line left out."""
WELLBEING_LINES = ("harm", "out_of_work")
"""Economic and social lines, never summed with fiscal ones."""

EXITS = ("met", "refused", "withdrawn", "closed", "lost", "moved", "eased")
"""How an episode leaves a service, in the order of the column `exits`."""

EVENTS = (
    "incidents",
    "recorded_incidents",
    "asb_cases_opened",
    "asb_cases_ceased",
    "evictions",
    "moves",
    "crises",
    "crises_known",
    "care_entries",
    "visits",
    "visit_hits",
    "told",
    "shared",
    "withheld",
    "refusals",
    "errors",
    "errors_caught",
    "leavers_exhaustion",
    "burnout_onsets",
    "steps_forward",
    "steps_back",
    "promises_kept",
    "promises_broken",
    "capped_weeks",
    "decision_days",
    "decisions",
    "wait_weeks",
    "waits",
    "known_weeks",
    "knowns",
    "cohort_left",
    "cohort_left_needs",
)
"""What is counted over a run, in the order of the column `events` (cumulative)."""

NONE, UNMET, WAITING, SERVED = 0, 1, 2, 3
"""Phases of a need: not serious; serious with no service; in a queue; in service."""

LONGEST_WAIT = 26.0
"""Weeks at which waits are restricted; the never helped count as this long."""

FULL_TIME = 37.0
"""Contracted hours a week of a full-time post."""

PRESENT, VACANT, COVERED, DORMANT = 0, 1, 2, 3
"""A post is filled, vacant, covered by agency staff, or not established (yet)."""


class Calendar(NamedTuple):
    """When things are, in weeks since the first week computed.

    Parameters
    ----------
    reported
        First week of the baseline.
    switch
        Week in which an arm's arrangement begins; reported as week 0.
    late
        First week of the late window.
    end
        One past the last week.
    """

    reported: int
    switch: int
    late: int
    end: int


class Column(NamedTuple):
    """One declared column.

    Parameters
    ----------
    name
        Its name everywhere.
    axes
        What it runs over, outermost first.
    kind
        ``float`` or ``int``.
    start
        Value before the world is built.
    unit
        Unit, or ``0-1``.
    meaning
        One sentence.
    """

    name: str
    axes: tuple[str, ...]
    kind: Literal["float", "int"]
    start: float
    unit: str
    meaning: str


def _declared() -> tuple[Column, ...]:
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Column(
                name=row["name"],
                axes=tuple(row["axes"].split()),
                kind="float" if row["kind"] == "float" else "int",
                start=float(row["start"]),
                unit=row["unit"],
                meaning=row["meaning"],
            )
            for row in csv.DictReader(file)
        )


COLUMNS = _declared()
COLUMN_BY_NAME = {column.name: column for column in COLUMNS}


def new_state(sizes: Mapping[str, int]) -> State:
    """Return all columns at their start values.

    Parameters
    ----------
    sizes
        Length of every axis by its name.
    """
    state = {}
    for column in COLUMNS:
        shape = tuple(sizes[axis] for axis in column.axes)
        dtype = np.float64 if column.kind == "float" else np.int64
        state[column.name] = np.zeros(shape, dtype)  # takes no memory before it is written
        if column.start:
            state[column.name][:] = column.start
    return State(state)


def copy_of(state: State) -> State:
    """Return a state whose columns are independent of the given one's."""
    return State({name: column.copy() for name, column in state.items()})
