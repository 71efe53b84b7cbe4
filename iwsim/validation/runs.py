"""Paired runs: arms that branch from one spin-up, and what their records come to."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import SILOED, Arm, Scenario
from iwsim.study.windows import Window
from iwsim.validation import spin_ups, usual_runs

Numbers = NDArray[np.float64]
Result = TypeVar("Result")

SEED = 1
EARLY = Window("early", 0, 25)
LATE = Window("late", 78, 155)
AFTER = Window("after", 0, 155)


def at_switch(scenario: Scenario, replicate: int, seed: int = SEED) -> Engine:
    """Return an engine that has done spin-up and baseline, from which arms branch."""
    return spin_ups.at_switch(scenario, replicate, seed)


def run_arms(base: Engine, arms: Iterable[str]) -> dict[str, Numbers]:
    """Return the record of each arm, branched from one engine and run to the horizon."""
    records = {}
    for arm in arms:
        twin = base.branch(arm)
        record = usual_runs.record_of(twin)
        if record is None:
            twin.advance(base.calendar.end)
            record = twin.record
        records[arm] = record
    return records


def weekly(base: Engine, record: Numbers, outcome: str, window: Window) -> Numbers:
    """Return the weeks of one outcome column in a window."""
    scenario = base.scenario
    column = record[:, base.columns.index(outcome)]
    return column[scenario.baseline + window.first : scenario.baseline + window.last + 1]


def mean_over(base: Engine, record: Numbers, outcome: str, window: Window) -> float:
    """Return the mean of an outcome over the weeks of a window that have a number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the mean of no numbers is NaN: meant
        return float(np.nanmean(weekly(base, record, outcome, window)))


def mean_of(values: Numbers) -> float:
    """Return the mean; NaN of nothing."""
    return float(values.mean()) if values.size else float("nan")


def with_arms(scenario: Scenario, arms: Mapping[str, Arrangement]) -> Scenario:
    """Return a scenario with more arms, each named after nothing but its arrangement."""
    more = {name: Arm(name, SILOED, arrangement) for name, arrangement in arms.items()}
    return replace(scenario, arms={**scenario.arms, **more})


def ingredients(base: Arrangement, other: Arrangement, kinds: Sequence[str]) -> Arrangement:
    """Return an arrangement with the ingredients of some kinds taken from another one."""
    taken = {
        name: getattr(other, name)
        for name in Arrangement._fields
        if PARAMETERS[f"arrangement.{name}"].ingredient in kinds
    }
    return base._replace(**taken)


def by_replicate(
    work: Callable[[int], Result], replicates: Sequence[int], workers: int = 2
) -> list[Result]:
    """Return the results of some replicates, in their order, made by so many threads."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, replicates))
