"""The command that holds the silo against the literature, and leaves an ensemble behind."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from iwsim.calibration.calibrate import Size, calibrate
from iwsim.calibration.keep import close, files_of, folder_of
from iwsim.calibration.lazy import Told, silent
from iwsim.calibration.report import ENSEMBLE, PARAMETERS, TARGETS, Found, page, read_found
from iwsim.calibration.simulate import SCENARIO
from iwsim.calibration.workers import workers
from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table, save_text
from iwsim.cli.pictures import save_figure
from iwsim.cli.progress import compiled, time_left
from iwsim.cli.tables import number, print_json, print_table, print_text
from iwsim.engine import Engine
from iwsim.errors import EXIT_DONE
from iwsim.scenario import SILOED, load_scenario
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.study.progress import Silent, reporter
from iwsim.views.calibration import draw_calibration
from iwsim.views.style import house_style

FOLDER = Path("results") / "calibration"
_FEWEST_RUNS = 100
_FEWEST_SETS = 10
_SHOWN = 15
_SECONDS_BETWEEN_LINES = 10.0


def calibrate_silo(arguments: argparse.Namespace) -> int:
    """Calibrate, write what was found, and print the shortest version of it."""
    reading = Reading(arguments)
    size = Size(
        runs=reading.whole("runs", _FEWEST_RUNS),
        sets=reading.whole("sets", _FEWEST_SETS),
        rounds=reading.whole("rounds", 0),
        seed=reading.whole("seed", 0, LARGEST_SEED),
    )
    count = reading.workers()
    folder = reading.folder(FOLDER)
    reading.close()
    quiet = "quiet" in arguments
    told = Silent() if quiet else reporter()
    with (
        kept(f"Interrupted; finished rounds are kept in {folder}."),
        folder_of(size, folder, arguments.force),
    ):
        compiled(Engine(load_scenario(SCENARIO), SILOED, 1, 0), Silent() if quiet else reporter())
        with workers(count) as carry:
            found = calibrate(
                size, folder, carry, told=told, tell=silent if quiet else _lines(size.sets)
            )
        files = files_of(found, size.candidates)
        for name, table in files.tables.items():
            save_table(folder / name, table)
        close(folder, size, files)
        written = read_found(folder)
        write_report(written, folder)
    if arguments.json:
        print_json(_plain(written, folder))
    else:
        _print(written, folder)
    return EXIT_DONE


def write_report(found: Found, folder: Path) -> None:
    """Write the page and the figure of a calibration into a folder."""
    save_text(folder / "calibration.md", page(found))
    with house_style():
        figure = draw_calibration(found.parameters, found.targets)
        for form in ("png", "svg"):
            save_figure(folder / "images" / f"calibration.{form}", figure)


def _lines(wanted: int) -> Callable[[Told], None]:
    """Return what writes now and then how far a round is, and how long it will still take."""
    begun = {"at": 0.0, "next": 0.0}

    def tell(told: Told) -> None:
        now = time.monotonic()
        if told.of == 0:
            begun.update(at=now, next=now)
        if now < begun["next"]:
            return
        begun["next"] = now + _SECONDS_BETWEEN_LINES
        if told.of == 0:
            begun["next"] = now
            where = "choosing what is worth a run"
        else:
            left = (now - begun["at"]) * (told.of - told.runs) / max(told.runs, 1)
            where = f"{told.runs} of {told.of} runs, {time_left(left)} left of it"
        sys.stderr.write(
            f"round {told.round}: {where}; before, {told.kept} sets met all targets, worth "
            f"{told.worth:.0f} of {wanted} wanted\n"
        )
        sys.stderr.flush()

    return tell


def _plain(found: Found, folder: Path) -> dict[str, object]:
    return {
        "folder": str(folder),
        "fingerprint": found.manifest["fingerprint"],
        "threshold": found.threshold,
        "kept": found.description["kept"],
        "worth": found.description["worth"],
        "worth_wanted": found.manifest["sets"],
        "targets": found.targets.to_dict("records"),
        "parameters": found.parameters.to_dict("records"),
    }


def _print(found: Found, folder: Path) -> None:
    identified = found.parameters[found.parameters["identified"] == "yes"]
    print_table(
        "Parameters that the targets narrowed most",
        ("parameter", ">prior", ">left (5 to 95 %)", ">shrinkage"),
        [
            (
                str(row["parameter"]),
                f"{number(row['prior_low'])} to {number(row['prior_high'])}",
                f"{number(row['left_low'])} to {number(row['left_high'])}",
                f"{row['shrinkage']:.0%}",
            )
            for row in identified.head(_SHOWN).to_dict("records")
        ],
    )
    print_table(
        "Targets",
        ("level", ">target", ">prior sample", ">ensemble", ">missed before"),
        [
            (
                str(row["target"]),
                f"{number(row['low'])} to {number(row['high'])}",
                number(row["prior_median"]),
                number(row["ensemble_median"]),
                f"{row['ruled_out']:.0%}",
            )
            for row in found.targets.to_dict("records")
        ],
    )
    print_text(
        f"{len(identified)} of {len(found.parameters)} uncertain parameters are identified; the "
        f"others rest on priors alone. {found.nearest}"
    )
    worth, wanted = found.description["worth"], found.manifest["sets"]
    short = " wanted: allow more --rounds." if worth < wanted else " wanted."
    print_text(f"What was kept is worth {worth:.0f} sets of equal weight of {wanted}{short}")
    print_text(
        f"\nResults: {folder}\n  {ENSEMBLE}  {PARAMETERS}  {TARGETS}  calibration.md  images/\n"
        f"Next: iwsim compare rochdale --ensemble {folder / ENSEMBLE}"
    )
