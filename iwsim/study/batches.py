"""Batches of tasks: about two seconds of runs each, made by a worker and kept as one part."""

import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from iwsim.errors import RunError
from iwsim.study.keys import fingerprint
from iwsim.study.parts import RUNS, PartFiles, Stamp, part_files_of, save_part
from iwsim.study.runs import Task

_SECONDS = 2.0
_LEAST_SECONDS = 0.1
_MOST_RUNS = 100
_BATCHES_A_WORKER = 4
_LAST_BATCHES_A_WORKER = 2
_MOST_RISE = 1.5
_SHORT = 12

Tables = Mapping[str, pa.Table]
"""The tables of a part by name; `iwsim.study.parts.RUNS` has a row for every run."""


class Work(Protocol):
    """What makes the runs of tasks and lays them out as tables; a worker can be sent it."""

    def make(self, tasks: Sequence[Task]) -> Tables:
        """Make the runs; one that fails is a row with its reason."""

    def failed(self, tasks: Sequence[Task], reason: str) -> Tables:
        """Return the rows of tasks that could not be made, for instance because they hang."""


@dataclass(frozen=True)
class Batch:
    """Tasks that are made together, and what becomes of them.

    Parameters
    ----------
    tasks
        The tasks.
    folder, stamp
        Where their part is written, and what it belongs to.
    work
        What makes their runs.
    """

    tasks: tuple[Task, ...]
    folder: Path
    stamp: Stamp
    work: Work


class Receipt(NamedTuple):
    """What is left of a batch when its part is written: never results, only how many.

    Parameters
    ----------
    tasks, finished, failed
        Tasks, and runs of theirs that finished and failed.
    seconds
        How long the batch took.
    """

    tasks: int
    finished: int
    failed: int
    seconds: float


class Content(NamedTuple):
    """A batch that was made where our disk is not: its receipt, and the files of its part."""

    receipt: Receipt
    files: PartFiles


def perform(batch: Batch) -> Receipt:
    """Make the runs of a batch and write their part."""
    begun = time.perf_counter()
    tables = batch.work.make(batch.tasks)
    save_part(batch.folder, part_files_of(batch.stamp, tables))
    return _receipt(batch, tables, time.perf_counter() - begun)


def content_of(batch: Batch) -> Content:
    """Make the runs of a batch on a machine of its own and return their part, not written.

    Raises
    ------
    RunError
        If that machine has another version of the model.
    """
    ours, theirs = batch.stamp.fingerprint[:_SHORT], fingerprint()[:_SHORT]
    if ours != theirs:
        raise RunError(
            f"the worker {platform.node()} has another version of the model (fingerprint {theirs}, "
            f"this one is {ours}): install the same version of iwsim on all workers."
        )
    begun = time.perf_counter()
    tables = batch.work.make(batch.tasks)
    files = part_files_of(batch.stamp, tables)
    return Content(_receipt(batch, tables, time.perf_counter() - begun), files)


def give_up(batch: Batch, reason: str) -> Receipt:
    """Write failed rows for all runs of a batch."""
    tables = batch.work.failed(batch.tasks, reason)
    save_part(batch.folder, part_files_of(batch.stamp, tables))
    return _receipt(batch, tables, 0.0)


def _receipt(batch: Batch, tables: Tables, seconds: float) -> Receipt:
    status = tables[RUNS]["status"]
    finished = pc.sum(pc.equal(status, "finished")).as_py() or 0
    return Receipt(len(batch.tasks), finished, len(status) - finished, seconds)


class Pace:
    """How large a batch is to be, learnt from the receipts.

    The first receipt of each worker holds the loading of the rules: so what a task takes is taken
    to fall at once and to rise by degrees. Towards the end batches get smaller, so that no worker
    waits long for the last one of another.

    Parameters
    ----------
    tasks
        Tasks to be done in all.
    workers
        Workers that share them; on a cluster the number changes.
    """

    def __init__(self, tasks: int, workers: int) -> None:
        self._tasks = tasks
        self._left = tasks
        self.workers = workers
        self.seconds_a_task = 0.0

    def learn(self, receipt: Receipt) -> None:
        """Take in how long a batch took; one in which no run finished says nothing of it."""
        if not receipt.finished:
            return
        found, known = receipt.seconds / receipt.tasks, self.seconds_a_task
        self.seconds_a_task = found if known == 0.0 else min(found, _MOST_RISE * known)

    def give(self, tasks: int) -> None:
        """Take in that so many tasks more were given out."""
        self._left -= tasks

    def size(self) -> int:
        """Return how many tasks the next batch should hold."""
        if self.seconds_a_task == 0.0:
            return 1
        workers = max(1, self.workers)
        share = self._tasks // (workers * _BATCHES_A_WORKER)
        last = max(
            self._left / (workers * _LAST_BATCHES_A_WORKER), _LEAST_SECONDS / self.seconds_a_task
        )
        return max(1, int(min(share, last, _SECONDS / self.seconds_a_task)))


def batches(tasks: Iterator[Task], like: Batch, pace: Pace) -> Iterator[Batch]:
    """Cut tasks into batches, each as large as the pace says when it is asked for.

    Parameters
    ----------
    tasks
        The tasks; no more of them is asked for than the next batch takes.
    like
        A batch with all but the tasks.
    pace
        How large the next one is to be.
    """
    held = next(tasks, None)
    while held is not None:
        taken, runs, size = [held], len(held.keys), pace.size()
        held = next(tasks, None)
        while held is not None and len(taken) < size and runs + len(held.keys) <= _MOST_RUNS:
            taken.append(held)
            runs += len(held.keys)
            held = next(tasks, None)
        pace.give(len(taken))
        yield replace(like, tasks=tuple(taken))
