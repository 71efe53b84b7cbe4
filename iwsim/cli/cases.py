"""The command that runs the case studies of the literature and answers their questions."""

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from iwsim.cases.case import Case
from iwsim.cases.catalogue import CASES
from iwsim.cases.measured import measure
from iwsim.cases.members import model_of, sets_of, values_of
from iwsim.cases.page import page
from iwsim.cli.arguments import Reading
from iwsim.cli.ending import kept
from iwsim.cli.files import save_text
from iwsim.cli.names import nearest
from iwsim.cli.parser import FILE
from iwsim.cli.pictures import save_figure
from iwsim.cli.progress import compiled
from iwsim.cli.tables import print_json, print_table, print_text
from iwsim.engine import Engine
from iwsim.errors import EXIT_DONE, Fault, ScenarioError
from iwsim.scenario import SILOED, load_scenario
from iwsim.study.progress import Reporter, Silent, reporter
from iwsim.views.figures import FORMATS
from iwsim.views.style import house_style

FOLDER = Path("results") / "cases"


def case(arguments: argparse.Namespace) -> int:
    """Run case studies, or list them."""
    if not arguments.names:
        return _listed(arguments.json)
    asked = _asked(arguments.names)
    reading = Reading(arguments)
    workers = reading.workers()
    folder = reading.folder(FOLDER)
    reading.close()
    told = Silent() if "quiet" in arguments else reporter()
    answers = {}
    with kept(f"Interrupted; the replicates made so far are kept in {folder}."):
        compiled(Engine(load_scenario(asked[0].scenario), SILOED, 1, 0), told)
        for one in asked:
            answers[one.key] = _answer(one, folder, told, workers, arguments.force)
    if arguments.json:
        print_json({"folder": str(folder), "answers": answers})
    else:
        for one in asked:
            print_text(f"{one.title}\n{one.question}\n\n{answers[one.key]}\n")
        print_text(f"Pages, figures and tables of replicates: {folder}")
    return EXIT_DONE


def write_case(one: Case, measured: pd.DataFrame, folder: Path) -> None:
    """Write the page and the figures of a case into a folder."""
    figures = drawn(one, measured)
    for name, figure in figures.items():
        for form in FORMATS:
            save_figure(folder / "images" / f"{one.key}_{name}.{form}", figure)
    save_text(folder / f"{one.key}.md", page(one, measured, figures))


def drawn(one: Case, measured: pd.DataFrame) -> Mapping[str, Figure]:
    """Return the figures of a case."""
    with house_style():
        return one.draw(measured)


def _answer(one: Case, folder: Path, told: Reporter, workers: int, force: bool) -> str:
    done = 0

    def tell(now: int, of: int) -> None:
        nonlocal done
        if not done:
            told.begin(of, now)
            told.say(f"running {one.key}")
        told.advance(now - done if done else 0, 0)
        done = now

    try:
        sets = sets_of(one)
        measured = measure(
            one,
            folder / one.key,
            model_of(sets),
            partial(values_of, one, sets),
            told=tell,
            workers=workers,
            force=force,
        )
    finally:
        told.end()
    write_case(one, measured, folder)
    return one.answer(measured)[0]


def _asked(names: list[str]) -> list[Case]:
    unknown = [name for name in names if name not in CASES and name != "all"]
    if unknown:
        allowed = f"all, or one of {', '.join(CASES)}"
        raise ScenarioError(
            tuple(Fault(FILE, "CASE", name, allowed, nearest(name, CASES)) for name in unknown)
        )
    return list(CASES.values()) if "all" in names else [CASES[name] for name in names]


def _listed(as_json: bool) -> int:
    if as_json:
        print_json([{"case": c.key, "title": c.title, "question": c.question} for c in _all()])
    else:
        rows = [(c.key, c.title, c.question, " ".join(c.evidence)) for c in _all()]
        print_table("Case studies", ("case", "what it is", "question", "evidence"), rows)
        print_text("Run one: iwsim case kirkholt")
    return EXIT_DONE


def _all() -> list[Case]:
    return list(CASES.values())
