"""The first key question of the paper: which ingredients are necessary."""

import pandas as pd

from iwsim.scenario import load_scenario
from iwsim.sweep.arms import WITH, WITHOUT
from iwsim.sweep.results import NET
from markdown_page import table
from paper_questions.published import CORE, SILO, TEAM, effect, figure, study
from paper_questions.words import HUNDRED, SHORT, THOUSAND, changes, gains, told_apart
from study_findings.tables import INGREDIENTS, indices, manifest, row_of
from study_findings.words import indices as listed_indices

_MOST, _TOP = 5, 4
_TIMES = {"meeting_minutes": "meeting_frequency"}
"""Ingredients whose hours are multiplied by another ingredient."""


def necessary_ingredients() -> list[str]:
    """Answer which ingredients are necessary."""
    effects = study("ingredients")
    names = [
        arm.removeprefix(f"{WITHOUT} ")
        for arm in dict.fromkeys(effects["arm"])
        if arm.startswith(f"{WITHOUT} ")
    ]
    missed = [(name, effect("ingredients", f"{WITHOUT} {name}", "serious_needs")) for name in names]
    needed = sorted(
        (one for one in missed if gains(one[1]) is False),
        key=lambda one: -abs(one[1]["difference"]),
    )
    harmful = [name for name, row in missed if gains(row) is True]
    idle = [name for name, row in missed if not told_apart(row)]
    listed = ", ".join(f"`{name}`" for name, _ in needed[:_MOST])
    whole = effect("ingredients", TEAM, "serious_needs")
    return [
        f"Against silos the full team changes this, in the last 18 months of three years: "
        f"{changes([effect('ingredients', TEAM, outcome) for outcome in CORE])}. "
        f"Of its {len(names)} ingredients, {len(needed)} are missed by residents when they are "
        f"left out of it: the largest losses in serious needs come without {listed}. "
        f"{len(idle)} make no difference that can be told apart there"
        + (
            f", and serious needs are fewer without {len(harmful)} of them "
            f"({', '.join(f'`{name}`' for name in harmful)}): in this team, with its hours, they "
            "take more than they give."
            if harmful
            else "."
        ),
        table(
            ("ingredient left out", "serious needs (%)", "incidents (%)", "exhaustion (%)",
             "net money (thousand GBP)"),
            [
                (f"`{name}`", *(_cell(effect("ingredients", f"{WITHOUT} {name}", outcome))
                                for outcome in CORE))
                for name, _ in needed
            ],
        ),
        f"Alone in silos, {_alone(names)} The whole team changes them by {_cell(whole)}. An "
        "ingredient that does much alone can be had without a team; the figure shows each of them "
        "for residents, staff and money.",
        figure("ingredients", "ingredients"),
        *_over_all_combinations(needed),
    ]  # fmt: skip


def _over_all_combinations(needed: list[tuple[str, pd.Series]]) -> list[str]:
    """Give the total indices, and why another ingredient can come first there."""
    asked = manifest(INGREDIENTS)
    return [
        f"That is one step at a time, from the full team or from silos. The study `{INGREDIENTS}` "
        "moves all of them at once, each between its value in silos and in the team, and asks how "
        "much of the variance over these combinations an ingredient has a part in, alone or with "
        f"others (total Sobol index with interval; the first {_TOP}; {asked['replicates']} "
        "replicates a point; ° an interval too wide to count as converged):",
        table(
            ("outcome", "total index", "luck, share of the variance"),
            [
                (
                    SHORT[outcome],
                    listed_indices(indices(INGREDIENTS, outcome, "ST").head(_TOP)),
                    f"{row_of(INGREDIENTS, 'luck', outcome)['share']:.2f}",
                )
                for outcome in CORE
            ],
        ),
        _both_true(needed[0][0]),
        figure(INGREDIENTS, "sobol"),
    ]


def _both_true(name: str) -> str:
    """Say why what is missed most in the team may have little of the variance."""
    top = [
        SHORT[outcome]
        for outcome in CORE
        if name in set(indices(INGREDIENTS, outcome, "ST").head(_TOP)["factor"])
    ]
    if top:
        return (
            f"`{name}`, which residents miss most, is among the first here too: {', '.join(top)}."
        )
    silo, team = (load_scenario("rochdale").arms[arm].arrangement for arm in (SILO, TEAM))
    total, alone = (_index(name, quantity) for quantity in ("ST", "S1"))
    other = _TIMES.get(name)
    where = (
        f" It counts as often as `{other}` says: {getattr(team, other):g} in the full team, "
        f"anything between {getattr(silo, other):g} and that over all combinations."
        if other
        else ""
    )
    needs, money = (
        _cell(effect("ingredients", f"{WITHOUT} {name}", outcome))
        for outcome in ("serious_needs", NET)
    )
    return (
        f"`{name}`, which residents miss most in the full team, is in none of these lists, and "
        "both are true. Leaving it out is the whole step from "
        f"{getattr(team, name):g} to {getattr(silo, name):g} with all else as in the full team, "
        f"and moves serious needs by {needs} per cent and net money by {money} thousand GBP."
        f"{where} An index is a share of the variance over all combinations, few of which are near "
        f"the full team, beside ingredients that move more there: of serious needs its total is "
        f"{total}, and {alone} what it does by itself, whatever the others are."
    )


def _index(name: str, quantity: str) -> str:
    found = indices(INGREDIENTS, "serious_needs", quantity).set_index("factor").loc[name]
    return f"{found['value']:.3f} [{found['low']:.3f}, {found['high']:.3f}]"


def _alone(names: list[str]) -> str:
    alone = [(name, effect("ingredients", f"{WITH} {name}", "serious_needs")) for name in names]
    better = sorted(
        (one for one in alone if gains(one[1]) is True), key=lambda one: one[1]["difference"]
    )
    worse = sorted(
        (one for one in alone if gains(one[1]) is False), key=lambda one: -one[1]["difference"]
    )

    def listed(those: list[tuple[str, pd.Series]]) -> str:
        return ", ".join(f"`{name}` ({_cell(row)})" for name, row in those[:_MOST])

    return (
        f"{len(better)} lower serious needs (most: {listed(better)}; per cent with interval) and "
        f"{len(worse)} raise them ({listed(worse)})."
    )


def _cell(row: pd.Series) -> str:
    if row["outcome"] == NET:
        value, low, high = (row[name] / THOUSAND for name in ("difference", "low", "high"))
        return f"{value:+,.0f} [{low:+,.0f}, {high:+,.0f}]"
    level = abs(row["mean_reference"]) / HUNDRED
    value, low, high = (row[name] / level for name in ("difference", "low", "high"))
    return f"{value:+.1f} [{low:+.1f}, {high:+.1f}]"
