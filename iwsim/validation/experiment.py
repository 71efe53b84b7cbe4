"""Experiments of most patterns: cells that share their luck, and what each clause reads of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Arm, Scenario
from iwsim.state import State
from iwsim.study.windows import Window
from iwsim.validation.clause import Numbers
from iwsim.validation.runs import at_switch, mean_over

TEAM = "colocated_team"


@dataclass(frozen=True)
class Read:
    """Reads the cells of one replicate.

    Parameters
    ----------
    bases
        The engine of each cell in the week of the switch.
    ended
        The engine of each cell at the horizon.
    """

    bases: Mapping[str, Engine]
    ended: Mapping[str, Engine]

    def __call__(self, cell: str, outcome: str, window: Window) -> float:
        """Return the mean of an outcome's column over the weeks of a window."""
        return mean_over(self.ended[cell], self.ended[cell].record, outcome, window)

    def end(self, cell: str) -> State:
        """Return the state at the horizon."""
        return self.ended[cell].state


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
    after
        Parameters that differ from the switch on.
    held
        Columns that are set to a level at the start of every week from the switch on.
    posts
        Posts added at the switch, as a share of those that each agency has.
    """

    arrangement: str = SILOED
    ingredients: Mapping[str, float] = {}
    parameters: Mapping[str, float] = {}
    after: Mapping[str, float] = {}
    held: Mapping[str, float] = {}
    posts: float = 0.0


@dataclass(frozen=True)
class Experiment:
    """Makes one replicate: every cell is run, with the same luck.

    Cells with the same parameters branch from one spin-up.

    Parameters
    ----------
    cells
        The cells by name.
    rows
        What each clause of the pattern compares, in the order of the clauses.
    """

    cells: Mapping[str, Cell]
    rows: Sequence[Row]

    def __call__(self, scenario: Scenario, replicate: int) -> Numbers:
        """Return arm and reference of each clause in one replicate of a scenario."""
        bases = begun(self.cells, scenario, replicate)
        read = Read(bases, {name: run(bases[name], cell) for name, cell in self.cells.items()})
        return np.array([row(read) for row in self.rows])


def set_in(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Return the parameters that cells set, by ``group.name``, each once."""
    return tuple(dict.fromkeys(key for c in cells.values() for key in (*c.parameters, *c.after)))


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
        engines[name] = branch_under(bases[key], name, cell.after)
    return engines


def run(base: Engine, cell: Cell) -> Engine:
    """Return the engine of a cell at the horizon, branched from it in the week of the switch."""
    twin = base.branch(base.arm)
    while cell.held and twin.done < base.calendar.end:
        for column, level in cell.held.items():
            twin.state[column][:] = level
        twin.advance(1)
    twin.advance(base.calendar.end)
    return twin


def read_rows(engines: Mapping[str, Engine], rows: Sequence[Row]) -> Numbers:
    """Return what each row reads of cells that have been run: arm and reference."""
    read = Read({}, engines)
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


def branch_under(base: Engine, arm: str, values: Mapping[str, float]) -> Engine:
    """Return a branch under an arm, with other parameters from its first week on.

    Parameters
    ----------
    base
        The engine that it branches from, no later than the switch.
    arm
        Name of the arm.
    values
        Parameters that the weekly rules read, by ``group.name``; what the estate was built with
        stays.
    """
    twin = base.branch(arm)
    twin.scenario = with_parameters(base.scenario, values)
    return twin


def _arm(scenario: Scenario, name: str, cell: Cell) -> Arm:
    values = {key: float(value) for key, value in cell.ingredients.items()}
    posts = [(agency.key, cell.posts * agency.full_time) for agency in scenario.agencies]
    return Arm(
        name=name,
        preset=SILOED,
        arrangement=scenario.arms[cell.arrangement].arrangement._replace(**values),
        extra_posts=tuple(posts) if cell.posts else (),
    )
