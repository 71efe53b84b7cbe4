"""Comparing arms: same estate, same people, same luck, another way of working."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

from iwsim.scenario import Scenario
from iwsim.scenario.arguments import LARGEST_SEED, MOST_REPLICATES, Given
from iwsim.study import executor, manifest
from iwsim.study.comparison import Comparison, failures_of, from_parts
from iwsim.study.digest import sound_parts
from iwsim.study.keys import fingerprint, key_maker, study_key
from iwsim.study.keyset import Keys
from iwsim.study.making import receipts_of
from iwsim.study.parts import Stamp
from iwsim.study.progress import Reporter, Silent
from iwsim.study.runs import Task
from iwsim.study.store import Store
from iwsim.study.tables import WholeRuns
from iwsim.study.where import Processes, Threads

_TOLD = ("begin", "say", "advance", "end")


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
        Seed of all luck, from 0 to 2**32 - 1; the same seed gives the same bits.
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
    given = Given(compare.__name__)
    given.arms("arms", arms, given.scenario(scenario))
    _check(given, processes=processes, out=out, force=force, progress=progress)
    replicates = given.whole("replicates", replicates, 1, MOST_REPLICATES)
    seed = given.whole("seed", seed, 0, LARGEST_SEED)
    many = executor.processors() if workers is None else workers
    workers = given.whole("workers", many, 1, or_else=", or None for one a processor")
    given.close()
    kept = None if out is None else Path(out)
    stamp = Stamp(study_key(scenario, seed), fingerprint())
    with _results(kept) as folder, Store(folder, stamp, force) as store:
        described = manifest.opening(scenario, seed, arms, replicates, stamp)
        asked = (scenario, arms, seed, replicates, store.finished)
        tasks, missing = 0, 0
        for task in _missing(*asked):
            tasks, missing = tasks + 1, missing + len(task.keys)
        told = Silent() if progress is None else progress
        runs = len(arms) * replicates
        told.begin(runs, runs - missing)
        try:
            if tasks:
                manifest.write(folder, described)
                where = Processes(workers) if processes else Threads(workers)
                coming = receipts_of(
                    _missing(*asked), tasks, WholeRuns(), folder, stamp, where=where, told=told
                )
                with closing(coming) as receipts:  # workers end before the folder is let go of
                    for receipt in receipts:
                        told.advance(receipt.finished, receipt.failed)
        finally:
            told.end()
        parts = sound_parts(folder)
        failed = len(failures_of(parts, arms, replicates))
        described = manifest.closing(described, runs - failed, failed)
        if tasks or not manifest.tells_of(folder, described):
            manifest.write(folder, described)
        return from_parts(parts, scenario, manifest.read(folder), kept)


def _missing(
    scenario: Scenario, arms: Sequence[str], seed: int, replicates: int, finished: Keys
) -> Iterator[Task]:
    """Give the tasks that make what is asked for and not finished: a set difference."""
    key_of = key_maker(scenario, seed)
    for replicate in range(replicates):
        wanted = {arm: key_of(arm, replicate) for arm in arms}
        missing = {arm: key for arm, key in wanted.items() if key not in finished}
        if missing:
            yield Task(scenario, seed, replicate, missing)


@contextmanager
def _results(out: Path | None) -> Iterator[Path]:
    """Give the folder of results, one that is removed afterwards if none is to be kept."""
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="iwsim-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _check(given: Given, *, processes: Any, out: Any, force: Any, progress: Any) -> None:
    """Judge how the runs are to be made."""
    given.flag("processes", processes)
    given.kind(
        "out", out, (str, PathLike, type(None)), "the path of a folder, or None to keep nothing"
    )
    given.flag("force", force)
    if progress is not None and not all(hasattr(progress, name) for name in _TOLD):
        given.refuse("progress", progress, f"an object with {', '.join(_TOLD)}, or None")
