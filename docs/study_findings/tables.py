"""The published tables of sampled studies and grids."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from iwsim.sensitivity.course import COURSE_COLUMNS
from iwsim.sweep.sensitivity import Sensitivity

STUDIES = Path(__file__).resolve().parents[2] / "results" / "reference" / "studies"
SCREENING, SOBOL, INGREDIENTS, STAFFING = (
    "screening", "sobol", "ingredients_sobol", "staffing_grid",
)  # fmt: skip
NAMES = {
    "incidents": "incidents of anti-social behaviour",
    "serious_needs": "serious unmet needs",
    "stress": "residents' stress",
    "resident_trust": "residents' trust in services",
    "wait_help_weeks": "the wait from known to first help",
    "exhaustion": "exhaustion of staff",
    "leavers": "leavers",
    "extra_cost": "what services cost more",
    "benefit": "public money saved elsewhere",
    "net_money": "net public money",
}
WHOSE = {
    "Residents": ("incidents", "serious_needs", "stress", "resident_trust"),
    "Staff": ("exhaustion", "leavers"),
    "Public money": ("extra_cost", "benefit", "net_money"),
}


@cache
def table(study: str, name: str) -> pd.DataFrame:
    """Return a table of a published study; an empty text in it stays one."""
    path = STUDIES / study / f"{name}.csv"
    return pd.read_csv(path, keep_default_na=False, na_values=["", "nan"])


@cache
def manifest(study: str) -> Any:
    """Return the manifest of a published study."""
    return json.loads((STUDIES / study / "manifest.json").read_text(encoding="utf-8"))


def regions(study: str) -> list[dict[str, Any]]:
    """Return what was found of every event that was looked for in a study."""
    paths = sorted((STUDIES / study).glob("regions_*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def indices(study: str, outcome: str, quantity: str) -> pd.DataFrame:
    """Return the indices of one outcome, the largest first."""
    found = table(study, "indices")
    mine = found[(found["outcome"] == outcome) & (found["quantity"] == quantity)]
    return mine.sort_values("rank")


def row_of(study: str, name: str, outcome: str) -> pd.Series:
    """Return the row of an outcome in a table that has one of each."""
    found = table(study, name)
    return found[found["outcome"] == outcome].iloc[0]


def outcomes(study: str) -> list[str]:
    """Return the outcomes that were analysed."""
    return list(dict.fromkeys(table(study, "indices")["outcome"]))


def points_of_base(study: str) -> int:
    """Return how many points of a Sobol design are drawn independently: its two base matrices."""
    design = manifest(study)["design"]
    assert design["method"] == "sobol"
    return 2 * int(design["samples"])


def unit_of(study: str, outcome: str) -> str:
    """Return the unit of an outcome."""
    return str(row_of(study, "distribution", outcome)["unit"])


def stays_first(study: str) -> "pd.Series[float]":
    """Return in which share of resamples the first factor of each outcome is the first again."""
    found, main = table(study, "indices"), table(study, "luck")["quantity"].iloc[0]
    first = found[(found["rank"] == 1) & (found["quantity"] == main)]
    return first.set_index("outcome")["share_same_rank"]


def peaks(found: dict[str, pd.DataFrame], factors: set[str]) -> dict[str, pd.DataFrame]:
    """Return the index of each factor where it reaches highest, by outcome, the largest first."""
    every = pd.concat([rows.assign(outcome=name) for name, rows in found.items()])
    mine = every[every["factor"].isin(factors)].sort_values("high", ascending=False, kind="stable")
    highest = mine.drop_duplicates("factor")
    return {str(name): rows for name, rows in highest.groupby("outcome", sort=False)}


def stored(study: str, fields: Sequence[str]) -> dict[str, pd.DataFrame | None]:
    """Return the tables of a published study; None for one that it has not."""
    there = {name: (STUDIES / study / f"{name}.csv").is_file() for name in fields}
    return {name: table(study, name) if there[name] else None for name in fields}


def sensitivity(study: str) -> Sensitivity:
    """Return the tables of a sampled study; one that it has not is one without rows."""
    columns = dict.fromkeys((*table(study, "indices").columns, *COURSE_COLUMNS))
    without = pd.DataFrame(columns=list(columns))
    found = stored(study, Sensitivity._fields)
    return Sensitivity(**{name: without if one is None else one for name, one in found.items()})
