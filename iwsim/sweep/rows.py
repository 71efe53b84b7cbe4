"""One row a run: each outcome over each window, and the money at its worth at the switch."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.outcomes import OUTCOMES
from iwsim.scenario import Scenario
from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.study.windows import Window, all_weeks, kinds, over_flows, windows

Numbers = NDArray[np.float64]

WEEKS_A_YEAR = 52
PRESENT = ("present_spend", "present_public_cost")
"""Spend and public cost, each week's pounds discounted to the switch."""

NUMBERS = "numbers"
"""Column with all numbers of a run, in the order of `places`.

One column, because a file spends some 200 bytes on every column: hundreds of them would take more
room than the numbers of a few runs.
"""

_NAMES = tuple(outcome.name for outcome in OUTCOMES)
_OVER = tuple(outcome.over for outcome in OUTCOMES)
_MONEY = [_NAMES.index(SPEND), _NAMES.index(PUBLIC_COST)]


class Place(NamedTuple):
    """A column of the table: an outcome over a window."""

    outcome: str
    window: str

    def __str__(self) -> str:
        """Return the name of the column."""
        return f"{self.outcome}.{self.window}"


def windows_of(scenario: Scenario) -> tuple[Window, ...]:
    """Return the windows that outcomes are kept over: baseline, early, late, each year, all."""
    weeks = scenario.weeks
    years = [
        Window(f"year_{first // WEEKS_A_YEAR + 1}", first, first + WEEKS_A_YEAR - 1)
        for first in range(0, weeks - WEEKS_A_YEAR + 1, WEEKS_A_YEAR)
    ]
    before = [Window("baseline", -scenario.baseline, -1)] if scenario.baseline else []
    end = Window("end", weeks - 1, weeks - 1)
    return (*before, *windows(weeks), *years, all_weeks(weeks), end)


def places(scenario: Scenario) -> tuple[Place, ...]:
    """Return the columns of the table of runs."""
    return tuple(
        Place(name, window.name) for window in windows_of(scenario) for name in (*_NAMES, *PRESENT)
    )


class Weeks(NamedTuple):
    """The weeks of a run that has ended.

    Parameters
    ----------
    record
        What was measured, by week and column.
    columns
        Names of its columns.
    scenario
        What was run.
    """

    record: Numbers
    columns: tuple[str, ...]
    scenario: Scenario


def weeks_of(engine: Engine) -> Weeks:
    """Return the weeks of a run that has ended."""
    return Weeks(engine.record, engine.columns, engine.scenario)


def rows_of(runs: Sequence[Weeks]) -> Numbers:
    """Return the numbers of runs of equal length, by run and in the order of `places`.

    Those of many at once: between two runs neither this code nor its data is in the cache of a
    processor, which made it take more than twice as long.
    """
    first = runs[0].scenario
    asked = windows_of(first)
    spans = [(first.baseline + one.first, first.baseline + one.last + 1) for one in asked]
    means, sums, ends = kinds(_OVER)
    flows = np.concatenate((means, sums))
    last_weeks = [stop - 1 for _, stop in spans]
    by_flow = np.empty((len(runs), len(flows), len(runs[0].record)))
    rows = np.empty((len(runs), len(asked), len(_NAMES) + len(PRESENT)))
    for kept, row, one in zip(by_flow, rows, runs, strict=True):
        columns = _columns_of(one.columns)
        kept[:] = one.record[:, columns[flows]].T
        row[:, ends] = one.record[last_weeks][:, columns[ends]]
        rate = float(one.scenario.parameters["money"].discount)
        money = one.record[:, columns[_MONEY]]
        for numbers, factors, (start, stop) in zip(row, _factors(asked, rate), spans, strict=True):
            numbers[len(_NAMES) :] = factors @ money[start:stop]
    found = over_flows(np.swapaxes(by_flow, -1, -2), len(means), spans)
    rows[..., flows] = np.moveaxis(found, 0, 1)
    return rows.reshape(len(runs), -1)


@cache
def _columns_of(columns: tuple[str, ...]) -> NDArray[np.intp]:
    """Return where the outcomes stand in a record: the same in all runs of a study."""
    return np.array([columns.index(name) for name in _NAMES])


@lru_cache(maxsize=8)
def _factors(asked: tuple[Window, ...], rate: float) -> tuple[Numbers, ...]:
    """Return what a pound of each week of some windows is worth at the switch."""
    return tuple(discount_factors(np.arange(one.first, one.last + 1.0), rate) for one in asked)


def as_lists(numbers: Numbers) -> pa.FixedSizeListArray:
    """Return numbers by (run, place) as a column with a list a run."""
    flat = pa.array(np.ascontiguousarray(numbers).reshape(-1))
    return pa.FixedSizeListArray.from_arrays(flat, numbers.shape[1])


def from_lists(column: pa.ChunkedArray) -> Numbers:
    """Return numbers by (run, place) from a column with a list a run."""
    width = column.type.list_size
    flat = column.combine_chunks().flatten()
    numbers: Numbers = np.asarray(flat, dtype=np.float64).reshape(-1, width)
    return numbers


def column(names: Sequence[Place], outcome: str, window: str) -> int:
    """Return where an outcome over a window stands in a row."""
    return names.index(Place(outcome, window))
