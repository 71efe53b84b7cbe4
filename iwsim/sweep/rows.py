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
from iwsim.study.windows import Weeks, Window, all_weeks, windows

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


def row_of(engine: Engine) -> Numbers:
    """Return the numbers of a run that has ended, in the order of `places`."""
    scenario = engine.scenario
    values = engine.record[:, _columns_of(engine.columns)]
    money = values[:, _MONEY]
    rate = float(scenario.parameters["money"].discount)
    weeks = Weeks(values, _OVER)
    asked = windows_of(scenario)
    numbers = np.empty((len(asked), len(_NAMES) + len(PRESENT)))
    for row, window in zip(numbers, asked, strict=True):
        within = slice(scenario.baseline + window.first, scenario.baseline + window.last + 1)
        row[: len(_NAMES)] = weeks.over(within)
        row[len(_NAMES) :] = _factors(window, rate) @ money[within]
    return numbers.reshape(-1)


@cache
def _columns_of(columns: tuple[str, ...]) -> list[int]:
    """Return where the outcomes stand in a record: the same in all runs of a study."""
    return [columns.index(name) for name in _NAMES]


@lru_cache(maxsize=64)
def _factors(window: Window, rate: float) -> Numbers:
    return discount_factors(np.arange(window.first, window.last + 1.0), rate)


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
