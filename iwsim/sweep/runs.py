"""The runs of a study: all points, arms and replicates that its folder does not hold yet."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from math import gcd
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from iwsim.course import Course
from iwsim.errors import ScenarioError
from iwsim.scenario.changed import changed
from iwsim.study import manifest
from iwsim.study.batches import Tables, Work
from iwsim.study.keys import canonical, fingerprint, sha256
from iwsim.study.making import receipts_of
from iwsim.study.parts import RUNS, Stamp
from iwsim.study.progress import Reporter
from iwsim.study.runs import Failure, Task, branched, failure_of, lost
from iwsim.study.store import Store
from iwsim.study.where import Where
from iwsim.sweep.definition import Study
from iwsim.sweep.files import keep_files
from iwsim.sweep.kept import described, keep_design
from iwsim.sweep.keys import as_text
from iwsim.sweep.left import Left, begun_study, is_told, left_of, refuse_other_points
from iwsim.sweep.rows import NUMBERS, Numbers, Weeks, as_lists, places, rows_of, weeks_of
from iwsim.sweep.switch import Switches

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
_GOLDEN = 0.618
_BYTES_A_NUMBER = 6.0
"""What a number takes on the disk, compressed."""


class Run(NamedTuple):
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
    where: Where,
    time_limit: float | None = None,
    force: bool = False,
    work: Work | None = None,
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
    where
        Who makes the runs: threads, processes, or a cluster.
    time_limit
        Seconds after which a task of one replicate is ended, None for a generous limit.
    force
        Replace the runs that the folder holds.
    work
        What makes the runs of tasks; by default the model.

    Raises
    ------
    DesignError
        If another size of the design would lose the points that the folder holds.
    StoreError
        If the folder cannot be used.
    RunError
        If workers die again and again, or a cluster goes away.
    """
    stamp = Stamp(study_key(study), fingerprint())
    with Store(folder, stamp, force) as store:
        begun = None if force else begun_study(folder)
        if begun is not None and len(store.finished):
            refuse_other_points(begun, study)
        left = left_of(study, store.finished.holds)
        opened = described(study, stamp)
        told.begin(left.whole, left.whole - left.runs)
        try:
            if left.runs or begun is None or not is_told(folder, begun, study, opened):
                keep_design(study, folder)
                keep_files(study.files, folder)
                manifest.write(folder, opened)
                failed = 0
                receipts = receipts_of(
                    _tasks(study, left),
                    left.tasks,
                    LeanRuns() if work is None else work,
                    folder,
                    stamp,
                    where=where,
                    told=told,
                    time_limit=time_limit,
                )
                with closing(receipts):
                    for receipt in receipts:
                        told.advance(receipt.finished, receipt.failed)
                        failed += receipt.failed
                manifest.write(folder, manifest.closing(opened, left.whole - failed, failed))
        finally:
            told.end()


def bytes_of(study: Study) -> float:
    """Return about how many bytes the runs of a study take on the disk."""
    return study.runs * len(places(study.scenario)) * _BYTES_A_NUMBER


def study_key(study: Study) -> str:
    """Return what a folder of a study belongs to: SHA-256 of the resolved scenario and the seed.

    Points, arms and replicates are left out, so that more of them go on from what is there. A
    study over an ensemble is another one than the study itself.
    """
    plain = replace(study.scenario, arms={}).resolved()
    described = {"study": study.name, "scenario": plain, "seed": study.seed}
    if study.members is not None:
        described["over"] = "ensemble"
    return sha256(canonical(described))


def _tasks(study: Study, left: Left) -> Iterator[Task]:
    """Give the tasks that are left, replicate by replicate, so that a part is balanced."""
    for replicate in range(study.replicates):
        for row in _order(study):
            wanted = left.missing[row, :, replicate]
            if not wanted.any():
                continue
            point = study.points[row]
            keys = {
                arm: as_text(left.digests[row, at, replicate])
                for at, arm in enumerate(study.arms)
                if wanted[at]
            }
            seed = study.seed_at(point)
            yield Task(study.scenario, seed, replicate, keys, point.name, point.changes)


def _order(study: Study) -> Iterator[int]:
    """Give the rows of points as they are run: a sample as it comes, others in wide steps.

    The first rows of a sample are a smaller sample; of points that are named, wide steps reach
    all levels early.
    """
    count = len(study.points)
    step = 1
    if not study.sampled:
        step = max(1, round(count * _GOLDEN))
        while gcd(step, count) > 1:
            step += 1
    return ((number * step) % count for number in range(count))


class LeanRuns:
    """Makes the runs of tasks and keeps one row of each."""

    def make(self, tasks: Sequence[Task]) -> Tables:
        """Make the runs; one that fails is a row with its reason."""
        switches = Switches()
        ended = [one for task in tasks for one in _ended_of(task, switches)]
        weeks = [one.weeks for one in ended if one.weeks is not None]
        rows = iter(rows_of(weeks) if weeks else ())
        runs = [
            one.run if one.weeks is None else one.run._replace(numbers=next(rows)) for one in ended
        ]
        return tables_of(runs, tasks[0])

    def failed(self, tasks: Sequence[Task], reason: str) -> Tables:
        """Return the rows of tasks that could not be made."""
        runs = [
            failed_run(task, arm, lost(task, arm, reason)) for task in tasks for arm in task.keys
        ]
        return tables_of(runs, tasks[0])


class _Ended(NamedTuple):
    """A run whose numbers are still to be taken from its weeks, or one that failed."""

    run: Run
    weeks: Weeks | None


def _ended_of(task: Task, switches: Switches) -> Iterator[_Ended]:
    """Make the runs of one task; a point that breaks a rule fails, with the rule."""
    try:
        scenario = changed(task.scenario, task.changes) if task.changes else task.scenario
    except ScenarioError as error:
        for arm in task.keys:
            yield _failed(task, arm, None, error)
        return
    yield from branched(task, _run, _failed, lambda one: switches.course(one, scenario))


def tables_of(runs: Sequence[Run], task: Task) -> Tables:
    """Return the tables of a part: all runs, and the numbers of those that finished."""
    tables = {RUNS: pa.Table.from_pylist([_as_row(run) for run in runs], schema=_ENDED)}
    finished = [run for run in runs if run.numbers is not None]
    if finished:
        columns = {
            name: pa.array([getattr(run, name) for run in finished], kind)
            for name, kind in _IDENTITY
            if name != "point"  # points that are the same share a run
        }
        columns[NUMBERS] = as_lists(np.array([run.numbers for run in finished]))
        tables[ROWS] = pa.table(columns)
    return tables


def failed_run(task: Task, arm: str, failure: Failure) -> Run:
    """Return what stands for a run that failed."""
    return Run(task.keys[arm], task.point, arm, task.seed, task.replicate, None, failure)


def _run(task: Task, arm: str, course: Course) -> _Ended:
    course.advance(course.weeks_left)
    run = Run(task.keys[arm], task.point, arm, task.seed, task.replicate, None, None)
    return _Ended(run, weeks_of(course.engine))


def _failed(task: Task, arm: str, course: Course | None, error: Exception) -> _Ended:
    return _Ended(failed_run(task, arm, failure_of(task, arm, course, error)), None)


def _as_row(run: Run) -> dict[str, object]:
    failure = run.failure
    return {
        **{name: getattr(run, name) for name, _ in _IDENTITY},
        "status": "finished" if failure is None else "failed",
        "week": None if failure is None else failure.week,
        "reason": None if failure is None else failure.reason,
        "repeat": None if failure is None else failure.repeat,
    }
