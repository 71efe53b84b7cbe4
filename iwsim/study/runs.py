"""One task: all arms of one replicate, from one spin-up and baseline."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import pandas as pd

from iwsim.course import Course
from iwsim.errors import RunError
from iwsim.scenario import Scenario
from iwsim.study.spending import advance_and_book

Made = TypeVar("Made")


class Task(NamedTuple):
    """The runs of one replicate that are to be made.

    Parameters
    ----------
    scenario
        What is run.
    seed, replicate
        The address of their luck.
    keys
        Key of the run of each arm, in the order of the arms.
    point
        Name of the point of a study that the scenario stands at; empty for a comparison.
    changes
        What that point changes in the scenario, by name; empty for a comparison.
    """

    scenario: Scenario
    seed: int
    replicate: int
    keys: Mapping[str, str]
    point: str = ""
    changes: Mapping[str, float] = {}


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


def runs_of(task: Task) -> Iterator[Run]:
    """Make the runs of one task, with all their tables."""
    return branched(task, _run, _failed)


def at_switch(task: Task) -> Course:
    """Return a course of a task's replicate that has come to the switch."""
    scenario = task.scenario
    course = Course(scenario, next(iter(task.keys)), seed=task.seed, replicate=task.replicate)
    course.advance(scenario.spin_up + scenario.baseline)
    return course


def branched(
    task: Task,
    make: Callable[[Task, str, Course], Made],
    fail: Callable[[Task, str, Course | None, Exception], Made],
    begin: Callable[[Task], Course] = at_switch,
) -> Iterator[Made]:
    """Make the runs of one task; one that fails does not take the others with it.

    Spin-up and baseline, in which all arms work alike, are computed once; each arm branches from
    there and has the bits of a separate run.

    Parameters
    ----------
    task
        The task.
    make
        Makes the run of an arm from a course that stands at its switch.
    fail
        Makes what stands for a run that failed.
    begin
        Gives the course that stands at the switch.
    """
    try:
        base = begin(task)
    except Exception as error:  # any fault of a run becomes its row, with the reason
        for arm in task.keys:
            yield fail(task, arm, None, error)
        return
    for arm in task.keys:
        course = base
        try:
            course = base.branch(arm)
            yield make(task, arm, course)
        except Exception as error:  # any fault of a run becomes its row, with the reason
            yield fail(task, arm, course, error)


def _run(task: Task, arm: str, course: Course) -> Run:
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


def _failed(task: Task, arm: str, course: Course | None, error: Exception) -> Run:
    return failed_run(task, arm, failure_of(task, arm, course, error))


def failed_run(task: Task, arm: str, failure: Failure) -> Run:
    """Return the run of an arm that failed."""
    return Run(task.keys[arm], arm, task.seed, task.replicate, None, None, failure)


def failure_of(task: Task, arm: str, course: Course | None, error: Exception) -> Failure:
    """Return why and where a run failed, and how to repeat it alone."""
    return Failure(
        week=None if course is None else int(course.week),
        reason=f"{type(error).__name__}: {error}",
        repeat=how_to_repeat(task.scenario, arm, task.seed, task.replicate),
    )


def lost(task: Task, arm: str, reason: str) -> Failure:
    """Return the failure of a run that was ended from outside, in a week that nobody saw."""
    return Failure(None, reason, how_to_repeat(task.scenario, arm, task.seed, task.replicate))


def how_to_repeat(scenario: Scenario, arm: str, seed: int, replicate: int) -> str:
    """Return the call that makes one run alone, for a reader with the scenario at hand."""
    return (
        f"IntegratedWorkingModel(load_scenario({scenario.name!r}), {arm!r}, seed={seed}, "
        f"replicate={replicate}).run(), with the same overrides"
    )
