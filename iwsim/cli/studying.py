"""The command that makes the runs of a study and writes what they say."""

import argparse
from pathlib import Path

import pandas as pd

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table
from iwsim.cli.pictures import save_figure
from iwsim.cli.progress import Compiling
from iwsim.cli.tables import interval, number, print_json, print_table, print_text, signed
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.study.progress import Silent, reporter
from iwsim.sweep.definition import Study
from iwsim.sweep.read import MOST_REPLICATES, load_study, shipped_studies
from iwsim.sweep.results import Results, results_of
from iwsim.sweep.runs import make_runs
from iwsim.sweep.summary import Summary, summary_of
from iwsim.views.figures import FORMATS
from iwsim.views.studies import study_figures
from iwsim.views.style import house_style

_SECONDS_A_RUN = 0.2


def study(arguments: argparse.Namespace) -> int:
    """Make the runs of a study that are missing and show what they say, or list the studies."""
    if not arguments.study:
        return _listed(arguments.json)
    reading = Reading(arguments)
    workers = reading.workers()
    given = {
        name: reading.whole(name, least, most)
        for name, least, most in (("replicates", 1, MOST_REPLICATES), ("seed", 0, LARGEST_SEED))
        if getattr(arguments, name) is not None
    }
    reading.close()
    asked = load_study(arguments.study, **given)
    reading = Reading(arguments)
    folder = reading.folder(Path("results") / "studies" / asked.name)
    reading.close()
    told = Compiling(Silent() if "quiet" in arguments else reporter(), asked.scenario)
    with kept(
        f"Interrupted; finished runs are kept in {folder}, the same command goes on from there."
    ):
        make_runs(asked, folder, told=told, workers=workers, processes=True, force=arguments.force)
        results = results_of(asked, folder)
        summary = summary_of(results)
        files = write_study(asked, summary, folder)
    if arguments.json:
        print_json(_plain(asked, results, summary, folder, files))
    else:
        _print(asked, results, summary, folder, files)
    return EXIT_DONE if results.failures.empty else EXIT_SOME_RUNS_FAILED


def write_study(asked: Study, summary: Summary, folder: Path) -> tuple[str, ...]:
    """Write the tables and figures of a study beside its runs; return their names."""
    files = []
    for name, table in summary.tables():
        save_table(folder / f"{name}.csv", table)
        files.append(f"{name}.csv")
    with house_style():
        figures = study_figures(asked, summary)
    for name, figure in figures.items():
        for form in FORMATS:
            save_figure(folder / "figures" / f"{name}.{form}", figure)
            files.append(f"figures/{name}.{form}")
    return tuple(files)


def _plain(
    asked: Study, results: Results, summary: Summary, folder: Path, files: tuple[str, ...]
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
        **{name: table.to_dict("records") for name, table in summary.tables()},
        "failures": results.failures.to_dict("records"),
    }


def _print(
    asked: Study, results: Results, summary: Summary, folder: Path, files: tuple[str, ...]
) -> None:
    print_text(f"{asked.title}\n{asked.description}\n")
    if summary.ranks is not None:
        _print_ranks(asked, summary.ranks)
    elif summary.shares is not None:
        _print_shares(summary.shares, str(summary.effects["window"].iloc[0]))
    else:
        _print_effects(asked, summary.effects)
    for row in results.failures.itertuples():
        print_text(f"failed: {row.point}, {row.arm}, replicate {row.replicate}: {row.reason}")
    print_text(f"Tables and figures in {folder}: {', '.join(files)}")


def _print_effects(asked: Study, effects: pd.DataFrame) -> None:
    for outcome in asked.outcomes:
        mine = effects[effects["outcome"] == outcome]
        rows = [
            (row["point"], row["arm"], row["reference"], number(row["mean_reference"]),
             signed(row["difference"]), interval(row["low"], row["high"]),
             f"{row['share_better']:.0%}")
            for row in mine.to_dict("records")
        ]  # fmt: skip
        head = ("point", "arm", "reference", "level", "difference", "95 % interval", "better in")
        window = mine["window"].iloc[0]
        print_table(f"{outcome} ({mine['unit'].iloc[0]}), {window} window", head, rows)


def _print_ranks(asked: Study, ranks: pd.DataFrame) -> None:
    for outcome in dict.fromkeys(ranks["outcome"]):
        mine = ranks[ranks["outcome"] == outcome]
        table = mine.pivot_table(index="arm", columns="point", values="rank", sort=False)
        rows = [(str(arm), *(f"{value:.1f}" for value in line)) for arm, line in
                zip(table.index, table.to_numpy(), strict=True)]  # fmt: skip
        print_table(f"{outcome}: mean rank, 1 the best", ("arm", *map(str, table.columns)), rows)


def _print_shares(shares: pd.DataFrame, window: str) -> None:
    rows = [
        (
            row["outcome"],
            row["mechanism"],
            row["quantity"],
            signed(row["value"]),
            interval(row["low"], row["high"]),
        )
        for row in shares.to_dict("records")
    ]
    head = ("outcome", "mechanism", "quantity", "share of the effect", "95 % interval")
    print_table(f"Shares of the effect, {window} window", head, rows)


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
