"""The runs of a study: all points, arms and replicates that its folder does not hold yet."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from iwsim.course import Course
from iwsim.study import manifest
from iwsim.study.keys import canonical, fingerprint, run_keys, sha256
from iwsim.study.keyset import Keys
from iwsim.study.making import receipts_of
from iwsim.study.parts import RUNS, Stamp
from iwsim.study.progress import Reporter
from iwsim.study.runs import Failure, Task, branched, failure_of, lost
from iwsim.study.store import Store
from iwsim.study.where import Processes, Threads, Where
from iwsim.sweep.definition import Study
from iwsim.sweep.rows import Numbers, places, row_of

ROWS = "rows"
"""Name of the table with the numbers of each finished run."""

_IDENTITY = (
    ("key", pa.string()),
    ("point", pa.string()),
    ("arm", pa.string()),
    ("seed", pa.int64()),
    ("replicate", pa.int64()),
)
_ENDED = pa.schema(
    [
        *_IDENTITY,
        ("status", pa.string()),
        ("week", pa.int64()),
        ("reason", pa.string()),
        ("repeat", pa.string()),
    ]
)


class _Run(NamedTuple):
    """One run: its numbers, or why it has none."""

    key: str
    point: str
    arm: str
    seed: int
    replicate: int
    numbers: Numbers | None
    failure: Failure | None


def make_runs(
    study: Study,
    folder: Path,
    *,
    told: Reporter,
    workers: int,
    processes: bool = False,
    force: bool = False,
) -> None:
    """Make the runs of a study that a folder does not hold.

    Parameters
    ----------
    study
        The study.
    folder
        Where its runs are kept; they are written as they are made.
    told
        Told how far it has come.
    workers
        How many runs are made at once.
    processes
        Whether workers are processes or threads.
    force
        Replace the runs that the folder holds.

    Raises
    ------
    StoreError
        If the folder cannot be used.
    RunError
        If workers die or hang.
    """
    stamp = Stamp(study_key(study), fingerprint())
    where: Where = Processes(workers) if processes else Threads(workers)
    with Store(folder, stamp, force) as store:
        tasks = tuple(_missing(study, store.finished))
        told.begin(study.runs, study.runs - sum(len(task.keys) for task in tasks))
        try:
            if tasks:
                described = _described(study, stamp)
                manifest.write(folder, described)
                coming = receipts_of(
                    tasks, len(tasks), LeanRuns(), folder, stamp, where=where, told=told
                )
                failed = 0
                with closing(coming) as receipts:
                    for receipt in receipts:
                        told.advance(receipt.finished, receipt.failed)
                        failed += receipt.failed
                manifest.write(folder, manifest.closing(described, study.runs - failed, failed))
        finally:
            told.end()


def study_key(study: Study) -> str:
    """Return what a folder of a study belongs to: SHA-256 of the resolved scenario and the seed.

    Points, arms and replicates are left out, so that more of them go on from what is there.
    """
    plain = study.scenario.resolved()
    plain["arms"] = {}
    return sha256(canonical({"study": study.name, "scenario": plain, "seed": study.seed}))


def _described(study: Study, stamp: Stamp) -> dict[str, object]:
    opened = manifest.opening(study.scenario, study.seed, study.arms, study.replicates, stamp)
    points = {point.name: dict(point.levels) for point in study.points}
    return {**opened, "name": study.name, "points": points}


def _missing(study: Study, finished: Keys) -> Iterator[Task]:
    """Give the tasks that are left, replicate by replicate, so that a part is balanced."""
    keys = {
        point.name: run_keys(point.scenario, study.arms, study.seed, range(study.replicates))
        for point in study.points
    }
    for replicate in range(study.replicates):
        for point in study.points:
            wanted = {arm: keys[point.name][arm, replicate] for arm in study.arms}
            left = {arm: key for arm, key in wanted.items() if key not in finished}
            if left:
                yield Task(point.scenario, study.seed, replicate, left, point.name)


class LeanRuns:
    """Makes runs and keeps one row of each: the work of a study."""

    def make(self, tasks: Sequence[Task]) -> Mapping[str, pa.Table]:
        """Make the runs; one that fails is a row with its reason."""
        return _tables([run for task in tasks for run in branched(task, _run, _failed)], tasks)

    def failed(self, tasks: Sequence[Task], reason: str) -> Mapping[str, pa.Table]:
        """Return the rows of tasks that could not be made."""
        runs = [
            _without_numbers(task, arm, lost(task, arm, reason))
            for task in tasks
            for arm in task.keys
        ]
        return _tables(runs, tasks)


def _tables(runs: Sequence[_Run], tasks: Sequence[Task]) -> Mapping[str, pa.Table]:
    tables = {RUNS: pa.Table.from_pylist([_ended(run) for run in runs], schema=_ENDED)}
    finished = [run for run in runs if run.numbers is not None]
    if finished:
        names = [str(place) for place in places(tasks[0].scenario)]
        numbers = np.array([run.numbers for run in finished])
        columns = {
            name: pa.array([getattr(run, name) for run in finished], kind)
            for name, kind in _IDENTITY
        }
        columns |= {name: pa.array(numbers[:, at]) for at, name in enumerate(names)}
        tables[ROWS] = pa.table(columns)
    return tables


def _run(task: Task, arm: str, course: Course) -> _Run:
    course.advance(course.weeks_left)
    numbers = row_of(course.engine)
    return _Run(task.keys[arm], task.point, arm, task.seed, task.replicate, numbers, None)


def _failed(task: Task, arm: str, course: Course | None, error: Exception) -> _Run:
    return _without_numbers(task, arm, failure_of(task, arm, course, error))


def _without_numbers(task: Task, arm: str, failure: Failure) -> _Run:
    return _Run(task.keys[arm], task.point, arm, task.seed, task.replicate, None, failure)


def _ended(run: _Run) -> dict[str, object]:
    failure = run.failure
    return {
        **{name: getattr(run, name) for name, _ in _IDENTITY},
        "status": "finished" if failure is None else "failed",
        "week": None if failure is None else failure.week,
        "reason": None if failure is None else failure.reason,
        "repeat": None if failure is None else failure.repeat,
    }
