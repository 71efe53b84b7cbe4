"""The five key questions of the paper, answered from the published tables."""

import pandas as pd

from iwsim.sweep.results import NET
from markdown_page import table
from paper_questions.over_ensemble import headline_over_ensemble
from paper_questions.published import (
    CORE,
    DEMO_LEDGER,
    MONEY,
    TEAM,
    effect,
    figure,
    ledger,
    scorecard,
    study,
)
from paper_questions.words import change, changes, moved, told_apart

_WHOLE = "structure + climate + resource"


def evidence_base() -> list[str]:
    """Answer what the evidence base is."""
    clauses = scorecard()
    counted = clauses[clauses["counts"]]
    shown = counted[counted["verdict_after_holm"] == "shown"]
    by_kind = ", ".join(
        f"{(shown['class'] == kind).sum()} of {(counted['class'] == kind).sum()} of class {kind}"
        for kind in "VMC"
    )
    return [
        "The paper's own evidence is a review and the judgement of those who took part; it gives "
        "directions and few sizes. What the model makes of each claim is on the "
        f"[scorecard](scorecard.md): {len(shown)} of {len(counted)} clauses are shown after "
        f"correction for their number ({by_kind}; V verifies one link, M is one mechanism, C "
        "several at once), each with its size, a knock-out, and a reason where it fails. What "
        "every parameter rests on is in the [map of the evidence](evidence.md), and how far the "
        "parameters can be told from levels in the literature in the "
        "[calibration](calibration.md). All clauses with their intervals are in the "
        "[figure of the scorecard](images/scorecard.png), levels and ranges in that of the "
        "[calibration](images/calibration.png)."
    ]


def what_works_here_and_why() -> list[str]:
    """Answer what works here and why."""
    shares = study("mechanisms", "shares")
    parts = []
    for outcome in ("serious_needs", "incidents", "exhaustion"):
        mine = shares[(shares["outcome"] == outcome)].set_index(["quantity", "mechanism"])
        whole = mine.loc["all on"].iloc[0]
        values = mine.loc["Shapley value"]
        order = values["value"].abs().sort_values(ascending=False).index
        parts.append(
            (
                outcome,
                f"{whole['value']:+.3g} [{whole['low']:+.3g}, {whole['high']:+.3g}]",
                "; ".join(
                    f"{name} {values.loc[name, 'value']:+.2g} "
                    f"[{values.loc[name, 'low']:+.2g}, {values.loc[name, 'high']:+.2g}]"
                    for name in order
                ),
                f"{mine.loc['all off'].iloc[0]['value']:+.3g}",
            )
        )
    return [
        "What place plays and what voice plays is asked in the "
        "[case of two places](cases/rochdale_places.md). Here the effect of the team is taken "
        "apart into six mechanisms, each off in turn, on alone, and by its Shapley value, the mean "
        "over all orders of switching them on:",
        table(
            ("outcome", "effect of the team", "of which, by Shapley value",
             "left with all six off"),
            parts,
        ),
        "What is left with all six off comes from all that is not among them: who is asked first, "
        "who holds the case, how long things wait, and the hours that joint work takes.",
        figure("mechanisms", "shares"),
        "Structure, climate and resource, crossed: "
        + "; ".join(_kinds(outcome) for outcome in ("serious_needs", "incidents", NET))
        + ". The same money spent on more posts in silos: "
        + changes([effect("structure_climate", MONEY, outcome) for outcome in CORE])
        + ". The whole team: "
        + changes([effect("structure_climate", _WHOLE, outcome) for outcome in CORE])
        + ".",
        *headline_over_ensemble(),
        figure("structure_climate", "effects"),
        figure("structure_climate", "crossing"),
        _forms(),
        figure("forms_of_integration", "ranks"),
    ]  # fmt: skip


def _kinds(outcome: str) -> str:
    arms = ("structure", "climate", "resource", "structure + climate")
    return "; ".join(
        f"with {arm} alone {change(effect('structure_climate', arm, outcome))}"
        if told_apart(effect("structure_climate", arm, outcome))
        else f"with {arm} alone no difference that can be told apart"
        for arm in arms
    )


def _forms() -> str:
    ranks = study("forms_of_integration", "ranks")
    said = []
    for outcome in ("serious_needs", "exhaustion", NET):
        mine = ranks[ranks["outcome"] == outcome]
        best = mine.loc[mine.groupby("point")["rank"].idxmin(), "arm"].value_counts()
        named = ", ".join(f"`{arm}` in {count}" for arm, count in best.items())
        said.append(f"{outcome.replace('_', ' ')}: {named}")
    points = ranks["point"].nunique()
    return (
        f"Among {ranks['arm'].nunique()} forms of working in {points} settings (needs clustered or "
        "alone, staff stretched or not, ties from before or none) the best mean rank goes to, "
        + "; ".join(said)
        + f". {_best_in_all(ranks)} The five ways to manage a team are assumptions put into "
        "ingredients, since the evidence favours none of them (E068); all ranks are in the figure."
    )


def _best_in_all(ranks: pd.DataFrame) -> str:
    """Say which forms have the best mean rank for every outcome in every setting."""
    best = ranks.loc[ranks.groupby(["point", "outcome"])["rank"].idxmin(), "arm"].unique()
    if len(best) == 1:
        return f"`{best[0]}` comes first everywhere."
    return "No form comes first for every outcome in every setting."


def what_is_gained_and_lost(better: bool) -> list[str]:
    """Answer what is gained, or what is lost."""
    rows = ledger()
    mine = rows[(rows["arm"] == TEAM)]
    gain, loss = mine["gain_low"] > 0.0, mine["gain_high"] < 0.0
    sure, unsure = mine[gain if better else loss], mine[~gain & ~loss]
    sides = []
    for side, of in sure.groupby("side", sort=False):
        order = of.reindex(of["gain"].abs().sort_values(ascending=False).index)
        sides.append((side, str(len(of)), "; ".join(_entry(row) for _, row in order.iterrows())))
    word = "better" if better else "worse"
    return [
        f"In the last 18 months of three years {len(sure)} of {len(mine)} outcomes that have a "
        f"better side are {word} in the team than in silos: their interval leaves out zero. That "
        f"of {len(unsure)} others does not, so they are on neither side. Given are per cent of the "
        "silo's level, or the difference itself where that level is small, each with its interval; "
        f"both sides are in the [figure of the ledger]({DEMO_LEDGER}):",
        table(("side", f"outcomes that are {word}", "which, by how sure they are"), sides),
    ]


def _entry(row: pd.Series) -> str:
    return f"{row['outcome'].replace('_', ' ')} {moved(row)}"
