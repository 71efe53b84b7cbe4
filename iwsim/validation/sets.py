"""Runs of a pattern over many parameter sets, without the parameters that it sets itself."""

import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from iwsim.calibration.ensemble import ParameterSets, own_values
from iwsim.errors import ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.scenario import Scenario, load_scenario
from iwsim.study.keys import canonical, sha256
from iwsim.validation.clause import Numbers, Pattern
from iwsim.validation.experiment import Experiment, set_in

Advanced = Callable[[], None]
"""Told after each replicate."""


class Sampled(NamedTuple):
    """Replicates of a pattern in some sets.

    Parameters
    ----------
    pairs
        By (set, replicate, clause, arm or reference); NaN where something is not defined.
    refused
        Sets that break a rule of scenarios together with what the pattern sets.
    """

    pairs: Numbers
    refused: int


def set_by(pattern: Pattern) -> frozenset[str]:
    """Return the parameters that a pattern sets, by ``group.name``.

    In all its runs, in cells, at its knock-outs and settings, or by a declaration of its own.
    """
    cells = set_in(pattern.pairs.cells) if isinstance(pattern.pairs, Experiment) else ()
    settings = (key for setting in pattern.settings() for key in setting.overrides)
    return frozenset(
        key for key in (*pattern.overrides, *pattern.sets, *cells, *settings) if key in PARAMETERS
    )


def left_out(pattern: Pattern, sets: ParameterSets) -> tuple[str, ...]:
    """Return the parameters of some sets that stay as the pattern or its scenario sets them."""
    own = {*set_by(pattern), *own_values(load_scenario(pattern.scenario))}
    return tuple(name for name in sets.names if name in own)


def at_most(sets: ParameterSets, count: int) -> ParameterSets:
    """Return so many sets at most, evenly spaced over their numbers."""
    if len(sets) <= count:
        return sets
    rows = np.linspace(0, len(sets) - 1, count).round().astype(int)
    return replace(sets, table=sets.table.iloc[rows])


def digest_of(sets: ParameterSets) -> str:
    """Return the SHA-256 of the numbers, parameters and values of some sets."""
    values = [[float(value) for value in row] for row in sets.table.to_numpy()]
    return sha256(canonical([list(sets.members), list(sets.names), values]))


def sample_sets(
    pattern: Pattern, sets: ParameterSets, replicates: int, workers: int, told: Advanced
) -> Sampled:
    """Make replicates of a pattern in each set, with the same luck in all of them.

    Parameters
    ----------
    pattern
        The pattern.
    sets
        The sets.
    replicates
        How many a set.
    workers
        How many are made at once.
    told
        Told after each.
    """
    without = left_out(pattern, sets)
    scenarios = [_scenario(pattern, sets.overrides(member), without) for member in sets.members]
    found = np.full((len(scenarios), replicates, len(pattern.clauses), 2), np.nan)
    jobs = [(place, number) for place in range(len(scenarios)) for number in range(replicates)]
    make = partial(_replicate, pattern, scenarios)
    with _undefined_is_meant(), ThreadPoolExecutor(workers) as pool:
        for (place, number), pairs in zip(jobs, pool.map(make, jobs), strict=True):
            if pairs is not None:
                found[place, number] = pairs
            told()
    return Sampled(found, scenarios.count(None))


def _scenario(
    pattern: Pattern, values: dict[str, float], without: tuple[str, ...]
) -> Scenario | None:
    changed = {key: value for key, value in values.items() if key not in without}
    try:
        return load_scenario(pattern.scenario, {**changed, **pattern.overrides})
    except ScenarioError:
        return None


def _replicate(
    pattern: Pattern, scenarios: list[Scenario | None], job: tuple[int, int]
) -> Numbers | None:
    scenario = scenarios[job[0]]
    if scenario is None:
        return None
    try:
        return pattern.pairs(scenario, job[1])
    except ZeroDivisionError:  # a share of nothing, in a set in which nothing happens
        return None


@contextmanager
def _undefined_is_meant() -> Iterator[None]:
    """Let the mean of nothing be no number without a warning: it is counted and said."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", RuntimeWarning)
        yield
