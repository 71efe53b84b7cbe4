"""What was run, what staffing buys, and how sure the indices are."""

from collections.abc import Iterator

import pandas as pd

from iwsim.sensitivity.converged import WIDEST
from markdown_page import table as markdown
from study_findings import words
from study_findings.intervals import Ranged
from study_findings.tables import (
    INGREDIENTS,
    SCREENING,
    SOBOL,
    STAFFING,
    manifest,
    outcomes,
    table,
)


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
        f"index marked ° has an interval wider than {WIDEST:g}: it has not converged, and "
        "its value may move. Points that differ only in another arm share a run, so that there are "
        "fewer runs than points times arms."
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
            named = words.measured(outcome, str(plain["unit"]))
            rows.append((named, f"`{arm}`", _effect(plain), _effect(best), best["point"]))
    design = manifest(STAFFING)["design"]
    offered = "; ".join(
        f"{factor['name']} ({words.choice([level['name'] for level in factor['levels']])})"
        for factor in design["factors"]
    )
    yield (
        f"In the team and in silos with the same are varied: {offered}. Posts are added, "
        "supervision is in hours a week. Differences are from the silos as they are, at the same "
        f"caseloads, with intervals over {manifest(STAFFING)['replicates']} replicates. *Nothing "
        f"added* is {effects['point'].iloc[0]}, where the silos differ by 0 from themselves; the "
        f"best of {design['points']} points is a little too good, being the best of many."
    )
    which = ", ".join(factor["name"] for factor in design["factors"])
    heads = ("outcome", "arm", "nothing added", "best point", f"which is: {which}")
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
    rows, screened = [], table(SCREENING, "indices")
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
        f"An index has converged when its bootstrap interval is no wider than {WIDEST:g}. The last "
        "column is the largest gap between an index from the first half of the replicates and from "
        f"the second. Of the {len(screened):,} indices of `{SCREENING}` "
        f"{int(screened['converged'].sum()):,} have converged, each by its outcome's largest μ*."
    )
    heads = ("study", "outcome", "converged", "samples that all totals would take", "largest gap")
    yield markdown(heads, rows)
    yield "![Indices over the size of the design](images/sobol-convergence.png)"


def _effect(row: pd.Series) -> str:
    found = Ranged(row["difference"], row["low"], row["high"])
    return words.effect(found, str(row["unit"]))
