"""The commands that compare arms, and the digest of what they leave behind."""

import argparse
from pathlib import Path

import pandas as pd

from iwsim.cli.arguments import Reading, sound
from iwsim.cli.ending import kept
from iwsim.cli.ensemble import compare_in_members, sets_of
from iwsim.cli.export import written_files
from iwsim.cli.progress import Compiling
from iwsim.cli.report import print_report, shown_rows
from iwsim.cli.tables import print_json
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED
from iwsim.outcomes import columns
from iwsim.scenario.arguments import LARGEST_SEED, MOST_REPLICATES
from iwsim.study.compare import compare as compare_arms
from iwsim.study.comparison import Comparison
from iwsim.study.digest import digest as digest_of
from iwsim.study.keys import results_folder
from iwsim.study.progress import Silent, reporter

DEMO = "rochdale"
USUAL_ARMS = ("siloed", "siloed_same_money", "colocated_team")


def demo(arguments: argparse.Namespace) -> int:
    """Compare silos, silos with the same money, and one team in Rochdale."""
    return _compare(arguments, DEMO)


def compare(arguments: argparse.Namespace) -> int:
    """Compare arms of any scenario."""
    return _compare(arguments, arguments.scenario)


def digest(arguments: argparse.Namespace) -> int:
    """Print the digest of a folder of results."""
    print(digest_of(arguments.folder))
    return EXIT_DONE


def _compare(arguments: argparse.Namespace, name: str) -> int:
    reading = Reading(arguments)
    replicates = reading.whole("replicates", 1, MOST_REPLICATES)
    seed = reading.whole("seed", 0, LARGEST_SEED)
    workers = reading.workers()
    scenario = reading.scenario(name)
    arms = reading.arms(scenario, USUAL_ARMS)
    more = reading.outcomes(() if scenario is None else columns(scenario))
    sets = sets_of(arguments, reading)
    usual = None if scenario is None else results_folder(scenario, seed, Path())
    folder = reading.folder(usual)
    reading.close()
    if sets is not None:
        return compare_in_members(
            arguments,
            sound(scenario),
            arms,
            sets,
            replicates=replicates,
            seed=seed,
            workers=workers,
        )
    told = Compiling(Silent() if "quiet" in arguments else reporter(), sound(scenario))
    with kept(
        f"Interrupted; finished runs are kept in {folder}, the same command goes on from there."
    ):
        comparison = compare_arms(
            sound(scenario),
            arms,
            replicates,
            seed,
            workers=workers,
            processes=True,
            out=folder,
            force=arguments.force,
            progress=told,
        )
        files = written_files(comparison, folder)
    if arguments.json:
        print_json(_plain(comparison, more, folder, files))
    else:
        print_report(comparison, more, folder, files, fresh=told.runs_made > 0)
    return EXIT_DONE if comparison.failures.empty else EXIT_SOME_RUNS_FAILED


def _plain(
    comparison: Comparison, more: tuple[str, ...], folder: Path, files: tuple[str, ...]
) -> dict[str, object]:
    return {
        "scenario": comparison.scenario.name,
        "title": comparison.scenario.title,
        "weeks": comparison.scenario.weeks,
        "seed": comparison.seed,
        "replicates": comparison.replicates,
        "arms": comparison.arms,
        "folder": str(folder),
        "files": files,
        "notes": comparison.notes,
        "outcomes": shown_rows(comparison, more).to_dict("records"),
        "money": comparison.money.to_dict("records"),
        "sums_by_payer": comparison.sums_by_payer.to_dict("records"),
        "critical_points": comparison.critical_points.to_dict("records"),
        "failures": _records(comparison.failures),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
