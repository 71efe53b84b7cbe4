"""One task: all arms of one replicate, from one spin-up and baseline."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd

from iwsim.course import Course
from iwsim.errors import RunError
from iwsim.scenario import Scenario
from iwsim.study.spending import advance_and_book


class Task(NamedTuple):
    """The runs of one replicate that are to be made.

    Parameters
    ----------
    seed, replicate
        The address of their luck.
    keys
        Key of the run of each arm, in the order of the arms.
    """

    seed: int
    replicate: int
    keys: Mapping[str, str]


class Failure(NamedTuple):
    """Why a run failed, and where.

    Parameters
    ----------
    week
        Reported week in which it failed, None if it had not begun.
    reason
        The error in words.
    repeat
        How to repeat the run alone.
    """

    week: int | None
    reason: str
    repeat: str


class Run(NamedTuple):
    """One run as a value: its key, and either its results or why it has none."""

    key: str
    arm: str
    seed: int
    replicate: int
    weekly: pd.DataFrame | None
    flats: pd.DataFrame | None
    failure: Failure | None
    spent: pd.DataFrame | None = None
    critical_points: Mapping[str, float] | None = None

    def error(self) -> RunError | None:
        """Return what to raise where a failed run is not acceptable, None for a finished run."""
        if self.failure is None:
            return None
        when = "before its first week" if self.failure.week is None else f"week {self.failure.week}"
        return RunError(
            f"run {self.key[:12]} (arm {self.arm}, seed {self.seed}, replicate {self.replicate}) "
            f"failed, {when}: {self.failure.reason}. To repeat it alone: {self.failure.repeat}"
        )


def runs_of(scenario: Scenario, task: Task) -> Iterator[Run]:
    """Make the runs of one task; one that fails does not take the others with it.

    Spin-up and baseline, in which all arms work alike, are computed once; each arm branches from
    there and has the bits of a separate run.
    """
    first = next(iter(task.keys))
    base: Course | None = None
    try:
        base = Course(scenario, first, seed=task.seed, replicate=task.replicate)
        base.advance(scenario.spin_up + scenario.baseline)
    except Exception as error:  # any fault of a run becomes its row, with the reason
        for arm in task.keys:
            yield _failed(scenario, task, arm, base, error)
        return
    for arm in task.keys:
        yield _run_of_arm(scenario, task, arm, base)


def _run_of_arm(scenario: Scenario, task: Task, arm: str, base: Course) -> Run:
    course = base
    try:
        course = base.branch(arm)
        spent = advance_and_book(course)
        result = course.run()
        return Run(
            key=task.keys[arm],
            arm=arm,
            seed=task.seed,
            replicate=task.replicate,
            weekly=result.weekly,
            flats=result.flats,
            failure=None,
            spent=spent,
            critical_points=result.provenance["critical_points"],
        )
    except Exception as error:  # any fault of a run becomes its row, with the reason
        return _failed(scenario, task, arm, course, error)


def _failed(
    scenario: Scenario,
    task: Task,
    arm: str,
    course: Course | None,
    error: Exception,
) -> Run:
    failure = Failure(
        week=None if course is None else int(course.week),
        reason=f"{type(error).__name__}: {error}",
        repeat=how_to_repeat(scenario, arm, task.seed, task.replicate),
    )
    return Run(task.keys[arm], arm, task.seed, task.replicate, None, None, failure)


def how_to_repeat(scenario: Scenario, arm: str, seed: int, replicate: int) -> str:
    """Return the call that makes one run alone, for a reader with the scenario at hand."""
    return (
        f"IntegratedWorkingModel(load_scenario({scenario.name!r}), {arm!r}, seed={seed}, "
        f"replicate={replicate}).run(), with the same overrides"
    )
