"""The command that makes a study again beside itself, and compares digest and tables."""

import argparse
from pathlib import Path

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table
from iwsim.cli.study_folder import folder_of
from iwsim.cli.studying import Analysis, analysed, kept_analysis, told_of, where_of
from iwsim.cli.tables import print_json, print_text
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED
from iwsim.study import calls
from iwsim.study.digest import digest
from iwsim.study.parts import store_errors
from iwsim.sweep.bundle import CHECKSUMS, check_bundle
from iwsim.sweep.definition import Study
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import as_text, run_digests
from iwsim.sweep.over_ensemble import OverEnsemble
from iwsim.sweep.results import results_of
from iwsim.sweep.runs import make_runs
from iwsim.sweep.sensitivity import Sensitivity
from iwsim.sweep.summary import Summary

AGAIN = "again"


def rerun(arguments: argparse.Namespace) -> int:
    """Make the runs of an unpacked bundle, or of any study, anew; compare digest and tables."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    here = folder.resolve()
    again = reading.folder(here.with_name(f"{here.name}-{AGAIN}"))
    where = where_of(arguments, reading)
    reading.close()
    wrong = check_bundle(folder) if (folder / CHECKSUMS).is_file() else ()
    study, how = kept_study(folder), kept_analysis(folder)
    with kept(f"Interrupted; the same command goes on from there, in {again}."):
        make_runs(study, again, told=told_of(arguments, study), where=where, force=arguments.force)
    own = set(map(as_text, run_digests(study, study.points).reshape(-1).tolist()))
    ours, theirs = digest(again, own), digest(folder, own)
    tables = _tables_again(study, how, folder, again)
    changed = [name for name, same in tables.items() if not same]
    if arguments.json:
        print_json({"folder": str(again), "digest": ours, "was": theirs, "same": ours == theirs,
                    "tables": list(tables), "changed_tables": changed,
                    "changed_files": wrong})  # fmt: skip
    else:
        for name in wrong:
            print_text(f"{folder / name}: is not what its checksum says")
        same = "the same as before" if ours == theirs else f"not the one before, {theirs}"
        print_text(f"Runs in {again}; their digest is {ours}: {same}.")
        for name in changed:
            print_text(f"{folder / name}: is not the table of the new runs, {again / name}")
        if tables and not changed:
            print_text(f"Tables made again, the same bytes as before: {', '.join(tables)}")
    return EXIT_DONE if ours == theirs and not changed else EXIT_SOME_RUNS_FAILED


def _tables_again(study: Study, how: Analysis, folder: Path, again: Path) -> dict[str, bool]:
    """Write the tables that a folder holds anew from other runs; return which are the same."""
    known: tuple[str, ...] = Sensitivity._fields if study.sampled else Summary._fields
    if study.members is not None:
        known = OverEnsemble._fields
    there = [f"{name}.csv" for name in known if (folder / f"{name}.csv").is_file()]
    if not there:
        return {}
    made = analysed(results_of(study, again), again, how)
    for name, table in made.tables():
        save_table(again / f"{name}.csv", table)
    with store_errors(folder):
        return {
            name: (again / name).is_file() and calls.read(again / name) == calls.read(folder / name)
            for name in there
        }
