"""What `--ensemble` does: the comparison in every member, its table, its figure, and its words."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from iwsim.calibration.ensemble import ParameterSets, read_ensemble
from iwsim.calibration.over import EnsembleComparison, compare_over, ensemble_folder
from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table
from iwsim.cli.pictures import save_figure
from iwsim.cli.progress import Compiling
from iwsim.cli.tables import (
    NO_NUMBER,
    interval,
    number,
    print_json,
    print_table,
    print_text,
    signed,
)
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED, ScenarioError
from iwsim.scenario import Scenario
from iwsim.study.keys import fingerprint
from iwsim.study.progress import Silent, reporter
from iwsim.views.ensemble import draw_ensemble
from iwsim.views.style import house_style

DIFFERENCES, TABLE, PRIORS = "differences.csv", "ensemble.csv", "priors_alone.csv"
_SHORT = 8
_NAMED = 12


def sets_of(arguments: argparse.Namespace, reading: Reading) -> ParameterSets | None:
    """Return the sets of ``--ensemble``, None if it was not given or they have faults."""
    if arguments.ensemble is None:
        return None
    try:
        return read_ensemble(arguments.ensemble or None)
    except ScenarioError as error:
        for fault in error.faults:
            reading.refuse(
                f"--ensemble {fault.file} {fault.key}".strip(), fault.value, fault.allowed
            )
        return None


def compare_in_members(
    arguments: argparse.Namespace,
    scenario: Scenario,
    arms: tuple[str, ...],
    sets: ParameterSets,
    *,
    replicates: int,
    seed: int,
    workers: int,
) -> int:
    """Compare arms in every member, write tables and figure, and print the result."""
    folder = Path(arguments.out or ensemble_folder(scenario, sets, seed, Path()))
    told = Compiling(Silent() if "quiet" in arguments else reporter(), scenario)
    with kept(
        f"Interrupted; finished members are kept in {folder}, the same command goes on from there."
    ):
        found = compare_over(
            scenario,
            arms,
            sets,
            replicates,
            seed,
            workers=workers,
            out=folder,
            force=arguments.force,
            progress=told,
        )
        table = found.table
        files = _written(found, table, folder)
    if arguments.json:
        print_json(_plain(found, table, folder, files))
    else:
        _print(found, table, folder, files)
    return EXIT_SOME_RUNS_FAILED if found.failures else EXIT_DONE


def _written(found: EnsembleComparison, table: pd.DataFrame, folder: Path) -> tuple[str, ...]:
    save_table(folder / TABLE, table)
    save_table(folder / DIFFERENCES, found.differences)
    save_table(folder / PRIORS, pd.DataFrame({"parameter": found.priors_alone}))
    pictures = tuple(f"figures/ensemble.{form}" for form in ("png", "svg"))
    with house_style():
        figure = draw_ensemble(table, found.scenario.title)
        for name in pictures:
            save_figure(folder / name, figure)
    return (*pictures, TABLE, DIFFERENCES, PRIORS)


def _plain(
    found: EnsembleComparison, table: pd.DataFrame, folder: Path, files: tuple[str, ...]
) -> dict[str, object]:
    return {
        "scenario": found.scenario.name,
        "arms": found.arms,
        "members": len(found.sets),
        "replicates": found.replicates,
        "folder": str(folder),
        "files": files,
        "notes": notes(found),
        "outcomes": table.to_dict("records"),
        "priors_alone": found.priors_alone,
        "scenario_values": found.held,
        "failures": [one._asdict() for one in found.failures],
    }


def notes(found: EnsembleComparison) -> tuple[str, ...]:
    """Return what a reader of the table has to know."""
    said = notes_on(found.sets.fingerprint, found.replicates, found.held)
    if found.failures:
        first = found.failures[0]
        said += (f"{len(found.failures)} members failed; member {first.member}: {first.reason}",)
    return said


def notes_on(made_with: str, replicates: int, held: Sequence[str]) -> tuple[str, ...]:
    """Return what to know of an ensemble, its replicates, and the scenario's own values.

    Parameters
    ----------
    made_with
        The model that the ensemble was found with, empty if that is not known.
    replicates
        Runs of each arm in each member.
    held
        Parameters whose values are the scenario's own in every member.
    """
    said = []
    if made_with not in ("", fingerprint()):
        said.append(
            f"the ensemble was found with another version of the model "
            f"({made_with[:_SHORT]}, this one is {fingerprint()[:_SHORT]}): "
            "iwsim calibrate finds one for this version."
        )
    if replicates == 1:
        said.append("one replicate a member cannot tell luck from parameters: --replicates 2 does.")
    if held:
        said.append(f"held at the scenario's own values: {', '.join(held)}.")
    return tuple(said)


def on_priors(alone: Sequence[str], of: int) -> str:
    """Return the sentence that names the parameters that rest on priors alone.

    Parameters
    ----------
    alone
        Their names.
    of
        How many parameters the ensemble gives a value to.
    """
    return (
        f"{len(alone)} of {of} parameters rest on priors alone, no target has "
        f"narrowed them: {', '.join(alone[:_NAMED])}{' ...' if len(alone) > _NAMED else ''} "
        f"(all in {PRIORS})."
    )


def _print(
    found: EnsembleComparison, table: pd.DataFrame, folder: Path, files: tuple[str, ...]
) -> None:
    print_text(
        f"{found.scenario.title}\n\n{len(found.sets)} sets of parameter values, "
        f"{found.replicates} runs of each arm in each. An interval holds 95 per cent of the sets: "
        'what nobody knows of the parameters, and luck. "Better in" counts sets.\n'
    )
    for (window, arm), rows in table.groupby(["window", "arm"], sort=False):
        print_table(
            f"{arm} against {found.arms[0]}, {window}",
            ("outcome", "?unit", ">difference", ">95 % of sets", ">better in", ">from parameters"),
            [
                (
                    str(row["outcome"]),
                    str(row["unit"]),
                    signed(row["mean"]),
                    interval(row["low"], row["high"]),
                    as_share(row["share_better"]),
                    as_share(row["from_parameters"]),
                )
                for row in rows.to_dict("records")
            ],
        )
    print_text(on_priors(found.priors_alone, len(found.sets.names)))
    for note in notes(found):
        print_text(f"Note: {note}")
    print_text(f"Results: {folder}\n  {'  '.join(files)}")


def as_share(share: float) -> str:
    """Return a share in per cent, as tables show it."""
    return NO_NUMBER if number(share) == NO_NUMBER else f"{share:.0%}"
