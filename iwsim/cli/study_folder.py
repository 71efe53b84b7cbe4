"""What can be done with the folder of a study: tell how far it is, check and mend it."""

import argparse
from pathlib import Path

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.study_options import unheeded
from iwsim.cli.studying import told_of, where_of
from iwsim.cli.tables import print_json, print_table, print_text
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED, EXIT_STORE, StoreError
from iwsim.sweep.runs import make_runs
from iwsim.sweep.status import Status, status_of

_MEGABYTE = 1e6


def folder_of(arguments: argparse.Namespace, reading: Reading) -> Path:
    """Return the folder of a study that was named; it and the options are held to what is done."""
    for fault in unheeded(arguments):
        reading.refuse(*fault)
    if not arguments.folder:
        reading.refuse("DIR", "missing", "the folder of a study, such as results/studies/sobol")
    elif not Path(arguments.folder).is_dir():
        reading.refuse("DIR", arguments.folder, "a folder that exists")
    return Path(arguments.folder)


def status(arguments: argparse.Namespace) -> int:
    """Say how far a study has come, what failed and what is damaged."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    reading.close()
    found = status_of(folder)
    if arguments.json:
        print_json(_plain(found, folder))
    else:
        _print(found, folder)
    return EXIT_DONE if found.sound else EXIT_STORE


def verify(arguments: argparse.Namespace) -> int:
    """Check every file of a study; move aside what is damaged and make its runs again."""
    reading = Reading(arguments)
    folder = folder_of(arguments, reading)
    where = where_of(arguments, reading)
    reading.close()
    found = status_of(folder)
    if not arguments.json:
        _print(found, folder)
    if found.sound or arguments.check:
        if arguments.json:
            print_json(_plain(found, folder))
        return EXIT_DONE if found.sound else EXIT_STORE
    if found.foreign:
        raise StoreError(
            f"{folder}: another version of the model made these runs, so this one cannot make the "
            "damaged ones again. Use that version, or start the study anew in another folder."
        )
    with kept(f"Interrupted; the same command goes on repairing {folder}."):
        make_runs(found.study, folder, told=told_of(arguments, found.study), where=where)
    mended = status_of(folder)
    if arguments.json:
        print_json({**_plain(mended, folder), "damaged": [str(path) for path in found.damaged]})
    else:
        print_text(
            f"Repaired: {len(found.damaged)} damaged files are in {folder / 'damaged'}, and "
            f"{mended.finished - found.finished:,} runs were made again."
        )
    return EXIT_DONE if mended.finished == mended.runs else EXIT_SOME_RUNS_FAILED


def _print(found: Status, folder: Path) -> None:
    design = found.study.design
    size = "" if design is None else f"{design.method}, {design.samples:,} samples; "
    print_text(f"{found.study.title}\n{folder}: {size}{len(found.study.points):,} points\n")
    rows = [
        ("runs asked for", f"{found.runs:,}"),
        ("finished", f"{found.finished:,}"),
        ("failed", f"{found.failed:,}"),
        ("not made yet", f"{found.missing:,}"),
        ("files", f"{found.parts:,} parts, {found.size / _MEGABYTE:,.1f} MB"),
        ("damaged", ", ".join(path.name for path in found.damaged) or "none"),
    ]
    if found.holder:
        rows.append(("in use by", found.holder))
    if found.foreign:
        rows.append(("model", "another version than this one made these runs"))
    print_table("", ("", ""), rows)
    for reason, count in found.reasons.items():
        print_text(f"{count:,} failed: {reason}")


def _plain(found: Status, folder: Path) -> dict[str, object]:
    return {
        "study": found.study.name,
        "folder": str(folder),
        "points": len(found.study.points),
        "runs": found.runs,
        "finished": found.finished,
        "failed": found.failed,
        "missing": found.missing,
        "parts": found.parts,
        "bytes": found.size,
        "damaged": [str(path) for path in found.damaged],
        "in_use_by": found.holder,
        "other_model": found.foreign,
        "reasons": dict(found.reasons),
    }
