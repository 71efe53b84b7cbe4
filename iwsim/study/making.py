"""Making many runs: batches sized by their pace, carried out wherever runs are made."""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from importlib import import_module
from itertools import chain
from pathlib import Path

from iwsim.study import executor, retrying
from iwsim.study.batches import Batch, Pace, Receipt, Work, batches, perform
from iwsim.study.parcels import packed
from iwsim.study.parts import Stamp
from iwsim.study.pool import Local, Pool
from iwsim.study.progress import Reporter
from iwsim.study.runs import Task
from iwsim.study.where import Cluster, Threads, Where

_CLUSTER = "iwsim.study.cluster"  # loaded where one is asked for: it takes a second, and a library


def receipts_of(
    tasks: Iterable[Task],
    count: int,
    work: Work,
    folder: Path,
    stamp: Stamp,
    *,
    where: Where,
    told: Reporter,
    time_limit: float | None = None,
) -> Generator[Receipt, None, None]:
    """Make the runs of tasks and give a receipt for each part when it is written.

    On this machine the first task is made alone, because it compiles the rules for all.

    Parameters
    ----------
    tasks
        What is to be done; tasks are asked for as they are needed and not kept.
    count
        How many they are.
    work
        What makes their runs.
    folder, stamp
        Where parts are written, and what they belong to.
    where
        Who makes the runs.
    told
        Told what is going on.
    time_limit
        Seconds a task may take in a process or on a cluster; by default 600, or a hundred times
        what one takes if that is more.

    Raises
    ------
    DesignError
        If the work cannot be sent to a worker, or a library is missing.
    RunError
        If workers die again and again, or a cluster goes away.
    StoreError
        If a part cannot be written.
    """
    coming = iter(tasks)
    first = next(coming, None)
    if first is None:
        return
    like = Batch((first,), folder, stamp, work)
    sample = None if isinstance(where, Threads) else packed(perform, like)
    with _pool(where, sample, told) as pool:
        told.say("compiling the rules and making the first runs")
        pace = Pace(count, pool.workers())
        cut = batches(chain((first,), coming), like, pace)
        with closing(retrying.receipts(pool, cut, pace, time_limit)) as receipts:
            for number, receipt in enumerate(receipts):
                yield receipt
                if number == 0:
                    told.say("runs")


@contextmanager
def _pool(where: Where, sample: bytes | None, told: Reporter) -> Iterator[Pool]:
    """Give the workers, which end when they are left."""
    if isinstance(where, Cluster):
        with import_module(_CLUSTER).connected(where.address, told) as cluster:
            yield cluster
    elif isinstance(where, Threads):
        with executor.threads(where.workers) as threads:

            def unlimited(batch: Batch, _: float) -> Future[Receipt]:
                return threads.submit(perform, batch)

            yield Local(unlimited, where.workers)
    else:
        with executor.processes(where.workers, sample) as processes:

            def limited(batch: Batch, seconds: float) -> Future[Receipt]:
                return processes.submit_within(seconds, perform, batch)

            yield Local(limited, where.workers)
