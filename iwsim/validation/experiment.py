"""Experiments of most patterns: cells that share their luck, and what each clause reads of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import SILOED, Scenario
from iwsim.state import State
from iwsim.study.windows import Window
from iwsim.validation.clause import Numbers, Pairs
from iwsim.validation.runs import at_switch, mean_over, with_arms

TEAM = "colocated_team"


@dataclass(frozen=True)
class Read:
    """Reads the cells of one replicate.

    Parameters
    ----------
    bases
        The engine that each cell branched from, in the week of the switch.
    ended
        The engine of each cell at the horizon.
    """

    bases: Mapping[str, Engine]
    ended: Mapping[str, Engine]

    def __call__(self, cell: str, outcome: str, window: Window) -> float:
        """Return the mean of an outcome's column over the weeks of a window."""
        return mean_over(self.bases[cell], self.ended[cell].record, outcome, window)

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
    """

    arrangement: str = SILOED
    ingredients: Mapping[str, float] = {}
    parameters: Mapping[str, float] = {}
    after: Mapping[str, float] = {}
    held: Mapping[str, float] = {}


def experiment(cells: Mapping[str, Cell], rows: Sequence[Row]) -> Pairs:
    """Return what makes one replicate: every cell is run, with the same luck.

    Cells with the same parameters branch from one spin-up.

    Parameters
    ----------
    cells
        The cells by name.
    rows
        What each clause of the pattern compares, in the order of the clauses.
    """

    def pairs(scenario: Scenario, replicate: int) -> Numbers:
        bases: dict[tuple[tuple[str, float], ...], Engine] = {}
        arms = {name: _arrangement(scenario, cell) for name, cell in cells.items()}
        base_of: dict[str, Engine] = {}
        for name, cell in cells.items():
            key = tuple(sorted(cell.parameters.items()))
            if key not in bases:
                there = with_arms(with_parameters(scenario, cell.parameters), arms)
                bases[key] = at_switch(there, replicate)
            base_of[name] = bases[key]
        read = Read(base_of, {name: run(base_of[name], name, cell) for name, cell in cells.items()})
        return np.array([row(read) for row in rows])

    return pairs


def compared(arm: str, reference: str, outcome: str, window: Window) -> Row:
    """Return the row that reads one outcome in two cells."""
    return lambda read: (read(arm, outcome, window), read(reference, outcome, window))


def run(base: Engine, name: str, cell: Cell) -> Engine:
    """Return the engine of a cell at the horizon, branched from one in the week of the switch.

    Parameters
    ----------
    base
        Its scenario has an arm of the cell's name.
    name, cell
        Which.
    """
    twin = branch_under(base, name, cell.after)
    while cell.held and twin.done < base.calendar.end:
        for column, level in cell.held.items():
            twin.state[column][:] = level
        twin.advance(1)
    twin.advance(base.calendar.end)
    return twin


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


def _arrangement(scenario: Scenario, cell: Cell) -> Arrangement:
    values = {name: float(value) for name, value in cell.ingredients.items()}
    return scenario.arms[cell.arrangement].arrangement._replace(**values)
