"""The command that measures the reference levels until they reproduce themselves."""

import argparse
import sys

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.parser import FILE
from iwsim.cli.progress import compiled
from iwsim.cli.tables import number, print_json, print_table, print_text
from iwsim.engine import Engine
from iwsim.errors import EXIT_DONE, Fault, ScenarioError, StoreError
from iwsim.parameters.reference import LEVELS_FILE, Reference
from iwsim.scenario import SILOED
from iwsim.scenario.arguments import LARGEST_SEED
from iwsim.shipped import is_checkout
from iwsim.study.progress import Silent, reporter
from iwsim.study.reference_levels import SCENARIO, settle, write


def reference_levels(arguments: argparse.Namespace) -> int:
    """Measure the levels, print them beside those in force, and write them."""
    reading = Reading(arguments)
    seeds = tuple(range(1, reading.whole("runs", 1, LARGEST_SEED) + 1))
    workers = reading.workers()
    path = reading.file() or LEVELS_FILE
    scenario = reading.scenario(SCENARIO)
    changes = reading.changes() if scenario is not None else {}
    reading.close()
    if path == LEVELS_FILE and not is_checkout():
        allowed = "a file: the levels of an installed iwsim are not changed"
        raise ScenarioError((Fault(FILE, "--out", "", allowed),))
    quiet = "quiet" in arguments

    def show(round_number: int, move: float, _levels: dict[str, float]) -> None:
        if not quiet:
            print(f"round {round_number}: largest move {move:.1%}", file=sys.stderr)

    with kept(f"Interrupted; {path} is as it was."):
        if scenario is not None:
            told = Silent() if quiet else reporter()
            compiled(Engine(scenario, SILOED, seeds[0], 0), told)
        settled = settle(SCENARIO, seeds, overrides=changes, workers=workers, show=show)
    try:
        write(settled, path, seeds)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error
    if arguments.json:
        print_json({"file": str(path), **settled._asdict()})
        return EXIT_DONE
    before = Reference()._asdict()
    rows = [(name, number(before[name]), number(found)) for name, found in settled.levels.items()]
    print_table("", ("level", ">in force until now", ">found"), rows)
    print_text(
        f"Settled after {settled.rounds} rounds of {len(seeds)} runs (largest move in the last "
        f"{settled.largest_move:.1%}), written to {path}."
    )
    return EXIT_DONE
