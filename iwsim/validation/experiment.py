"""Experiments of most patterns: cells that share their luck, and what each clause reads of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Arm, Scenario
from iwsim.study.windows import Window
from iwsim.validation.clause import Numbers, Pairs
from iwsim.validation.runs import at_switch, mean_over

TEAM = "colocated_team"

Read = Callable[[str, str, Window], float]
"""Reads one cell: its name, an outcome's column, a window; the mean of its weeks."""

Row = Callable[[Read], tuple[float, float]]
"""What a clause compares: arm and reference of one replicate."""


class Cell(NamedTuple):
    """One way of working in one context.

    Parameters
    ----------
    arrangement
        Name of the scenario's arm that it starts from.
    ingredients
        Ingredients that differ from that arm's.
    parameters
        Parameters that differ from the scenario's from the first week on, by ``group.name``.
    later
        Parameters that differ from the switch on, by ``group.name``.
    posts
        Posts added at the switch, as a share of those that each agency has.
    """

    arrangement: str = SILOED
    ingredients: Mapping[str, float] = {}
    parameters: Mapping[str, float] = {}
    later: Mapping[str, float] = {}
    posts: float = 0.0


def experiment(cells: Mapping[str, Cell], rows: Sequence[Row]) -> Pairs:
    """Return what makes one replicate: every cell is run, with the same luck.

    Parameters
    ----------
    cells
        The cells by name.
    rows
        What each clause of the pattern compares, in the order of the clauses.
    """

    def pairs(scenario: Scenario, replicate: int) -> Numbers:
        engines = begun(cells, scenario, replicate)
        for engine in engines.values():
            engine.advance(engine.calendar.end)
        return read_rows(engines, rows)

    return pairs


def begun(cells: Mapping[str, Cell], scenario: Scenario, replicate: int) -> dict[str, Engine]:
    """Return the cells in the week of the switch, with the same luck.

    Cells with the same parameters branch from one spin-up.
    """
    bases: dict[tuple[tuple[str, float], ...], Engine] = {}
    engines = {}
    arms = {name: _arm(scenario, name, cell) for name, cell in cells.items()}
    for name, cell in cells.items():
        key = tuple(sorted(cell.parameters.items()))
        if key not in bases:
            there = replace(scenario, arms={**scenario.arms, **arms})
            bases[key] = at_switch(with_parameters(there, cell.parameters), replicate)
        engines[name] = bases[key].branch(name)
        engines[name].scenario = with_parameters(engines[name].scenario, cell.later)
    return engines


def read_rows(engines: Mapping[str, Engine], rows: Sequence[Row]) -> Numbers:
    """Return what each row reads of cells that have been run: arm and reference."""

    def read(cell: str, outcome: str, window: Window) -> float:
        return mean_over(engines[cell], engines[cell].record, outcome, window)

    return np.array([row(read) for row in rows])


def compared(arm: str, reference: str, outcome: str, window: Window) -> Row:
    """Return the row that reads one outcome in two cells."""
    return lambda read: (read(arm, outcome, window), read(reference, outcome, window))


def changes_compared(
    first: tuple[str, str], second: tuple[str, str], outcome: str, window: Window
) -> Row:
    """Return the row that reads the change between two cells, and that between two others."""

    def row(read: Read) -> tuple[float, float]:
        one, other = (
            read(arm, outcome, window) - read(reference, outcome, window)
            for arm, reference in (first, second)
        )
        return one, other

    return row


def with_parameters(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """Return a scenario with other parameters, by ``group.name``, in all arms and weeks."""
    groups = dict(scenario.parameters)
    for key, value in values.items():
        group, name = key.split(".")
        groups[group] = groups[group]._replace(**{name: float(value)})
    return replace(scenario, parameters=groups)


def _arm(scenario: Scenario, name: str, cell: Cell) -> Arm:
    values = {key: float(value) for key, value in cell.ingredients.items()}
    posts = [(agency.key, cell.posts * agency.full_time) for agency in scenario.agencies]
    return Arm(
        name=name,
        preset=SILOED,
        arrangement=scenario.arms[cell.arrangement].arrangement._replace(**values),
        extra_posts=tuple(posts) if cell.posts else (),
    )
