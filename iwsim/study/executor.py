"""Running many batches at once: one path through `concurrent.futures.Executor`."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Thread
from typing import TypeVar

from iwsim.errors import RunError
from iwsim.study import worker
from iwsim.study.pool import WorkerDiedError
from iwsim.study.processes import Processes

Job = TypeVar("Job")
Done = TypeVar("Done")

_JOBS_A_WORKER = 2
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # glibc gives what a run leaves back to the system, and the next one asks for it page by page:
    # keeping it spares two per cent of a small run, and half of what is around one.
    "MALLOC_MMAP_THRESHOLD_": str(2**25),  # the most that it takes
    "MALLOC_TRIM_THRESHOLD_": str(2**28),
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # what glibc keeps serves the tables of a part as well
}
"""What a worker process finds in its environment."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def threads(workers: int) -> Iterator[Executor]:
    """Give an executor of threads: kernels release the GIL, and notebooks need no main guard.

    When left, what was begun is finished and what was not is dropped.
    """
    executor = ThreadPoolExecutor(workers, thread_name_prefix="iwsim")
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def processes(workers: int, sample: bytes | None = None) -> Iterator[Processes]:
    """Give an executor of fresh processes, which end with this one and are replaced if they die.

    The way of starting them is handed over and never set for the whole program. When left, what was
    begun is finished, and they end while the caller goes on. When left by an exception or an
    interrupt, they are ended at once; parts that were renamed into place stay.

    Parameters
    ----------
    workers
        How many.
    sample
        A parcel like the jobs to come, so that they load what those need as they start.
    """
    context = multiprocessing.get_context("spawn")
    lifeline, ours = context.Pipe(duplex=False)
    with _environment(_ENVIRONMENT):
        executor = Processes(workers, context, worker.begin, (lifeline, sample))
        try:
            yield executor
            executor.shutdown(wait=True)
            # Pebble looks every tenth of a second whether it is to end: the caller goes on.
            Thread(target=_end, args=(executor, ours, lifeline), name="iwsim ends workers").start()
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            _end(executor, ours, lifeline)
            raise


def _end(executor: Processes, ours: Connection, lifeline: Connection) -> None:
    """End the workers at once, and return when none is left."""
    ours.close()
    executor.join()
    lifeline.close()


@contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    """Set variables that a new process reads as it starts, and put back what was there."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def carry_out(
    executor: Executor,
    work: Callable[[Job], Done],
    jobs: Iterable[Job],
    workers: int,
    patience: float | None = None,
) -> Iterator[Done]:
    """Do all jobs, a few ahead of the workers at a time, and give results as they come.

    Parameters
    ----------
    executor
        Any executor: of threads, processes, or a cluster.
    work
        Function of one job.
    jobs
        The jobs; the next one is asked for only when there is room.
    workers
        How many jobs are done at once.
    patience
        Seconds without any result after which the runs are taken to hang, None for no limit.

    Raises
    ------
    RunError
        If a worker process dies or nothing ends in time.
    """
    coming = iter(jobs)
    open_jobs: set[Future[Done]] = set()
    try:
        while True:
            while len(open_jobs) < workers * _JOBS_A_WORKER:
                try:
                    job = next(coming)
                except StopIteration:
                    break
                open_jobs.add(executor.submit(work, job))
            if not open_jobs:
                return
            ended, open_jobs = wait(open_jobs, timeout=patience, return_when=FIRST_COMPLETED)
            if not ended:
                raise RunError(
                    f"no run ended in {patience:.0f} seconds, so they were stopped. Finished runs "
                    "are kept; the same command goes on from there."
                )
            for future in ended:
                yield future.result()
    except WorkerDiedError as error:
        raise RunError(
            "a worker process died (killed, or out of memory). Finished runs are kept; the same "
            "command goes on from there, with fewer workers if memory was short."
        ) from error
    finally:
        for future in open_jobs:
            future.cancel()
