"""The command that tries patterns under other parameters: `iwsim validate --robustness`."""

import argparse
from pathlib import Path

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.progress import Compiling
from iwsim.cli.tables import print_json, print_table, print_text
from iwsim.cli.validating import FOLDER, asked, validate, write_scorecard
from iwsim.errors import EXIT_DONE
from iwsim.scenario import load_scenario
from iwsim.study.keys import fingerprint
from iwsim.study.progress import Silent, reporter
from iwsim.validation.clause import Pattern
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust import FAMILIES, Robustness
from iwsim.validation.robust_page import passing, share
from iwsim.validation.robust_runs import families, try_over_sets
from iwsim.validation.scorecard import stored
from iwsim.validation.sizes import robust_table_of

USUAL = (40, 2)
"""Sets of each kind, and runs a set."""
_FEWEST = 2
_NO_ENSEMBLE = (
    "No calibrated ensemble travels with this package yet, so only plausible sets were tried; "
    "--ensemble FILE names one."
)


def robustness(arguments: argparse.Namespace) -> int:
    """Try patterns over plausible sets of parameters and over the calibrated ensemble."""
    if arguments.show:
        return validate(arguments)
    patterns = asked(arguments.patterns)
    reading = Reading(arguments)
    workers, folder = reading.workers(), reading.folder(FOLDER)
    count, replicates = sets_and_runs(arguments, reading)
    reading.close()
    asked_for = families(count, replicates, arguments.ensemble)
    model = fingerprint()
    inner = Silent() if "quiet" in arguments else reporter()
    told = Compiling(inner, load_scenario("rochdale"))
    with kept(f"Interrupted; what was finished is kept in {folder}."):
        try_over_sets(
            patterns, asked_for, folder, model, told=told, workers=workers, force=arguments.force
        )
        card = stored(PATTERNS, folder, model)
        write_scorecard(card, folder)
    found = [(pattern, known) for pattern, known in card.robust if pattern in patterns]
    if arguments.json:
        print_json(
            {
                "folder": str(folder),
                "digest": card.digest,
                "rows": robust_table_of(found).to_dict("records"),
            }
        )
        return EXIT_DONE
    _print(found, folder)
    if len(asked_for) < len(FAMILIES):
        print_text(_NO_ENSEMBLE)
    return EXIT_DONE


def sets_and_runs(
    arguments: argparse.Namespace, reading: Reading, usual: tuple[int, int] = USUAL
) -> tuple[int, int]:
    """Return how many sets of each kind, and how many runs a set, are asked for.

    Parameters
    ----------
    arguments
        With `sets` and `runs`, None where they were not given.
    reading
        What reads them.
    usual
        What stands for those not given.
    """
    for option, number in zip(("sets", "runs"), usual, strict=True):
        if getattr(arguments, option) is None:
            setattr(arguments, option, number)
    return reading.whole("sets", _FEWEST), reading.whole("runs", _FEWEST)


def _print(found: list[tuple[Pattern, Robustness]], folder: Path) -> None:
    head = ("pattern", *(f"{f}: {what}" for f in FAMILIES for what in ("sign", "passing")))
    rows = []
    for pattern, known in found:
        cells = [pattern.key]
        for family in FAMILIES:
            over = known.get(family)
            cells += ["-", "-"] if over is None else [
                share(over.pattern.sign), passing(over.pattern)
            ]  # fmt: skip
        rows.append(cells)
    print_table("Posterior probabilities averaged over parameter sets", head, rows)
    print_text(
        f"Clauses: {folder / 'robustness.csv'}. One pattern with what splits it: iwsim validate "
        f"{found[0][0].key} --show"
    )
