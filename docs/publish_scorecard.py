"""Make the published scorecard and its page, or make it again elsewhere and compare.

``python docs/publish_scorecard.py ["WHAT CHANGED, WHY"]`` judges every pattern, tries it over sets
of parameters, writes the tables in results/reference/scorecard, with a manifest of how and in what
time they were made, and docs/scorecard.md with its figure. What is there and belongs to this model
is kept; ``--force`` makes everything anew. A scorecard with another digest than the last one
published gets a row in the log, for which WHY is asked: before anything is begun where another
digest is sure to come out.

With ``--rerun FOLDER`` all that is published is made again in another folder, digest and tables are
compared, manifests not, and the exit code is 1 when any differs. Nothing published is changed; what
an earlier rerun has left in the folder is kept. Bits are the same on machines of one type only.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from generate_scorecard import PAGE, save_figure
from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.robustness import USUAL, sets_and_runs
from iwsim.cli.tables import print_table, print_text
from iwsim.cli.validating import judge, write_tables
from iwsim.errors import EXIT_BAD_INPUT, EXIT_DONE, EXIT_INTERRUPTED, IwsimError
from iwsim.study.keys import fingerprint
from iwsim.study.progress import Reporter, Silent, reporter
from iwsim.validation.frozen import frozen
from iwsim.validation.history import (
    PUBLISHED,
    Published,
    published_by,
    read_history,
    unlogged,
    write_history,
)
from iwsim.validation.page import page
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust_runs import Asked, families, try_over_sets, untried
from iwsim.validation.scorecard import Scorecard, outdated, stored
from published import published
from same_tables import differing
from scorecard_manifest import Took, write_manifest

EXIT_DIFFERS = 1
_SAY_WHY = "say what changed and why in a sentence"


class Making(NamedTuple):
    """How a scorecard is made.

    Parameters
    ----------
    asked
        The sets of parameters that patterns are tried over.
    workers
        How many replicates are made at once.
    force
        Whether what is there is made as well.
    told
        Told how far it is.
    """

    asked: Sequence[Asked]
    workers: int
    force: bool
    told: Reporter

    def __call__(self, folder: Path) -> Scorecard:
        """Make what a folder does not hold of this model, and write the tables."""
        model = fingerprint()
        how = {"told": self.told, "workers": self.workers, "force": self.force}
        with kept(f"Interrupted; what was finished is kept in {folder}."):
            seconds = judge(PATTERNS, folder, model, **how)
            left = self.force or untried(PATTERNS, self.asked, folder, model)
            began = perf_counter()
            try_over_sets(PATTERNS, self.asked, folder, model, **how)
            over_sets = perf_counter() - began if left else None
            card = stored(PATTERNS, folder, model)
            write_tables(card, folder)
            if seconds or left:  # of what was there before, nothing is known but what was told then
                write_manifest(folder, card, self.asked, Took(self.workers, seconds, over_sets))
        return card

    def missing(self, folder: Path) -> list[str]:
        """Return, in words, what a folder does not hold of this model."""
        model = fingerprint()
        judged = [one.pattern.key for one in stored(PATTERNS, folder, model).scored]
        return [
            *(one.key for one in PATTERNS if one.key not in judged),
            *(
                f"{pattern.key} over {len(over.sets)} {over.family} sets"
                for pattern, over in untried(PATTERNS, self.asked, folder, model)
            ),
        ]


def publish(make: Making, why: str) -> int:
    """Make the scorecard that is published, its row in the log, its page and its figure."""
    log = read_history(PUBLISHED)
    reason = "" if why else sure_to_differ(make, log)
    if reason:
        return _refused(f"WHY is missing, and {reason}; {_SAY_WHY}")
    make(PUBLISHED)
    card = published(PUBLISHED)
    if not unlogged(log, card, frozen()):
        print_text(f"The same as published: digest {card.digest}")
    elif not why:
        return _refused(
            f"Everything is made and kept, but its digest, {card.digest}, is not the published "
            f"one: give the same command with WHY, and {_SAY_WHY}"
        )
    else:
        row = published_by(card, frozen(), datetime.now(UTC).date().isoformat(), why)
        print_text(f"Published: digest {row.digest}; {_counted(row)}")
        if log:
            print_text(f"Before: digest {log[-1].digest}; {_counted(log[-1])}")
        log = (*log, row)
        write_history(PUBLISHED, log)
    PAGE.write_text(page(card, log), encoding="utf-8")
    save_figure(card)
    return EXIT_DONE


def sure_to_differ(make: Making, log: Sequence[Published]) -> str:
    """Return why another digest than the last of the log will come out, empty if it may not."""
    if not log:
        return "nothing is published yet"
    last, model = log[-1], fingerprint()
    now = (model, frozen(), tuple(one.key for one in PATTERNS))
    if (last.model, last.frozen, last.patterns) != now:
        return "rules, defaults or patterns are not those of the published scorecard"
    changed = outdated(PATTERNS, PUBLISHED, model)
    if changed:
        return f"the declaration of {', '.join(changed)} is not the one that was judged"
    missing = make.missing(PUBLISHED)
    is_whole = stored(PATTERNS, PUBLISHED, model).digest == last.digest
    if is_whole and missing:
        return f"what is published has no {missing[0]}"
    if not (is_whole or missing or make.force):
        return "the scorecard that is there has no row in the log"
    return ""


def rerun(make: Making, folder: Path) -> int:
    """Make all that is published again in another folder, and compare digest and tables."""
    whole = len(PATTERNS) * (1 + len(make.asked))
    made = whole if make.force else len(make.missing(folder))
    digest, log = make(folder).digest, read_history(PUBLISHED)
    was = log[-1].digest if log else "none"
    tables = differing(PUBLISHED, folder)
    print_table(
        f"{folder} beside what is published",
        ("table", "is", "where not"),
        [
            (table, "differs" if files else "the same", " ".join(files))
            for table, files in tables.items()
        ],
    )
    same = "the same as published" if digest == was else f"not the published one, {was}"
    print_text(f"Digest {digest}: {same}.")
    if made < whole:
        print_text(f"{whole - made} of {whole} results are those of an earlier rerun.")
    return EXIT_DIFFERS if digest != was or any(tables.values()) else EXIT_DONE


def main(words: Sequence[str] | None = None) -> int:
    """Publish or rerun, by the arguments of the program."""
    given = _arguments(words)
    try:
        reading = Reading(given)
        workers = reading.workers()
        count, replicates = sets_and_runs(given, reading, _published_sets())
        why = " ".join((given.why or "").split())
        if given.why is not None and (given.rerun or not why):
            allowed = "nothing beside --rerun" if given.rerun else _SAY_WHY
            reading.refuse("WHY", given.why, allowed)
        if given.rerun and (given.rerun.is_file() or given.rerun.resolve() == PUBLISHED):
            reading.refuse("--rerun", str(given.rerun), "a folder other than the published one")
        reading.close()
        told = Silent() if given.quiet else reporter()
        make = Making(families(count, replicates), workers, given.force, told)
        return rerun(make, given.rerun) if given.rerun else publish(make, why)
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt as interrupt:
        print(interrupt, file=sys.stderr)
        return EXIT_INTERRUPTED


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("why", metavar="WHY", nargs="?", help=_SAY_WHY)
    parser.add_argument(
        "--rerun", metavar="FOLDER", type=Path, help="make it again there and compare"
    )
    parser.add_argument("--force", action="store_true", help="make what is there as well")
    for option, what in (
        ("sets", "sets of parameters of each kind, at most (default: as many as are published)"),
        ("runs", "runs a set, each with other luck (default: as many as are published)"),
        ("workers", "runs made at once (default: one a processor)"),
    ):
        parser.add_argument(f"--{option}", metavar="N", help=what)
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    return parser.parse_args(words)


def _published_sets() -> tuple[int, int]:
    """Return how many sets of each kind, and runs a set, are published, of whatever model."""
    overs = [
        over
        for path in (PUBLISHED / "robustness").glob("*.json")
        for over in json.loads(path.read_text(encoding="utf-8"))["families"].values()
    ]
    return (
        max((len(over["members"]) for over in overs), default=USUAL[0]),
        max((over["replicates"] for over in overs), default=USUAL[1]),
    )


def _counted(row: Published) -> str:
    return f"{len(row.shown)} shown, {len(row.after_holm)} of them also after Holm"


def _refused(text: str) -> int:
    print(text, file=sys.stderr)
    return EXIT_BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
