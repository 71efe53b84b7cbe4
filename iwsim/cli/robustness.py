"""The command that tries patterns under other parameters: `iwsim validate --robustness`."""

import argparse
from pathlib import Path

from iwsim.calibration.ensemble import SHIPPED, plausible_sets, read_ensemble
from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table
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
from iwsim.validation.robust_runs import Asked, try_over_sets
from iwsim.validation.scorecard import Scorecard, stored
from iwsim.validation.sets import at_most
from iwsim.validation.sizes import robust_table_of

_SETS, _RUNS = "40", "2"
_SEED = 1
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
    arguments.sets = _SETS if arguments.sets is None else arguments.sets
    arguments.runs = _RUNS if arguments.runs is None else arguments.runs
    reading = Reading(arguments)
    workers, folder = reading.workers(), reading.folder(FOLDER)
    count, replicates = reading.whole("sets", _FEWEST), reading.whole("runs", _FEWEST)
    reading.close()
    families = [Asked("plausible", plausible_sets(count, _SEED), _SEED, replicates)]
    if arguments.ensemble is not None or SHIPPED.is_file():
        members = at_most(read_ensemble(arguments.ensemble), count)
        families.append(Asked("ensemble", members, -1, replicates))
    model = fingerprint()
    inner = Silent() if "quiet" in arguments else reporter()
    told = Compiling(inner, load_scenario("rochdale"))
    with kept(f"Interrupted; what was finished is kept in {folder}."):
        try_over_sets(
            patterns, families, folder, model, told=told, workers=workers, force=arguments.force
        )
        card = stored(PATTERNS, folder, model)
        _write(card, folder)
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
    if len(families) < len(FAMILIES):
        print_text(_NO_ENSEMBLE)
    return EXIT_DONE


def _write(card: Scorecard, folder: Path) -> None:
    save_table(folder / "robustness.csv", robust_table_of(card.robust))
    if card.scored:
        write_scorecard(card, folder)


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
