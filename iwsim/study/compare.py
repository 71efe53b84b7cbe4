"""Comparing arms: same estate, same people, same luck, another way of working."""

import difflib
import tempfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario import Scenario
from iwsim.study import executor, manifest
from iwsim.study.batches import Batch, Pace, Receipt, batches, perform
from iwsim.study.comparison import Comparison, failures_of, from_parts
from iwsim.study.digest import sound_parts
from iwsim.study.keys import fingerprint, run_keys, study_key
from iwsim.study.parts import Stamp
from iwsim.study.progress import Reporter, Silent
from iwsim.study.runs import Task
from iwsim.study.store import Store

_LEAST_PATIENCE = 600.0
_PATIENCE_IN_TASKS = 100.0
_FILE = "compare"


def compare(
    scenario: Scenario,
    arms: Sequence[str],
    replicates: int = 20,
    seed: int = 1,
    *,
    workers: int | None = None,
    processes: bool = False,
    out: str | Path | None = None,
    force: bool = False,
    progress: Reporter | None = None,
) -> Comparison:
    """Run arms of a scenario with the same luck and compare them.

    Parameters
    ----------
    scenario
        The scenario.
    arms
        Names of its arms; the first is the reference.
    replicates
        How many times each arm is run, each time with other luck.
    seed
        Seed of all luck; the same seed gives the same bits.
    workers
        How many runs are made at once, by default one a processor.
    processes
        Whether workers are processes, which can be ended when they hang, or threads.
    out
        Folder that keeps the results; runs that it holds already are not made again. Without it
        nothing is kept.
    force
        Replace the results that the folder holds.
    progress
        What is told how far it has come, by default nothing.

    Returns
    -------
    Comparison
        Differences from the reference with their intervals. It has failed runs in `failures`.

    Raises
    ------
    ScenarioError
        With all faults of the arguments.
    StoreError
        If the folder cannot be used.
    RunError
        If workers die or hang, or no run finishes.
    """
    workers = executor.processors() if workers is None else workers
    _check(scenario, arms, replicates, seed, workers)
    kept = None if out is None else Path(out)
    stamp = Stamp(study_key(scenario, seed), fingerprint())
    with _results(kept) as folder, Store(folder, stamp, force) as store:
        described = manifest.opening(scenario, seed, arms, replicates, stamp)
        tasks = _missing(scenario, arms, seed, replicates, store.finished)
        told = Silent() if progress is None else progress
        runs = len(arms) * replicates
        told.begin(runs, runs - sum(len(task.keys) for task in tasks))
        try:
            if tasks:
                manifest.write(folder, described)
                coming = _receipts(
                    Batch(scenario, tuple(tasks), folder, stamp), workers, processes, told
                )
                with closing(coming) as receipts:  # workers end before the folder is let go of
                    for receipt in receipts:
                        told.advance(len(receipt.finished), len(receipt.failed))
        finally:
            told.end()
        parts = sound_parts(folder)
        failed = len(failures_of(parts, arms, replicates))
        described = manifest.closing(described, runs - failed, failed)
        if tasks or not manifest.tells_of(folder, described):
            manifest.write(folder, described)
        return from_parts(parts, scenario, manifest.read(folder), kept)


def _receipts(
    batch: Batch, workers: int, processes: bool, told: Reporter
) -> Generator[Receipt, None, None]:
    """Make the runs; the first batch here, which compiles the rules before workers start."""
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


def _missing(
    scenario: Scenario, arms: Sequence[str], seed: int, replicates: int, finished: frozenset[str]
) -> list[Task]:
    """Return the tasks that make what is asked for and not finished: a set difference."""
    keys = run_keys(scenario, arms, seed, range(replicates))
    tasks = []
    for replicate in range(replicates):
        wanted = {arm: keys[arm, replicate] for arm in arms}
        missing = {arm: key for arm, key in wanted.items() if key not in finished}
        if missing:
            tasks.append(Task(seed, replicate, missing))
    return tasks


@contextmanager
def _results(out: Path | None) -> Iterator[Path]:
    """Give the folder of results, one that is removed afterwards if none is to be kept."""
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="iwsim-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _check(
    scenario: Scenario, arms: Sequence[str], replicates: int, seed: int, workers: int
) -> None:
    """Refuse arguments that cannot be meant, all faults at once."""
    known = ", ".join(scenario.arms)
    faults = [
        Fault(_FILE, "arms", repr(arm), f"one of {known}", _nearest(arm, scenario))
        for arm in arms
        if arm not in scenario.arms
    ]
    if not arms:
        faults.append(Fault(_FILE, "arms", "empty", f"at least one of {known}"))
    if len(set(arms)) < len(arms):
        faults.append(Fault(_FILE, "arms", ", ".join(arms), "each arm once"))
    least = {"replicates": (replicates, 1), "seed": (seed, 0), "workers": (workers, 1)}
    for name, (value, lowest) in least.items():
        if value < lowest:
            faults.append(Fault(_FILE, name, str(value), f"{lowest} or more"))
    if faults:
        raise ScenarioError(tuple(faults))


def _nearest(arm: str, scenario: Scenario) -> str:
    return next(iter(difflib.get_close_matches(arm, scenario.arms, n=1)), "")
