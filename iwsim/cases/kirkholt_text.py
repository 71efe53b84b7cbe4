"""What the Kirkholt case says: every number from its table, every word after its number."""

import numpy as np
import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.kirkholt_claims import before_and_after
from iwsim.cases.kirkholt_ratio import (
    ALL_LOSSES,
    CARE,
    COUNTED,
    FAMILIES,
    FAMILIES_FISCAL,
    FOUND,
    HALF,
    MORE,
    TWICE,
    largest_saving,
    money,
    ratio,
    ratio_with,
    swings,
    times_needed,
)
from iwsim.cases.kirkholt_sets import over_sets
from iwsim.cases.kirkholt_sets_words import (
    among_sets,
    left_out,
    prices_or_people,
    shares,
    what_separates,
)
from iwsim.cases.words import bracketed, by_sign, mean_of, pounds, thousands
from iwsim.parameters import PARAMETERS
from iwsim.state import ARRANGEMENT_LINES
from iwsim.study.lines import LINE_TABLE
from iwsim.validation.markdown import number, table
from iwsim.views.words import label_of, unit_of

HORIZONS = {"one year": 52, "two years": 104, "three years": 156, "five years": 260}
WHOLE = "three years"
"""The period of every figure that names none."""
CHAIN = (
    "incidents", "recorded_incidents", "stress", "resident_trust", "known_share", "served_share",
    "serious_needs", "crises", "evictions", "moves", "caseload", "direct_share",
    "coordination_share", "exhaustion",
)  # fmt: skip
_LINE_WORDS = {line.line: line.meaning for line in LINE_TABLE}
_UNIT_COSTS = {
    "incidents": "incident",
    "asb_cases": "incident_acted",
    "evictions": "eviction",
    "moves": "move",
    "crises": "crisis",
    "needs": "need_week",
}

