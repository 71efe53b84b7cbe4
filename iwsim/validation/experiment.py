"""Experiments of most patterns: cells that share their luck, and what each clause reads of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Arm, Scenario
from iwsim.state import State
from iwsim.study.windows import Window
from iwsim.validation import usual_runs
from iwsim.validation.clause import Numbers
from iwsim.validation.runs import at_switch, mean_over

TEAM = "colocated_team"


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
    scaled
        Columns that are multiplied by a factor in the week of the switch.
    posts
        Posts added at the switch, as a share of those that each agency has.
    """

    arrangement: str = SILOED
    ingredients: Mapping[str, float] = {}
    parameters: Mapping[str, float] = {}
    after: Mapping[str, float] = {}
    held: Mapping[str, float] = {}
    scaled: Mapping[str, float] = {}
    posts: float = 0.0


class Bases:
    """The cells of one replicate in the week of the switch, each made when it is asked for.

    They share their luck, and cells with the same parameters branch from one spin-up.

    Parameters
    ----------
    cells
        The cells by name.
    scenario, replicate
        What they start from.
    """

    def __init__(self, cells: Mapping[str, Cell], scenario: Scenario, replicate: int) -> None:
        self._cells = cells
        arms = {name: _arm(scenario, name, cell) for name, cell in cells.items()}
        self._scenario = replace(scenario, arms={**scenario.arms, **arms})
        self._replicate = replicate
        self._spun_up: dict[tuple[tuple[str, float], ...], Engine] = {}

    def __call__(self, name: str) -> Engine:
        """Return a cell in the week of the switch, for the caller to run on."""
        cell = self._cells[name]
        key = tuple(sorted(cell.parameters.items()))
        if key not in self._spun_up:
            there = with_parameters(self._scenario, cell.parameters)
            self._spun_up[key] = at_switch(there, self._replicate)
        branch = branch_under(self._spun_up[key], name, cell.after)
        for column, factor in cell.scaled.items():
            branch.state[column][:] *= factor
        return branch


class Read:
    """Reads the cells of one replicate; each is run when it is read, and as far as it is read.

    One that works as an arm of the scenario as shipped is run to the horizon, for all that read it.

    Parameters
    ----------
    cells
        The cells by name.
    bases
        Gives a cell in the week of the switch.
    """

    def __init__(
        self,
        cells: Mapping[str, Cell],
        bases: Callable[[str], Engine],
    ) -> None:
        self._cells = cells
        self._bases = bases
        self._engines: dict[str, Engine] = {}
        self._records: dict[str, Numbers | None] = {}

    def __call__(self, cell: str, outcome: str, window: Window) -> float:
        """Return the mean of an outcome's column over the weeks of a window."""
        engine = self._begun(cell)
        if cell not in self._records:
            is_held = bool(self._cells[cell].held)
            self._records[cell] = None if is_held else usual_runs.record_of(engine)
        record = self._records[cell]
        if record is None:
            record = self._run(cell, window.last + 1).record
        return mean_over(engine, record, outcome, window)

    def switch(self, cell: str) -> State:
        """Return the state in the week of the switch."""
        return self._bases(cell).state

    def end(self, cell: str) -> State:
        """Return the state at the horizon."""
        return self._run(cell, None).state

    def _run(self, cell: str, weeks: int | None) -> Engine:
        """Return the engine of a cell so many weeks after the switch or later, at most its end."""
        return run(self._begun(cell), self._cells[cell], weeks)

    def _begun(self, cell: str) -> Engine:
        if cell not in self._engines:
            self._engines[cell] = self._bases(cell)
        return self._engines[cell]


Row = Callable[[Read], tuple[float, float]]
"""What a clause compares: arm and reference of one replicate."""


@dataclass(frozen=True)
class Experiment:
    """Makes one replicate: the cells that its rows read are run, with the same luck.

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
        read = Read(self.cells, Bases(self.cells, scenario, replicate))
        return np.array([row(read) for row in self.rows])

    def only(self, places: Sequence[int]) -> "Experiment":
        """Return the experiment with some of its rows, which give what they give in the whole."""
        return Experiment(self.cells, [self.rows[place] for place in places])


def set_in(cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Return the parameters that cells set, by ``group.name``, each once."""
    return tuple(dict.fromkeys(key for c in cells.values() for key in (*c.parameters, *c.after)))


def begun(cells: Mapping[str, Cell], scenario: Scenario, replicate: int) -> dict[str, Engine]:
    """Return all cells in the week of the switch, with the same luck."""
    bases = Bases(cells, scenario, replicate)
    return {name: bases(name) for name in cells}


def run(engine: Engine, cell: Cell, weeks: int | None = None) -> Engine:
    """Run the engine of a cell on, to so many weeks after the switch or to its end, and return it.

    One that has come as far already stays as it is.
    """
    calendar = engine.calendar
    last = calendar.end if weeks is None else min(calendar.switch + weeks, calendar.end)
    while cell.held and engine.done < last:
        for column, level in cell.held.items():
            engine.state[column][:] = level
        engine.advance(1)
    engine.advance(last - engine.done)
    return engine


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
