"""The published tables of studies, of the demo and of the case studies."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from iwsim.sweep.read import load_study
from iwsim.sweep.results import NET
from iwsim.sweep.summary import Summary
from iwsim.views.studies import study_figures
from iwsim.views.style import house_style

REFERENCE = Path(__file__).resolve().parents[2] / "results" / "reference"
TEAM, SILO = "colocated_team", "siloed"
MONEY = "siloed_same_money"
CORE = ("serious_needs", "incidents", "exhaustion", NET)
"""The outcomes that every question is answered by."""
DEMO_LEDGER = "images/demo-ledger.png"


@cache
def study(name: str, table: str = "effects") -> pd.DataFrame:
    """Return a table of a published study."""
    return pd.read_csv(_folder(name) / f"{table}.csv", keep_default_na=False,
                       na_values=["", "nan"])  # fmt: skip


class OverEnsemble(NamedTuple):
    """What is published of a study over the ensemble: its tables, and what they were made of."""

    differences: pd.DataFrame
    priors_alone: pd.DataFrame
    made_of: Mapping[str, Any]


def over_ensemble_folder(name: str) -> Path:
    """Return where a study over the ensemble is published."""
    return _folder(f"{name}_ensemble")


def over_ensemble(name: str) -> OverEnsemble | None:
    """Return what is published of a study over the ensemble, None if nothing is."""
    folder = over_ensemble_folder(name)
    if not folder.is_dir():
        return None
    made_of = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    tables = (pd.read_csv(folder / f"{table}.csv") for table in ("ensemble", "priors_alone"))
    return OverEnsemble(*tables, made_of)


@cache
def ledger() -> pd.DataFrame:
    """Return the published ledger of the demo, late window."""
    table = pd.read_csv(REFERENCE / "demo" / "ledger.csv")
    return table[table["window"] == "late"]


@cache
def scorecard() -> pd.DataFrame:
    """Return the published scorecard, one row a clause."""
    return pd.read_csv(REFERENCE / "scorecard" / "scorecard.csv")


def effect(name: str, arm: str, outcome: str, point: str = "as it is") -> pd.Series:
    """Return the row of one effect of a study."""
    table = study(name)
    rows = table[(table["arm"] == arm) & (table["outcome"] == outcome) & (table["point"] == point)]
    (row,) = (row for _, row in rows.iterrows())
    return row


def figure(name: str, which: str) -> str:
    """Return a figure of a study as Markdown."""
    return f"![{name}: {which}](images/{name}-{which}.png)"


def figures(name: str) -> Mapping[str, Figure]:
    """Return the figures of a published study whose points are named, drawn from its tables."""
    tables = {
        table: study(name, table) if (_folder(name) / f"{table}.csv").is_file() else None
        for table in Summary._fields
    }
    with house_style():
        drawn = study_figures(load_study(name), Summary(**tables))
        return {one.name: one.figure for one in drawn}


def _folder(name: str) -> Path:
    return REFERENCE / "studies" / name
