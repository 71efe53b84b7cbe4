"""The command that makes the runs of a study and writes what they say."""

import argparse
import json
from collections.abc import Hashable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.ensemble import sets_of
from iwsim.cli.files import save_text
from iwsim.cli.progress import Compiling
from iwsim.cli.study_members import member_notes
from iwsim.cli.study_options import IN_EACH_MEMBER, STUDY_VERBS, unheeded
from iwsim.cli.study_tables import Tables, print_study, write_study
from iwsim.cli.tables import as_json, print_json, print_table, print_text
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED, DesignError, RunError, StoreError
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.sensitivity.methods import ESTIMATORS
from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.study.progress import Reporter, Silent, reporter
from iwsim.study.where import Cluster, Processes, Where
from iwsim.sweep.definition import Study
from iwsim.sweep.designing import MOST_SAMPLES
from iwsim.sweep.over_ensemble import files_of_sets, folder_over, over_ensemble, over_tables
from iwsim.sweep.read import MOST_REPLICATES, load_study, shipped_studies
from iwsim.sweep.results import Results, results_of
from iwsim.sweep.runs import bytes_of, make_runs
from iwsim.sweep.sensitivity import RESAMPLES, sensitivity_of
from iwsim.sweep.summary import summary_of

_SECONDS_A_RUN = 0.2
MOST_RESAMPLES = 100_000
FEWEST_RESAMPLES = 100
_MEGABYTE = 1e6
ANALYSIS_FILE = "analysis.json"
"""How the tables of a sample were made, so that they can be made again."""


class Analysis(NamedTuple):
    """How a sample is analysed.

    Parameters
    ----------
    resamples
        Resamples of the bootstrap.
    methods
        Methods of analysis, None for those of the design.
    """

    resamples: int = RESAMPLES
    methods: tuple[str, ...] | None = None


class Showing(NamedTuple):
    """How a study is analysed and shown.

    Parameters
    ----------
    analysis
        How it is analysed.
    style
        Style sheet of Matplotlib over the house style, None for that alone.
    as_json
        Whether JSON is printed and not tables.
    """

    analysis: Analysis
    style: Path | None
    as_json: bool


def study(arguments: argparse.Namespace) -> int:
    """Make the runs of a study that are missing and show what they say, or list the studies."""
    reading = Reading(arguments)
    if not arguments.study:
        if arguments.ensemble is not None:
            allowed = "the study before it: iwsim study structure_climate --ensemble"
            reading.refuse("--ensemble", arguments.ensemble, allowed)
        reading.close()
        return _listed(arguments.json)
    for fault in unheeded(arguments):
        reading.refuse(*fault)
    if arguments.folder:
        allowed = (
            f"one of {', '.join(STUDY_VERBS)} before a folder; --out DIR names that of a study"
        )
        reading.refuse("STUDY", arguments.study, allowed, STUDY_VERBS)
    where = where_of(arguments, reading)
    limit = None if arguments.time_limit is None else reading.number("time_limit", least=0.001)
    asked_for = showing_of(arguments, reading)
    given = {
        name: reading.whole(name, least, most)
        for name, least, most in (
            ("replicates", 1, MOST_REPLICATES),
            ("seed", 0, LARGEST_SEED),
            ("samples", 2, MOST_SAMPLES),
        )
        if getattr(arguments, name) is not None
    }
    sets = sets_of(arguments, reading)
    reading.close()
    if sets is not None:
        given = {"replicates": IN_EACH_MEMBER, **given}
    asked = load_study(arguments.study, **given)
    usual = asked.name
    if sets is not None:
        file = Path(arguments.ensemble) if arguments.ensemble else None
        asked = over_ensemble(asked, sets, files_of_sets(file))
        usual = folder_over(asked)
    reading = Reading(arguments)
    folder = reading.folder(Path("results") / "studies" / usual)
    reading.close()
    told = told_of(arguments, asked)
    if asked.sampled:
        told.say(f"about {bytes_of(asked) / _MEGABYTE:,.0f} MB on the disk when all are made")
    with kept(
        f"Interrupted; finished runs are kept in {folder}, the same command goes on from there."
    ):
        make_runs(asked, folder, told=told, where=where, time_limit=limit, force=arguments.force)
        return shown(asked, folder, asked_for)


