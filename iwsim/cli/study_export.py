"""The commands that hand a study on: a tidy table, a supplement to a paper, and its rerun."""

import argparse
from pathlib import Path

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table
from iwsim.cli.study_folder import folder_of
from iwsim.cli.studying import told_of, where_of
from iwsim.cli.tables import print_json, print_text
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED
from iwsim.study.digest import digest
from iwsim.study.parts import store_errors
from iwsim.sweep.bundle import check_bundle, write_bundle
from iwsim.sweep.export import tidy
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import as_text, run_digests
from iwsim.sweep.results import results_of
from iwsim.sweep.runs import make_runs

TIDY = "tidy"
AGAIN = "again"


def export(arguments: argparse.Namespace) -> int:
    """Write the runs of a study as one tidy table, as Parquet and CSV."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    target = reading.folder(folder)
    reading.close()
    found = tidy(results_of(kept_study(folder), folder))
    paths = [target / f"{TIDY}.{ending}" for ending in ("parquet", "csv")]
    save_table(paths[1], found)
    with store_errors(paths[0]):
        found.to_parquet(paths[0], index=False)
    if arguments.json:
        print_json({"rows": len(found), "files": [str(path) for path in paths]})
    else:
        print_text(f"{len(found):,} rows in {paths[0]} and {paths[1]}")
    return EXIT_DONE


def bundle(arguments: argparse.Namespace) -> int:
    """Write a study as one zip file for the supplement of a paper."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    target = reading.file() or Path(f"{folder.resolve().name}.zip")
    if arguments.out is None and target.exists() and not arguments.force:
        reading.refuse("--out", str(target), "a new file; --force replaces this one")
    reading.close()
    written = write_bundle(kept_study(folder), folder, target)
    if arguments.json:
        plain = {"file": str(written.path), "files": written.files, "digest": written.digest,
                 "untold": written.untold}  # fmt: skip
        print_json(plain)
    else:
        print_text(
            f"{written.path}: {len(written.files)} files with their checksums; digest of the runs "
            f"{written.digest}"
        )
        if written.untold:
            print_text(written.untold)
    return EXIT_DONE


def rerun(arguments: argparse.Namespace) -> int:
    """Make the runs of an unpacked bundle, or of any study, anew and compare their digest."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    here = folder.resolve()
    again = reading.folder(here.with_name(f"{here.name}-{AGAIN}"))
    where = where_of(arguments, reading)
    reading.close()
    wrong = check_bundle(folder) if (folder / "SHA256SUMS").is_file() else ()
    study = kept_study(folder)
    with kept(f"Interrupted; the same command goes on from there, in {again}."):
        make_runs(study, again, told=told_of(arguments, study), where=where, force=arguments.force)
    own = set(map(as_text, run_digests(study, study.points).reshape(-1).tolist()))
    ours, theirs = digest(again, own), digest(folder, own)
    if arguments.json:
        print_json({"folder": str(again), "digest": ours, "was": theirs, "same": ours == theirs,
                    "changed_files": wrong})  # fmt: skip
    else:
        for name in wrong:
            print_text(f"{folder / name}: is not what its checksum says")
        same = "the same as before" if ours == theirs else f"not the one before, {theirs}"
        print_text(f"Runs in {again}; their digest is {ours}: {same}.")
    return EXIT_DONE if ours == theirs else EXIT_SOME_RUNS_FAILED
