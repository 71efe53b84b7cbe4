"""The commands that ask where in the space of factors something happens."""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from iwsim.cli.arguments import Reading
from iwsim.cli.files import save_table, save_text
from iwsim.cli.pictures import save_figure
from iwsim.cli.study_folder import folder_of
from iwsim.cli.study_tables import FIGURES
from iwsim.cli.tables import as_json, number, print_json, print_table, print_text
from iwsim.designs.design import Design
from iwsim.discovery.event import event_of
from iwsim.discovery.regions import Regions
from iwsim.discovery.regions import regions as regions_of
from iwsim.discovery.surrogate import surrogate as surrogate_of
from iwsim.errors import EXIT_DONE, DesignError
from iwsim.study.statistics import Numbers
from iwsim.sweep.definition import Study
from iwsim.sweep.export import factor_table
from iwsim.sweep.kept import kept_study
from iwsim.sweep.responses import Response, main_window, values_of
from iwsim.sweep.results import MONEY, NET, Results, results_of
from iwsim.views.figures import FORMATS
from iwsim.views.regions import draw_regions
from iwsim.views.style import house_style
from iwsim.views.words import plain

_SHARE = "{:.0%}"


class Asked(NamedTuple):
    """What is asked of which study."""

    folder: Path
    design: Design
    results: Results
    response: Response


def regions(arguments: argparse.Namespace) -> int:
    """Say in which regions of the space of factors an outcome is above or below a value."""
    reading = Reading(arguments)
    ends = {
        name: reading.number(name)
        for name in ("above", "below")
        if getattr(arguments, name) is not None
    }
    if len(ends) > 1:
        reading.refuse("--above and --below", "both", "one of them")
    asked = _asked(arguments, reading)
    if not ends:
        if asked.response.outcome not in MONEY:
            reading.refuse("--above or --below", "missing", "a number: where does what happen?")
        ends = {"below": 0.0}
    sheet = reading.sheet()
    reading.close()
    values = values_of(asked.results, asked.response).mean(axis=1)
    found = regions_of(asked.design, values, **ends, seed=asked.results.study.seed)
    files = _write(asked, found, values, {"above": None, "below": None, **ends}, sheet)
    told = {**asked.response._asdict(), **_plain(found), "files": files}
    if arguments.json:
        print_json(told)
        return EXIT_DONE
    print_text(f"Where is {asked.response} {found.event}?\n")
    print_text(found.verdict)
    for rule in found.rules:
        print_text(f"  {rule}")
    rows = [
        ("points that were looked at", f"{found.points:,}"),
        ("share of them in which it happens", _SHARE.format(found.base_rate)),
        ("share in the regions, in points held back", _percent(found.cv_precision)),
        ("share of all cases that lie there, in points held back", _percent(found.cv_recall)),
    ]
    print_table("", ("", ""), rows)
    if files:
        print_text(f"In {asked.folder}: {', '.join(files)}")
    return EXIT_DONE


def surrogate(arguments: argparse.Namespace) -> int:
    """Fit a surrogate of an outcome and say how well it foretells points held back."""
    reading = Reading(arguments)
    asked = _asked(arguments, reading)
    reading.close()
    values = values_of(asked.results, asked.response)
    found = surrogate_of(
        asked.design, values.mean(axis=1), seed=asked.results.study.seed, replicates=values
    )
    if arguments.json:
        print_json({
            **asked.response._asdict(), "kind": found.kind, "points": found.points, "r2": found.r2,
            "rmse": found.rmse, "r2_folds": found.r2_folds, "rmse_folds": found.rmse_folds,
            "luck": found.luck, "trust": str(found.trust), "verdict": found.verdict,
        })  # fmt: skip
        return EXIT_DONE
    print_text(f"A surrogate of {asked.response}\n")
    rows = [
        ("learner", found.kind or "none"),
        ("points", f"{found.points:,}"),
        ("variance foretold in points held back", _percent(found.r2)),
        ("error in points held back", number(found.rmse)),
        ("of which luck, at least", number(found.luck)),
    ]
    print_table("", ("", ""), rows)
    print_text(found.verdict)
    return EXIT_DONE


def _asked(arguments: argparse.Namespace, reading: Reading) -> Asked:
    folder = folder_of(arguments, reading)
    reading.close()
    study = kept_study(folder)
    if study.design is None or not study.sampled:
        raise DesignError(f"the points of {study.name} are named one by one: there is no sample")
    outcome = arguments.outcome or (NET if NET in study.outcomes else study.outcomes[0])
    if outcome not in study.outcomes:
        allowed = f"one of {', '.join(study.outcomes)}"
        reading.refuse("--outcome", outcome, allowed, study.outcomes)
    response = _response(arguments, reading, study, outcome)
    reading.close()
    return Asked(folder, study.design, results_of(study, folder), response)


def _response(
    arguments: argparse.Namespace, reading: Reading, study: Study, outcome: str
) -> Response:
    """Return what is looked at: against the reference if the arm is compared with one."""
    arm = arguments.arm or study.arms[-1]
    if arm not in study.arms:
        reading.refuse("--arm", arm, f"one of {', '.join(study.arms)}", study.arms)
    compared = {one.arm: one.reference for one in study.contrasts}
    reference = "" if study.measure == "level" else compared.get(arm, "")
    return Response(arm, reference, outcome, main_window(study, outcome))


def _plain(found: Regions) -> dict[str, object]:
    names = (
        "event", "points", "events", "base_rate", "chance", "precision", "recall", "cv_precision",
        "cv_recall", "rules", "verdict",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {
        "regions": found.table.to_dict("records")
    }


def _write(
    asked: Asked,
    found: Regions,
    values: Numbers,
    ends: dict[str, float | None],
    sheet: Path | None,
) -> list[str]:
    """Write what was found, and table and figure of the regions if there are any."""
    name = f"regions_{asked.response.outcome}_{found.event.replace(' ', '_')}"
    told = {**asked.response._asdict(), **_plain(found)}
    save_text(asked.folder / f"{name}.json", as_json(told) + "\n")
    if found.table.empty:
        return [f"{name}.json"]
    save_table(asked.folder / f"{name}.csv", found.table)
    factors = factor_table(asked.results.study).iloc[found.rows].reset_index(drop=True)
    here = values[found.rows]
    happens = event_of(**ends).marks(here)
    outcome = plain(asked.response.outcome)
    save_table(
        asked.folder / FIGURES / f"{name}.csv",
        factors.assign(**{asked.response.outcome: here, found.event: happens}),
    )
    with house_style(sheet):
        figure = draw_regions(
            factors,
            pd.Series(happens),
            found.table,
            f"Where is {outcome} {found.event}?",
            found.verdict,
            words=(f"{outcome} {found.event}", "elsewhere"),
        )
        for form in FORMATS:
            save_figure(asked.folder / FIGURES / f"{name}.{form}", figure)
    return [
        f"{name}.json",
        f"{name}.csv",
        *(f"{FIGURES}/{name}.{form}" for form in ("csv", *FORMATS)),
    ]


def _percent(share: float) -> str:
    return "-" if np.isnan(share) else _SHARE.format(share)