def shown(asked: Study, folder: Path, showing: Showing) -> int:
    """Write and print what the runs of a folder say; return the exit code."""
    results = results_of(asked, folder)
    said = analysed(results, folder, showing.analysis)
    if asked.sampled:
        save_text(folder / ANALYSIS_FILE, as_json(showing.analysis._asdict()) + "\n")
    files = write_study(asked, said, folder, showing.style)
    if showing.as_json:
        print_json(_plain(asked, results, said, folder, files))
    else:
        print_study(asked, results, said, folder, files)
    return EXIT_DONE if results.failures.empty else EXIT_SOME_RUNS_FAILED


def kept_analysis(folder: Path) -> Analysis:
    """Return how the tables in a folder were made, the usual way where it does not tell.

    Raises
    ------
    StoreError
        If what it tells is damaged.
    """
    path = folder / ANALYSIS_FILE
    with store_errors(path):
        if not path.exists():
            return Analysis()
        content = calls.read(path)
    try:
        told = json.loads(content)
        methods = None if told["methods"] is None else tuple(map(str, told["methods"]))
        return Analysis(int(told["resamples"]), methods)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: damaged; `iwsim study analyse {folder}` writes it.") from error


def analysed(results: Results, folder: Path, how: Analysis) -> Tables:
    """Return the tables of a study; failed runs that leave nothing to analyse are told."""
    if results.study.members is not None:
        return over_tables(results)
    if not results.study.sampled:
        return summary_of(results)
    try:
        return sensitivity_of(results, **how._asdict())
    except DesignError as error:
        failed = len(results.failures)
        if not failed:
            raise
        raise RunError(
            f"{failed:,} runs failed, the first because of {results.failures['reason'].iloc[0]}, "
            f"which leaves nothing to analyse: {error}. The rest is stored; `iwsim study status "
            f"{folder}` tells them all, and the same command makes them again."
        ) from error


def where_of(arguments: argparse.Namespace, reading: Reading) -> Where:
    """Return who makes the runs: a cluster, or one process a processor."""
    if arguments.scheduler is None:
        return Processes(reading.workers())
    if arguments.workers is not None:
        reading.refuse("--workers", arguments.workers, "nothing with --scheduler: it has its own")
    if "://" not in arguments.scheduler:
        allowed = "the address of a Dask scheduler, such as tcp://localhost:8786"
        reading.refuse("--scheduler", arguments.scheduler, allowed)
    return Cluster(arguments.scheduler)


def told_of(arguments: argparse.Namespace, asked: Study) -> Reporter:
    """Return what is told of the runs of a study."""
    return Compiling(Silent() if "quiet" in arguments else reporter(), asked.scenario)


def showing_of(arguments: argparse.Namespace, reading: Reading) -> Showing:
    """Return how a study is to be analysed and shown."""
    resamples = RESAMPLES
    if arguments.resamples is not None:
        resamples = reading.whole("resamples", FEWEST_RESAMPLES, MOST_RESAMPLES)
    how = Analysis(resamples, reading.methods(ESTIMATORS))
    return Showing(how, reading.sheet(), arguments.json)


def _plain(
    asked: Study,
    results: Results,
    said: Tables,
    folder: Path,
    files: tuple[str, ...],
) -> dict[str, object]:
    return {
        "study": asked.name,
        "title": asked.title,
        "scenario": asked.scenario.name,
        "points": len(asked.points),
        "arms": asked.arms,
        "replicates": asked.replicates,
        "seed": asked.seed,
        "folder": str(folder),
        "files": files,
        **_of_members(asked),
        **{name: _records(table) for name, table in said.tables()},
        "failures": results.failures.to_dict("records"),
    }


def _of_members(asked: Study) -> dict[str, object]:
    if asked.members is None:
        return {}
    return {
        "notes": member_notes(asked),
        "scenario_values": asked.members.held,
        "setting_values": asked.members.by_settings,
    }


def _records(table: pd.DataFrame) -> list[dict[Hashable, object]]:
    """Return the rows of a table, None where a whole number is missing."""
    return table.astype(object).where(table.notna(), None).to_dict("records")


def _listed(as_json: bool) -> int:
    studies = [load_study(name) for name in shipped_studies()]
    if as_json:
        print_json([{"study": s.name, "title": s.title, "runs": s.runs} for s in studies])
        return EXIT_DONE
    rows = [
        (one.name, one.title, one.description, f"{one.runs:,}",
         f"{max(one.runs * _SECONDS_A_RUN / 60, 1):.0f} min")
        for one in studies
    ]  # fmt: skip
    head = ("study", "what it asks", "in words", "runs", "on one core, about")
    print_table("Studies", head, rows)
    print_text("Make one: iwsim study ingredients")
    return EXIT_DONE
