"""The sections of the page of findings."""

from collections.abc import Iterator

import pandas as pd

from markdown_page import table as markdown
from study_findings import words
from study_findings.tables import (
    INGREDIENTS,
    SCREENING,
    SOBOL,
    STAFFING,
    WHOSE,
    indices,
    manifest,
    outcomes,
    regions,
    row_of,
    table,
)

SHOWN = 4
IDLE = 0.1
"""A factor does not matter if the upper end of its effect is under this share of the largest."""
MOSTLY = 0.5
"""Share of luck above which indices are those of luck."""
SMALL = 0.05
"""Share of the variance under which a factor decides next to nothing."""


def runs() -> Iterator[str]:
    """Give what was run."""
    rows = []
    for study in (SCREENING, SOBOL, INGREDIENTS, STAFFING):
        told = manifest(study)
        design = told["design"]
        rows.append(
            (f"`{study}`", design["method"], len(design["factors"]), f"{design['samples']:,}",
             f"{design['points']:,}", told["replicates"], f"{told['finished']:,}", told["failed"])
        )  # fmt: skip
    heads = ("study", "design", "factors", "samples", "points", "replicates", "runs", "failed")
    yield markdown(heads, rows)
    versions = {manifest(study)["fingerprint"][:8] for study in (SCREENING, SOBOL, INGREDIENTS)}
    yield (
        f"All on the estate of `rochdale`, the team against the silos, with the model "
        f"{words.names(sorted(versions))}. Outcomes of residents and staff are of the last 18 "
        "months of three years, money is the sum over three years at its worth at the switch. An "
        "index marked ° has an interval wider than 0.05: it has not converged, and its value may "
        "move. Points that differ only in another arm share a run, so that there are fewer runs "
        "than points times arms."
    )


def what_matters() -> Iterator[str]:
    """Give what decides how much the team does."""
    for whose, names in WHOSE.items():
        yield f"### {whose}"
        for outcome in (name for name in names if name in outcomes(SOBOL)):
            total, first = indices(SOBOL, outcome, "ST"), indices(SOBOL, outcome, "S1")
            luck = row_of(SOBOL, "luck", outcome)
            spread = row_of(SOBOL, "distribution", outcome)
            alone = float(first["value"].sum())
            better = words.per_cent(spread["share_better"])
            yield (
                f"**{_capital(words.outcome(outcome))}**: the team against the silos "
                f"{words.spread(spread)}; for the better at {better} of points. Shares of the "
                f"variance, with all interactions: {words.indices(total.head(SHOWN))}. What all "
                f"factors do alone adds up to {alone:.2f} of it; luck of the runs is "
                f"{words.per_cent(luck['share'])} of it. The five at the top are the same in "
                f"{words.per_cent(luck['same_top'])} of resamples."
            )
    yield "![What moves the effect of the team](images/sobol-sobol.png)"


def what_does_not() -> Iterator[str]:
    """Give how many of all uncertain parameters do not matter, by the screening."""
    rows, ever = [], set()
    total = 0
    for outcome in outcomes(SCREENING):
        found = indices(SCREENING, outcome, "mu_star")
        total = len(found)
        largest = float(found["value"].max())
        idle = set(found[found["high"] < IDLE * largest]["factor"])
        ever |= set(found["factor"]) - idle
        luck = row_of(SCREENING, "luck", outcome)
        top = ", ".join(f"`{name}`" for name in found["factor"].head(SHOWN))
        rows.append((words.outcome(outcome), len(idle), top, words.per_cent(luck["share"]),
                     f"{luck['agreement']:.2f}"))  # fmt: skip
    yield (
        f"Of {total} uncertain parameters {total - len(ever)} matter for no outcome: the upper end "
        f"of their mean absolute effect is under {IDLE:.0%} of the largest one, for every outcome. "
        "By outcome:"
    )
    heads = ("outcome", "do not matter", "matter most", "luck", "rank agreement of resamples")
    yield markdown(heads, rows)
    yield (
        "Elementary effects are a sieve: with few trajectories they tell what to look at again, "
        "not how much of the variance it has."
    )
    yield "![Elementary effects of all uncertain parameters](images/screening-morris.png)"


