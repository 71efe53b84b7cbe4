"""The command that makes one run and writes all that came of it."""

import argparse
import json
from pathlib import Path

import pandas as pd

from iwsim.cli.arguments import Reading, sound
from iwsim.cli.critical import print_critical_points
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table, save_text
from iwsim.cli.progress import compiled
from iwsim.cli.tables import number, print_json, print_table, print_text
from iwsim.course import Course
from iwsim.errors import EXIT_DONE
from iwsim.outcomes import BY_NAME
from iwsim.parameters.presets import PRESETS
from iwsim.scenario import Scenario
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.study import calls, manifest
from iwsim.study.digest import finished_tables, sound_parts
from iwsim.study.headline import headline_outcomes
from iwsim.study.keys import fingerprint, run_key
from iwsim.study.parts import Stamp, store_errors, write_part
from iwsim.study.progress import Silent, reporter
from iwsim.study.runs import Run
from iwsim.study.store import Store
from iwsim.study.tables import WEEKLY, tables_of, to_frame
from iwsim.study.windows import windows

_TABLES = "tables"
_PROVENANCE = "provenance.json"
_SHORT = 8
_FINAL = ("residents", "professionals", "agencies", "flats", "hours", "cases", "money")
_FILES = (
    f"{_TABLES}/{WEEKLY}.parquet",
    f"{_TABLES}/{WEEKLY}.csv",
    *(f"{_TABLES}/{name}.csv" for name in _FINAL),
    _PROVENANCE,
)


def run(arguments: argparse.Namespace) -> int:
    """Make one run of one arm, print a summary and write its tables."""
    reading = Reading(arguments)
    seed = reading.whole("seed", 0, LARGEST_SEED)
    replicate = reading.whole("replicate", 0, LARGEST_SEED)
    scenario = reading.scenario(arguments.scenario)
    arm = reading.arm(scenario)
    reading.close()
    scenario = sound(scenario)
    key = run_key(scenario, arm, seed, replicate)
    folder = reading.folder(Path("results") / f"{scenario.name}-{key[:_SHORT]}")
    reading.close()
    told = Silent() if "quiet" in arguments else reporter()
    with (
        kept(f"Interrupted; no run was added to {folder}."),
        Store(folder, Stamp(key, fingerprint()), arguments.force) as store,
    ):
        there = all((folder / name).is_file() for name in _FILES)
        if key not in store.finished or not there:
            course = Course(scenario, arm, seed, replicate)
            compiled(course.engine, told)
            told.say(f"running {scenario.spin_up + scenario.baseline + scenario.weeks} weeks")
            _write(folder, store.stamp, key, course)
        weekly = _weekly(folder)
        critical = _critical_points(folder)
    if arguments.json:
        said = {
            "scenario": scenario.name,
            "arm": arm,
            "seed": seed,
            "replicate": replicate,
            "weeks": scenario.weeks,
            "folder": str(folder),
            "files": _FILES,
            "means_a_week": _summary(scenario, weekly),
            "critical_points": critical,
        }
        print_json(said)
    else:
        _print(scenario, arm, weekly, critical, folder)
    return EXIT_DONE


def _write(folder: Path, stamp: Stamp, key: str, course: Course) -> None:
    """Make the run and write its tables; the part that makes it count as finished comes last."""
    engine = course.engine
    described = manifest.opening(engine.scenario, engine.seed, [engine.arm], 1, stamp)
    manifest.write(folder, described)
    result = course.run()
    for name in _FINAL:
        frame: pd.DataFrame = getattr(result, name)
        save_table(folder / _TABLES / f"{name}.csv", frame)
    save_table(folder / _TABLES / f"{WEEKLY}.csv", result.weekly)
    with store_errors(folder):
        calls.save(folder / _TABLES / f"{WEEKLY}.parquet", result.weekly.to_parquet())
    save_text(folder / _PROVENANCE, json.dumps(result.provenance, indent=1, default=str) + "\n")
    made = Run(
        key, engine.arm, engine.seed, engine.replicate, result.weekly, result.flats, failure=None
    )
    write_part(folder, stamp, tables_of([made]))
    manifest.write(folder, manifest.closing(described, 1, 0))


def _weekly(folder: Path) -> pd.DataFrame:
    """Return the weekly table as the store holds it, by week."""
    stored = to_frame(finished_tables(sound_parts(folder))[WEEKLY])
    return stored.set_index("week")


def _critical_points(folder: Path) -> dict[str, float]:
    with store_errors(folder):
        text = calls.read(folder / _PROVENANCE)
    found: dict[str, float] = json.loads(text)["critical_points"]
    return found


def _windows(scenario: Scenario) -> dict[str, tuple[int, int]]:
    before = {"baseline": (-scenario.baseline, -1)} if scenario.baseline else {}
    return before | {one.name: (one.first, one.last) for one in windows(scenario.weeks)}


def _summary(scenario: Scenario, weekly: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the headline outcomes as means a week, by outcome and window."""
    spans = _windows(scenario)
    return {
        name: {
            window: float(weekly[name].loc[first:last].mean())
            for window, (first, last) in spans.items()
        }
        for name in headline_outcomes(weekly.columns)
    }


def _print(
    scenario: Scenario, arm: str, weekly: pd.DataFrame, critical: dict[str, float], folder: Path
) -> None:
    print_text(f"{scenario.title}, one run of {arm}: {PRESETS[scenario.arms[arm].preset].title}")
    spans = _windows(scenario)
    heads = [f">{name} ({first} to {last})" for name, (first, last) in spans.items()]
    rows = [
        (name, BY_NAME[name].unit, *(number(value) for value in by_window.values()))
        for name, by_window in _summary(scenario, weekly).items()
    ]
    print_table("Means a week", ("outcome", "unit", *heads), rows)
    print_critical_points(critical)
    print_text(f"Results: {folder}")
    for name in _FILES:
        print_text(f"  {name}")
    print_text(
        "\nOne run is one possible history. For what an arrangement changes, with intervals: "
        f"iwsim compare {scenario.name}"
    )
