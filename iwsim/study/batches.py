"""Batches of tasks: about a second of runs each, made by a worker, written by it as one part."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from iwsim.study.parts import Stamp, write_part
from iwsim.study.runs import Failure, Task, runs_of
from iwsim.study.tables import tables_of

_SECONDS = 1.0
_MOST_RUNS = 100
_BATCHES_A_WORKER = 4


@dataclass(frozen=True)
class Batch:
    """Tasks, and where to write their parts: all that is to be done, or one batch of it.

    Parameters
    ----------
    tasks
        The tasks.
    folder, stamp
        Where the parts are written, and what they belong to.
    work
        What makes the runs of tasks and lays them out as the tables of a part.
    """

    tasks: tuple[Task, ...]
    folder: Path
    stamp: Stamp
    work: "Work"


class Ended(Protocol):
    """What became of one run."""

    @property
    def key(self) -> str:
        """Key of the run."""

    @property
    def failure(self) -> Failure | None:
        """Why it failed, None if it finished."""


@dataclass(frozen=True)
class Receipt:
    """What a worker sends back: never results, only what became of them."""

    tasks: int
    finished: tuple[str, ...]
    failed: tuple[str, ...]
    seconds: float


Work = Callable[[Sequence[Task]], tuple[Sequence[Ended], Mapping[str, pa.Table]]]
"""Returns what became of the runs, and the tables of their part; a worker can be sent it."""


def whole_runs(tasks: Sequence[Task]) -> tuple[Sequence[Ended], Mapping[str, pa.Table]]:
    """Make the runs of tasks and keep all their tables."""
    runs = [run for task in tasks for run in runs_of(task)]
    return runs, tables_of(runs)


def perform(batch: Batch) -> Receipt:
    """Make the runs of a batch and write their part."""
    begun = time.perf_counter()
    runs, tables = batch.work(batch.tasks)
    write_part(batch.folder, batch.stamp, tables)
    return Receipt(
        tasks=len(batch.tasks),
        finished=tuple(run.key for run in runs if run.failure is None),
        failed=tuple(run.key for run in runs if run.failure is not None),
        seconds=time.perf_counter() - begun,
    )


class Pace:
    """How large a batch is to be, learnt from the last receipt: the first one holds compiling.

    Parameters
    ----------
    tasks
        Tasks to be done in all.
    arms
        Runs a task.
    workers
        Workers that share them.
    """

    def __init__(self, tasks: int, arms: int, workers: int) -> None:
        by_share = tasks // (workers * _BATCHES_A_WORKER)
        self._most = max(1, min(by_share, _MOST_RUNS // arms))
        self._seconds_a_task = 0.0

    def learn(self, receipt: Receipt) -> None:
        """Take in how long a batch took."""
        self._seconds_a_task = receipt.seconds / receipt.tasks

    def seconds_a_task(self) -> float:
        """Return how long a task of the last batch took, 0 if none is known."""
        return self._seconds_a_task

    def size(self) -> int:
        """Return how many tasks the next batch should hold."""
        if self._seconds_a_task == 0.0:
            return 1
        return max(1, min(self._most, int(_SECONDS / self._seconds_a_task)))


def batches(batch: Batch, pace: Pace) -> Iterator[Batch]:
    """Cut what is to be done into batches, each as large as the pace says when it is asked for."""
    start = 0
    while start < len(batch.tasks):
        end = start + pace.size()
        yield replace(batch, tasks=batch.tasks[start:end])
        start = end