def ingredients() -> Iterator[str]:
    """Give which ingredients of integrated working matter."""
    never: set[str] | None = None
    lucky: list[str] = []
    for whose, names in WHOSE.items():
        lines = []
        for outcome in (name for name in names if name in outcomes(INGREDIENTS)):
            found = indices(INGREDIENTS, outcome, "ST")
            luck = row_of(INGREDIENTS, "luck", outcome)
            if luck["share"] <= MOSTLY:
                small = set(found[found["high"] < SMALL]["factor"])
                never = small if never is None else never & small
            else:
                lucky.append(words.outcome(outcome))
            lines.append(
                f"- {words.outcome(outcome)}: {words.indices(found.head(SHOWN))} (luck "
                f"{words.per_cent(luck['share'])})"
            )
        yield f"*{whose}.*"
        yield "\n".join(lines)
    yield (
        "Each ingredient moved between its value in the silos and in the team, all at once, at "
        "default parameters. Under a twentieth of the variance of every outcome, with all their "
        f"interactions: {words.names(sorted(never or set()))}. Left out of that count, because "
        f"luck is most of what varies: {', '.join(lucky) or 'nothing'}."
    )
    yield "![What each ingredient contributes](images/ingredients_sobol-sobol.png)"


def where_it_fails() -> Iterator[str]:
    """Give the regions in which something unwanted happens."""
    for study in (SOBOL, INGREDIENTS):
        for found in regions(study):
            rate = words.per_cent(found["base_rate"])
            yield (
                f"**{_capital(words.outcome(found['outcome']))} {found['event']}** (`{study}`): at "
                f"{rate} of {found['points']:,} independent points. {found['verdict']}"
            )
            if found["rules"]:
                yield "\n".join(f"- {rule}" for rule in found["rules"])
                yield (
                    f"In points held back {words.per_cent(found['cv_precision'])} of those in the "
                    f"regions are cases, and {words.per_cent(found['cv_recall'])} of all cases lie "
                    "there."
                )


def staffing() -> Iterator[str]:
    """Give what posts, supervision and caps buy."""
    effects = table(STAFFING, "effects")
    rows = []
    for outcome in dict.fromkeys(effects["outcome"]):
        for arm, mine in effects[effects["outcome"] == outcome].groupby("arm", sort=False):
            better = str(mine["better"].iloc[0])
            best = mine.sort_values("difference", ascending=better == "lower").iloc[0]
            plain = mine.iloc[0]
            rows.append((words.outcome(outcome), f"`{arm}`", _effect(plain), _effect(best),
                         best["point"]))  # fmt: skip
    yield (
        "Posts added at the landlord and in mental health (0, 1 or 2 each), supervision (0.45, 1 "
        "or 1.5 hours a week) and caps on caseloads, in the team and in silos with the same; "
        "differences from the silos as they are, at the same caps, in the last 18 months. The "
        "first column has nothing added, supervision of 0.45 hours and usual caps; the second is "
        "the best of 54 points, "
        "which is a little too good, being the best of many."
    )
    heads = ("outcome", "arm", "nothing added", "best point", "which is")
    yield markdown(heads, rows)
    yield (
        "![Serious needs in the team, by posts, supervision and caps]"
        "(images/staffing_grid-grid_serious_needs_colocated_team.png)"
    )
    yield (
        "![Net public money of the team, by posts, supervision and caps]"
        "(images/staffing_grid-grid_net_money_colocated_team.png)"
    )


def how_sure() -> Iterator[str]:
    """Give what has converged and what it would take."""
    rows = []
    for study in (SOBOL, INGREDIENTS):
        for outcome in outcomes(study):
            found = table(study, "indices")
            mine = found[found["outcome"] == outcome]
            totals = mine[mine["quantity"] == "ST"]
            needed = totals["samples_needed"].max()
            rows.append(
                (f"`{study}`", words.outcome(outcome), f"{int(mine['converged'].sum())} of "
                 f"{len(mine)}", "unknown" if pd.isna(needed) else f"{int(needed):,}",
                 f"{mine['seeds_gap'].abs().max():.2f}")
            )  # fmt: skip
    yield (
        "An index has converged when its bootstrap interval is no wider than 0.05. The last column "
        "is the largest gap between an index from the first half of the replicates and from the "
        "second."
    )
    heads = ("study", "outcome", "converged", "samples that all totals would take", "largest gap")
    yield markdown(heads, rows)
    yield "![Indices over the size of the design](images/sobol-convergence.png)"


def _effect(row: pd.Series) -> str:
    unit = str(row["unit"])
    low, high = (words.bare(row[end], unit) for end in ("low", "high"))
    return f"{words.amount(row['difference'], unit)} [{low}, {high}]"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
