"""The commands that hand a study on: a tidy table, and a supplement to a paper."""

import argparse
from pathlib import Path

from iwsim.cli.arguments import Reading
from iwsim.cli.files import save_table
from iwsim.cli.study_folder import folder_of
from iwsim.cli.tables import print_json, print_text
from iwsim.errors import EXIT_DONE
from iwsim.study.parts import store_errors
from iwsim.sweep.bundle import write_bundle
from iwsim.sweep.export import tidy
from iwsim.sweep.kept import kept_study
from iwsim.sweep.results import results_of

TIDY = "tidy"


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
