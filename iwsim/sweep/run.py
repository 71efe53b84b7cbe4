"""Studies from Python: made or gone on with, in one call."""

from pathlib import Path

from iwsim.scenario.arguments import Given
from iwsim.study import executor
from iwsim.study.progress import Reporter, Silent
from iwsim.study.where import Cluster, Processes, Threads, Where
from iwsim.sweep.definition import Study
from iwsim.sweep.kept import kept_study
from iwsim.sweep.results import Results, results_of
from iwsim.sweep.runs import make_runs

_OF_LOAD_STUDY = "what load_study returns"


def run_study(
    study: Study,
    out: str | Path,
    *,
    workers: int | None = None,
    processes: bool = False,
    scheduler: str | None = None,
    time_limit: float | None = None,
    force: bool = False,
    progress: Reporter | None = None,
) -> Results:
    """Make the runs of a study that its folder does not hold, and return all of them.

    Parameters
    ----------
    study
        The study, from `iwsim.load_study`.
    out
        Folder of its runs; those that are there are not made again.
    workers
        How many runs are made at once, by default one a processor.
    processes
        Whether workers are processes, which can be ended when a run hangs, or threads.
    scheduler
        Address of a running Dask scheduler whose workers make the runs instead.
    time_limit
        Seconds after which a replicate is ended and becomes a failed run; not with threads.
    force
        Replace the runs that the folder holds.
    progress
        Told how far it has come, by default nothing.

    Returns
    -------
    Results
        The numbers; `iwsim.tidy` and `iwsim.dataset` turn them into tables and blocks, and
        `iwsim.sensitivity_of` analyses those of a sample.

    Raises
    ------
    ScenarioError
        With all faults of the arguments.
    StoreError
        If the folder cannot be used.
    RunError
        If no run finished, or workers die again and again.
    """
    given = Given(run_study.__name__)
    given.kind("study", study, (Study,), _OF_LOAD_STUDY)
    given.flag("processes", processes)
    given.flag("force", force)
    given.kind("scheduler", scheduler, (str, type(None)), "the address of a Dask scheduler")
    many = given.whole("workers", executor.processors() if workers is None else workers, 1)
    given.close()
    where: Where = Processes(many) if processes else Threads(many)
    make_runs(
        study,
        Path(out),
        told=Silent() if progress is None else progress,
        where=where if scheduler is None else Cluster(scheduler),
        time_limit=time_limit,
        force=force,
    )
    return results_of(study, Path(out))


def study_results(folder: str | Path) -> Results:
    """Return the numbers of a study from its folder alone.

    Raises
    ------
    StoreError
        If it holds no study, or damaged files.
    RunError
        If no run has finished.
    """
    return results_of(kept_study(Path(folder)), Path(folder))
