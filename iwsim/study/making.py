"""Making many runs: batches sized by their pace, carried out by threads or processes."""

from collections.abc import Generator, Iterator

from iwsim.study import executor
from iwsim.study.batches import Batch, Pace, Receipt, batches, perform
from iwsim.study.progress import Reporter

_LEAST_PATIENCE = 600.0
_PATIENCE_IN_TASKS = 100.0


def receipts_of(
    batch: Batch, workers: int, processes: bool, told: Reporter
) -> Generator[Receipt, None, None]:
    """Make the runs of all tasks; the first batch here, which compiles the rules.

    Workers start after it and find the rules compiled.

    Parameters
    ----------
    batch
        All that is to be done, at least one task.
    workers
        How many batches are made at once.
    processes
        Whether workers are processes, which can be ended when they hang, or threads.
    told
        What is told what is going on.

    Raises
    ------
    RunError
        If workers die or hang.
    """
    pace = Pace(len(batch.tasks), max(len(task.keys) for task in batch.tasks), workers)
    coming = batches(batch, pace)
    first = next(coming)
    told.say("compiling the rules and making the first runs")
    yield _learn(pace, perform(first))
    told.say("runs")
    second = next(coming, None)
    if second is None:
        return
    if processes:
        executor.check_can_be_sent(second)
    patience = max(_LEAST_PATIENCE, _PATIENCE_IN_TASKS * pace.seconds_a_task())
    begin = executor.processes if processes else executor.threads
    with begin(workers) as pool:
        jobs = _chain(second, coming)
        for receipt in executor.carry_out(
            pool, perform, jobs, workers, patience if processes else None
        ):
            yield _learn(pace, receipt)


def _chain(first: Batch, others: Iterator[Batch]) -> Iterator[Batch]:
    yield first
    yield from others


def _learn(pace: Pace, receipt: Receipt) -> Receipt:
    pace.learn(receipt)
    return receipt
