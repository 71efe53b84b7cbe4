"""What the screening says: which of all uncertain parameters do not matter."""

from collections.abc import Iterator

import pandas as pd

from markdown_page import table as markdown
from study_findings import words
from study_findings.intervals import Ranged
from study_findings.sampled import SHOWN, ranking
from study_findings.tables import (
    SCREENING,
    indices,
    manifest,
    outcomes,
    peaks,
    row_of,
    stays_first,
    table,
    unit_of,
)

IDLE = 0.1
"""A factor does not matter if the upper end of its effect is under this share of the largest."""


def what_does_not() -> Iterator[str]:
    """Give which of all uncertain parameters do not matter, and how far others do."""
    found = {name: indices(SCREENING, name, "mu_star") for name in outcomes(SCREENING)}
    parts = {name: _parts(rows) for name, rows in found.items()}
    idle = {name: set(rows[rows["high"] < IDLE]["factor"]) for name, rows in parts.items()}
    never = set.intersection(*idle.values())
    moving = {name for rows in found.values() for name in rows[rows["high"] > 0.0]["factor"]}
    yield (
        f"Of {max(map(len, found.values()))} uncertain parameters {len(never)} matter for no "
        f"outcome: the upper end of their mean absolute effect μ* is under {IDLE:.0%} of the "
        "largest μ*, for every outcome."
    )
    yield "\n".join(_named(parts, never & moving, never - moving))
    yield (
        "By outcome: how many do not matter for it, and the largest μ* in its unit. "
        f"{ranking(SCREENING)} {_luck()}"
    )
    heads = ("outcome", "do not matter", "largest μ*", "first stays", "top stays", "ranks agree")
    yield markdown(heads, [_line(name, found[name], len(idle[name])) for name in found])
    yield (
        "*Ranks agree* is the mean rank correlation of resamples with the estimate: high, because "
        "most factors stay among the small ones. Elementary effects are a sieve: from "
        f"{manifest(SCREENING)['design']['samples']} trajectories, whose intervals are rather too "
        "narrow, they tell what to look at again, not how much of the variance it has."
    )
    yield "![Elementary effects of all uncertain parameters](images/screening-morris.png)"


def _parts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return effects as parts of the largest."""
    ends = ["value", "low", "high"]
    return rows.assign(**{end: rows[end] / rows["value"].max() for end in ends})


def _named(parts: dict[str, pd.DataFrame], small: set[str], still: set[str]) -> Iterator[str]:
    """Give the parameters that do not matter: those that do a little, and those that do nothing."""
    for outcome, rows in peaks(parts, small).items():
        told = "; ".join(f"`{row['factor']}` {_part(row)}" for _, row in rows.iterrows())
        yield f"- most for {words.outcome(outcome)}, as part of the largest μ*: {told}"
    if still:
        yield (
            f"- nothing at any point for any of these outcomes, so that μ* is 0 in every resample: "
            f"{words.names(sorted(still))}"
        )


def _part(row: pd.Series) -> str:
    return words.part(Ranged(float(row["value"]), float(row["low"]), float(row["high"])), 1)


def _line(outcome: str, found: pd.DataFrame, idle: int) -> tuple[str, ...]:
    luck, unit = row_of(SCREENING, "luck", outcome), unit_of(SCREENING, outcome)
    return (
        words.measured(outcome, unit),
        str(idle),
        words.sizes(found.head(SHOWN), unit),
        words.percent(stays_first(SCREENING)[outcome]),
        words.percent(luck["same_top"]),
        f"{luck['agreement']:.2f}",
    )


def _luck() -> str:
    shares = table(SCREENING, "luck")["share"]
    if shares.isna().any():
        return (
            "Each point was run once, so the share of luck is not known: luck of the runs is part "
            "of every μ*."
        )
    return f"Luck of the runs is {words.from_to(shares)} of the variance."