_BESIDE_P02 = (
    f"P02 of the [scorecard](../scorecard.md) also says where {FOUND} lies, and may say another "
    "share. It is another distribution. There every uncertain parameter is drawn evenly from its "
    "plausible range; here sets are of the calibrated ensemble, which levels of the "
    "literature do not rule out. There the team lacks a say alone, and keeps "
    "the doors and events that this one lacks when residents are unheard; so it is nearer to the "
    "team with residents heard. There each set has one replicate, and the homes are those of "
    "`rochdale` in three floors. Which difference counts most cannot be read from these runs. How "
    "much the sets alone change P02 stands in the scorecard, which tries it over both kinds."
)


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the paragraphs and tables of the case."""
    runs = at_defaults(measured)
    sets = over_sets(measured)
    return (
        f"{_at_defaults(runs)} {among_sets(sets)}",
        *shares(sets),
        _BESIDE_P02,
        *what_separates(sets),
        f"{_hangs_on(runs)} {prices_or_people(sets)}",
        _lines(runs),
        f"{_counting_otherwise(runs)} {left_out(sets)}",
        _variants(runs),
        "What explains the money: means over the three years.",
        _chain(runs),
        _disorder(runs),
        *before_and_after(runs),
    )


def limits() -> tuple[str, ...]:
    """Return what the case assumes and leaves out."""
    return (
        "How many homes, posts and pounds the pilot had is not told: the estate has the people "
        "and posts of `rochdale`, and the team works for all of them, where the pilot may have "
        "chosen a few households that cost most. A pound spent on those would bring back more.",
        "Neither the period nor the items of the 3.68 are told, and no public source was found "
        "for it (L058); the 2.28 and the 2.6 are of other programmes and count other things. "
        "They are for comparison: nothing was fitted to them.",
        "The homes are blocks of three floors; houses with doors to the street cannot be written.",
        "Unit costs count each week of need as what services outside the model spend on average; "
        "a saving that takes a ward or a post out of use is not told apart from one that does not.",
        "Sets of parameters have two replicates each, so a little of the spread is luck.",
    )


def _at_defaults(runs: pd.DataFrame) -> str:
    cost, benefit = money(runs)
    net = mean_of(benefit - cost)
    verdict = by_sign(
        net, "it pays for itself", "it does not pay for itself", "whether it pays cannot be told"
    )
    return (
        f"Over {WHOLE} the team costs {pounds(mean_of(cost))} more than the silo and saves the "
        f"public {pounds(mean_of(benefit))}; the net is {pounds(net)}: {verdict}. "
        f"Pounds back per pound: {ratio(cost, benefit).words()}."
    )


def _hangs_on(runs: pd.DataFrame) -> str:
    first, second = swings(runs)[:2]
    saving = largest_saving(runs)
    words = (
        f"The ratio hangs most on *{_LINE_WORDS[first.line].lower()}*: {_swung(first.half)} if "
        f"its unit costs are halved, {_swung(first.twice)} if they are doubled; then on "
        f"*{_LINE_WORDS[second.line].lower()}* ({_swung(second.half)}, {_swung(second.twice)}). "
        "No rule reads what a thing costs, so people and services do the same at any price. "
    )
    needed = times_needed(runs, saving, FOUND)
    if not np.isfinite(needed):
        return f"{words}On no line of public money does the team save anything."
    unit = PARAMETERS[f"money.{_UNIT_COSTS[saving]}"]
    top = unit.plausible[1] / unit.default
    reach = "within" if needed <= top else "beyond"
    return (
        f"{words}The largest saving is *{_LINE_WORDS[saving].lower()}*; without it the ratio is "
        f"{_swung(ratio_with(runs, saving, 0.0))}. Its unit costs would have to be "
        f"{times_needed(runs, saving, 1.0):.1f} times as high for a pound to come back, and "
        f"{needed:.1f} times for {FOUND}: {reach} their plausible range, which ends at {top:.1f} "
        "times."
    )


def _swung(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else "none"


def _lines(runs: pd.DataFrame) -> str:
    rows = []
    for line in COUNTED:
        more = runs[MORE + line]
        if not more.any():
            continue
        cost = line in ARRANGEMENT_LINES
        found = mean_of(more if cost else -more)
        swung = (_swung(ratio_with(runs, line, times)) for times in (0.0, HALF, TWICE))
        kind = "extra cost" if cost else "saving"
        rows.append((_LINE_WORDS[line], kind, thousands(found), *swung))
    head = (
        "line", "counts as", "thousand pounds in three years", "ratio without it",
        "with unit costs halved", "doubled",
    )  # fmt: skip
    return table(head, rows)


def _counting_otherwise(runs: pd.DataFrame) -> str:
    care, every = (ratio(*money(runs, also)) for also in (CARE, ALL_LOSSES))
    heard_cost, heard_benefit = (runs[f"{name}_heard"].to_numpy() for name in ("cost", "benefit"))
    cost, benefit = money(runs)
    gain = mean_of((heard_benefit - heard_cost) - (benefit - cost))
    verdict = by_sign(
        gain, "there leaving them out cost money", "there leaving them out saved money",
        "there what leaving them out did to the purse cannot be told",
    )  # fmt: skip
    return (
        "The period and what is counted matter, too. With children in care, which drove the "
        f"{FAMILIES:.2f} of Troubled Families ({FAMILIES_FISCAL} in fiscal terms), the ratio is "
        f"{care.words()}; with lost work and harm to residents priced as well, {every.words()}. "
        "With the say, doors and events that residents were to have next, the team's net changes "
        f"at the defaults by {pounds(gain)}: {verdict}."
    )


def _variants(runs: pd.DataFrame) -> str:
    rows = [
        _variant(words, runs[f"cost_{weeks}"].to_numpy(), runs[f"benefit_{weeks}"].to_numpy())
        for words, weeks in HORIZONS.items()
    ]
    rows += [
        _variant(f"{WHOLE}, children in care counted", *money(runs, CARE)),
        _variant(f"{WHOLE}, lost work and harm counted, too", *money(runs, ALL_LOSSES)),
        _variant(
            f"{WHOLE}, residents heard",
            runs["cost_heard"].to_numpy(),
            runs["benefit_heard"].to_numpy(),
        ),
    ]
    head = ("period and items", "extra cost, thousands", "benefit", "net", "pounds back per pound")
    return table(head, rows)


def _variant(words: str, cost: np.ndarray, benefit: np.ndarray) -> tuple[str, ...]:
    found = (thousands(mean_of(values)) for values in (cost, benefit, benefit - cost))
    return (words, *found, ratio(cost, benefit).words())


def _disorder(runs: pd.DataFrame) -> str:
    silo = runs["silo_incidents"]
    team, enforcing, heard = (
        mean_of(100.0 * (runs[f"{name}_incidents"] / silo - 1.0))
        for name in ("team", "enforcing", "heard")
    )
    given_up = mean_of(100.0 * (runs["team_incidents"] - runs["enforcing_incidents"]) / silo)
    verdict = by_sign(
        team, "so that the fall told of the pilot (E165) does not come out: incidents rise",
        "as told of the pilot (E165)", "so that the fall told of the pilot (E165) is not shown",
    )  # fmt: skip
    return (
        f"True incidents change by {bracketed(team)} per cent of the silo's over the three "
        f"years, {verdict}. The same team with the enforcement of the silo: "
        f"{bracketed(enforcing)} per cent; so giving enforcement up (E156) alone "
        f"{by_sign(given_up, 'adds', 'takes away', 'changes')} {bracketed(given_up)} points. "
        f"With residents heard, and enforcement given up as well: {bracketed(heard)} per cent."
    )


def _chain(runs: pd.DataFrame) -> str:
    rows = []
    for outcome in CHAIN:
        silo, team = runs[f"silo_{outcome}"], runs[f"team_{outcome}"]
        means = (number(float(values.mean())) for values in (silo, team))
        rows.append((label_of(outcome), unit_of(outcome), *means, bracketed(mean_of(team - silo))))
    return table(("outcome", "unit, a week", "silo", "team", "difference"), rows)
