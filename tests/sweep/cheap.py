"""Studies whose runs cost nothing: formulas in place of the model, and the rest as it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from SALib.test_functions import Ishigami, Sobol_G

from iwsim.study.progress import Silent
from iwsim.study.runs import lost
from iwsim.study.where import Threads
from iwsim.sweep.rows import places
from iwsim.sweep.runs import LeanRuns, Run, failed_run, make_runs, tables_of
from tests.sensitivity.analytic import G_WEIGHTS, LINEAR

RANGES = {
    "asb.contagion": (0.1, 0.5),
    "needs.coupling": (0.0, 0.1),
    "asb.guardianship": (0.1, 0.4),
    "asb.memory": (0.2, 0.4),
}
"""What factors set in studies for formulas, and over which range."""
HERE, ONE = Threads(2), Threads(1)


def head(measure="level", arms='["siloed"]', replicates=1, outcomes='["incidents"]'):
    """Return the beginning of a study file of short runs."""
    return f"""
title = "Cheap"
scenario = "tower"
weeks = 4
spin_up = 2
baseline = 0
reference = "siloed"
arms = {arms}
measure = "{measure}"
replicates = {replicates}
outcomes = {outcomes}
"""


def factors(count):
    """Return the factors of a study file."""
    lines = [f'"{name}" = {{ range = {list(ends)} }}' for name, ends in RANGES.items()]
    return "\n".join(["[factors]", *lines[:count], ""])


def design(method, samples=None, more=""):
    """Return the design of a study file."""
    size = "" if samples is None else f"samples = {samples}\n"
    return f'[design]\nmethod = "{method}"\n{size}{more}\n'


def shares(changes):
    """Return where the values of a point lie in their ranges, in the order of `RANGES`."""
    found = [
        (changes[name] - low) / (high - low)
        for name, (low, high) in RANGES.items()
        if name in changes
    ]
    return np.array([found])


@dataclass(frozen=True)
class Formula:
    """Makes runs by a formula of (changes, arm, replicate) that gives numbers by outcome.

    An outcome that it does not name is 0. A formula that raises is a run that failed.
    """

    numbers: Callable

    def make(self, tasks):
        """Make the runs of tasks, in the layout of the store."""
        known = places(tasks[0].scenario)
        return tables_of([self._run(task, arm, known) for task in tasks for arm in task.keys],
                         tasks[0])  # fmt: skip

    def failed(self, tasks, reason):
        """Return the rows of tasks that could not be made."""
        return LeanRuns().failed(tasks, reason)

    def _run(self, task, arm, known):
        try:
            found = self.numbers(task.changes, arm, task.replicate)
        except ArithmeticError as error:
            return failed_run(task, arm, lost(task, arm, str(error)))
        row = np.array([found.get(place.outcome, 0.0) for place in known])
        return Run(task.keys[arm], task.point, arm, task.seed, task.replicate, row, None)


def ishigami(changes, _arm, _replicate):
    """Ishigami's function of three factors."""
    return {"incidents": Ishigami.evaluate((2.0 * shares(changes) - 1.0) * np.pi)[0]}


def g_function(changes, _arm, _replicate):
    """The g-function of Sobol of four factors."""
    return {"incidents": Sobol_G.evaluate(shares(changes), a=G_WEIGHTS)[0]}


def linear(changes, _arm, _replicate):
    """A sum of weighted factors."""
    own = shares(changes)[0]
    return {"incidents": float(own @ LINEAR[: own.size])}


def mixed(changes, arm, replicate):
    """Something of everything, different in each arm, with luck that points share."""
    luck = np.random.default_rng([7, replicate]).normal()
    total = sum((at + 1) * value**2 for at, value in enumerate(changes.values()))
    team = 0.5 * total if arm == "colocated_team" else 0.0
    return {"incidents": total + team + 0.01 * luck, "stress": luck + team, "spend": 7.0 - team}


def slowly(changes, arm, replicate):
    """The same as `mixed`, with time to be interrupted in."""
    time.sleep(0.1)
    return mixed(changes, arm, replicate)


class Counting(Silent):
    """Counts the runs that are made; can interrupt when so many parts are done."""

    def __init__(self, parts=None):
        self.made = 0
        self.failed = 0
        self._parts_left = parts

    def advance(self, finished, failed):
        """Count, or interrupt."""
        self.made += finished + failed
        self.failed += failed
        if self._parts_left is not None:
            self._parts_left -= 1
            if self._parts_left == 0:
                raise KeyboardInterrupt


def made(study, folder, numbers=mixed, where=HERE, told=None, **options):
    """Make the runs of a study by a formula, or without one by the model; return how many."""
    told = Counting() if told is None else told
    if numbers is not None:
        options["work"] = Formula(numbers)
    make_runs(study, folder, told=told, where=where, **options)
    return told.made
