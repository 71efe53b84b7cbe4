"""The command that judges the patterns of the evidence and writes the scorecard."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_table, save_text
from iwsim.cli.names import nearest
from iwsim.cli.parser import FILE
from iwsim.cli.pictures import save_figure
from iwsim.cli.progress import compiled, time_left
from iwsim.cli.tables import number, print_json, print_table, print_text
from iwsim.engine import Engine
from iwsim.errors import EXIT_DONE, Fault, ScenarioError
from iwsim.scenario import SILOED, load_scenario
from iwsim.study.keys import fingerprint
from iwsim.study.progress import Reporter, Silent, reporter
from iwsim.validation.clause import Pattern
from iwsim.validation.frozen import frozen
from iwsim.validation.history import ROW_IS_MISSING, log_for
from iwsim.validation.page import SHOWN, SHOWN_BEFORE, page, verdict_of
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust_page import in_words
from iwsim.validation.scorecard import Scorecard, Scored, score, stored
from iwsim.validation.sizes import relative, robust_table_of, table_of
from iwsim.views.figures import FORMATS
from iwsim.views.scorecard import Size, draw_scorecard
from iwsim.views.style import house_style

FOLDER = Path("results") / "scorecard"
_MOVES = ("up", "down")
_OF_ROBUSTNESS = ("sets", "runs", "ensemble")
_BY_KEY = {pattern.key: pattern for pattern in PATTERNS}


def validate(arguments: argparse.Namespace) -> int:
    """Judge patterns, or show what is declared and known of them."""
    patterns = asked(arguments.patterns)
    reading = Reading(arguments)
    workers = reading.workers()
    folder = reading.folder(FOLDER)
    for option in _OF_ROBUSTNESS:
        given = getattr(arguments, option)
        if given is not None and not arguments.robustness:
            reading.refuse(f"--{option}", given, "only together with --robustness")
    reading.close()
    model = fingerprint()
    if arguments.show:
        card = stored(patterns, folder, model)
        if arguments.json:
            print_json([_declared(pattern) for pattern in patterns])
            return EXIT_DONE
        verdicts = {one.pattern.key: one for one in card.scored}
        robust = {pattern.key: found for pattern, found in card.robust}
        for pattern in patterns:
            _show(pattern, verdicts.get(pattern.key))
            for family, over in robust.get(pattern.key, {}).items():
                print_text("\n".join(("", *in_words(family, over))))
        return EXIT_DONE
    told = Silent() if "quiet" in arguments else reporter()
    with kept(f"Interrupted; the patterns judged so far are kept in {folder}."):
        judge(patterns, folder, model, told=told, workers=workers, force=arguments.force)
        card = stored(PATTERNS, folder, model)
        write_scorecard(card, folder)
    judged = card._replace(scored=tuple(one for one in card.scored if one.pattern in patterns))
    log = log_for(folder)
    frozen_as_published = not log or log[-1].frozen == frozen()
    if arguments.json:
        print_json(
            {
                "folder": str(folder),
                "digest": card.digest,
                "frozen": frozen(),
                "frozen_as_published": frozen_as_published,
                "patterns": _verdicts(judged),
            }
        )
        return EXIT_DONE
    _print(judged, folder)
    if not frozen_as_published:
        print_text(ROW_IS_MISSING)
    return EXIT_DONE


def judge(
    patterns: Sequence[Pattern],
    folder: Path,
    model: str,
    *,
    told: Reporter,
    workers: int,
    force: bool,
) -> Mapping[str, float]:
    """Judge patterns as `score` does, with the rules compiled before and progress told.

    Parameters
    ----------
    patterns, folder, model, workers, force
        See `score`.
    told
        What is told.

    Returns
    -------
    dict
        Seconds that each pattern took, by its key; none for those whose verdict was there.
    """
    compiled(Engine(load_scenario("rochdale"), SILOED, 1, 0), told)
    there = 0 if force else len(stored(patterns, folder, model).scored)
    telling = _Telling(told, len(patterns) - there)
    score(patterns, folder, model, told=telling, workers=workers, force=force)
    return telling.seconds


def write_tables(card: Scorecard, folder: Path) -> None:
    """Write the tables of a scorecard into a folder: of its verdicts and of its robustness."""
    if card.scored:
        save_table(folder / "scorecard.csv", table_of(card))
    if card.robust:
        save_table(folder / "robustness.csv", robust_table_of(card.robust))


def write_scorecard(card: Scorecard, folder: Path) -> None:
    """Write the tables of a scorecard into a folder, and page and figure if any was judged."""
    write_tables(card, folder)
    if not card.scored:
        return
    save_text(folder / "scorecard.md", page(card, log_for(folder)))
    figure = draw(card)
    for form in FORMATS:
        save_figure(folder / "images" / f"scorecard.{form}", figure)


def draw(card: Scorecard) -> Figure:
    """Return the figure of a scorecard."""
    sizes = [
        Size(
            f"{j.pattern.key} {j.clause.name}{'' if j.clause.direction in _MOVES else ' (=)'}",
            *relative(j),
            j.corrected,
            j.clause.counts,
        )
        for one in card.scored
        for j in one.judged
    ]
    with house_style():
        return draw_scorecard(sizes)


def asked(keys: list[str]) -> list[Pattern]:
    """Return the patterns that were asked for by number, by default all."""
    unknown = [key for key in keys if key.upper() not in _BY_KEY]
    if unknown:
        allowed = "a pattern such as P21, see: iwsim evidence"
        raise ScenarioError(
            tuple(
                Fault(FILE, "PATTERN", key, allowed, nearest(key.upper(), _BY_KEY))
                for key in unknown
            )
        )
    return [_BY_KEY[key.upper()] for key in keys] or list(PATTERNS)


class _Telling:
    """Tells how far the patterns are, and about how long the rest will take."""

    def __init__(self, told: Reporter, count: int) -> None:
        self._told = told
        self._count = count
        self.seconds: dict[str, float] = {}

    def __call__(self, pattern: Pattern, seconds: float | None) -> None:
        if seconds is not None:
            self.seconds[pattern.key] = seconds
            return
        rest = ""
        if done := len(self.seconds):
            left = sum(self.seconds.values()) / done * (self._count - done)
            rest = f", {time_left(left)} left"
        self._told.say(f"judging {pattern.key}: {pattern.title}{rest}")


def _declared(pattern: Pattern) -> dict[str, Any]:
    return {
        "pattern": pattern.key,
        "claim": pattern.title,
        "evidence": list(pattern.evidence),
        "scenario": pattern.scenario,
        "clauses": [
            {**clause._asdict(), "knock_out": clause.knock_out._asdict(),
             "not_shown_at": clause.not_shown_at._asdict()}
            for clause in pattern.clauses
        ],
    }  # fmt: skip


def _verdicts(card: Scorecard) -> list[dict[str, Any]]:
    return [
        {
            "pattern": one.pattern.key,
            "claim": one.pattern.title,
            "verdict": verdict_of(one),
            "clauses": table_of(Scorecard(card.model, (one,))).to_dict("records"),
        }
        for one in card.scored
    ]


def _print(card: Scorecard, folder: Path) -> None:
    rows = [
        (one.pattern.key, one.pattern.title, " ".join(one.pattern.evidence), verdict_of(one))
        for one in card.scored
    ]
    print_table("Patterns of the evidence", ("pattern", "claim", "evidence", "verdict"), rows)
    verdicts = [verdict_of(one) for one in card.scored]
    after = verdicts.count(SHOWN)
    print_text(
        f"{after + verdicts.count(SHOWN_BEFORE)} of {len(verdicts)} shown, {after} of them also "
        f"after Holm's correction over all clauses. Sizes, intervals, knock-outs and reasons: "
        f"{folder / 'scorecard.md'}. One pattern explained: iwsim validate P21 --show"
    )


def _show(pattern: Pattern, scored: Scored | None) -> None:
    verdict = verdict_of(scored) if scored is not None else "not judged yet with this model"
    print_text(f"{pattern.key}: {pattern.title} [{' '.join(pattern.evidence)}]: {verdict}")
    for place, clause in enumerate(pattern.clauses):
        beside = "" if clause.counts else ", beside"
        share = f"{clause.smallest:.0%} of the reference" if clause.relative else clause.smallest
        print_text(f"\n{clause.name} (class {clause.kind}{beside}): {clause.outcome}")
        print_text(f"  claimed: {clause.direction}; {clause.contrast}")
        print_text(f"  smallest effect that matters: {share}")
        print_text(f"  knock-out: {clause.knock_out.words}")
        print_text(f"  not shown where: {clause.not_shown_at.words}")
        if scored is not None:
            judged = scored.judged[place]
            found = judged.main.difference
            print_text(
                f"  found: {number(found.mean)} [{number(found.low)}, {number(found.high)}] over "
                f"{found.n} replicates: {judged.main.verdict}, after Holm {judged.corrected}; "
                "knocked out: "
                f"{judged.knocked_out.verdict}; there: {judged.elsewhere.verdict}"
            )
            if judged.corrected != "shown" and clause.reason:
                print_text(f"  why: {clause.reason}")
