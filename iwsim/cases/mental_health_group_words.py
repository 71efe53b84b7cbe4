"""What the case of the mental health group says: every number from its table."""

import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.contrasts import (
    Words,
    difference,
    difference_of_differences,
    mean_in,
    measure_of,
    size_of,
    with_interval,
)
from iwsim.study.statistics import Difference, mean_difference
from iwsim.validation.markdown import number, table

SILO, TEAM, OFFICE = "silo", "group", "group in one office"
WAYS = (SILO, TEAM, OFFICE)
OLD, NONE = "old ties", "no ties"
FAMILIES, NEEDS = "families reached", "serious_needs"
SMALLEST = 0.02
"""Smallest difference of a share that matters, as for the patterns of the evidence."""
COLUMNS = {
    "families reached": "families reached in a year, share",
    "families weeks": "weeks to first help, at most 52",
    "people reached": "all people reached, share",
    "served_share": "share of serious needs in service",
    "serious_needs": "serious needs per 100 adults",
    "coordination_share": "share of hours in meetings and coordination",
    "direct_share": "share of hours with people",
}
CONTRASTS: dict[str, tuple[str, str]] = {
    "group less silo, old ties": ("group, old ties", "silo, old ties"),
    "group less silo, no ties": ("group, no ties", "silo, no ties"),
    "what the office adds, old ties": ("group in one office, old ties", "group, old ties"),
    "what the office adds, no ties": ("group in one office, no ties", "group, no ties"),
    "what old ties add, no office": ("group, old ties", "group, no ties"),
    "what ties that last add": ("group, ties kept", "group, old ties"),
}
_OFFICE_BY_TIES = (
    CONTRASTS["what the office adds, old ties"],
    CONTRASTS["what the office adds, no ties"],
)
FUNDING: dict[str, tuple[str, str]] = {
    "even funds, group": ("group, even funds", "group, old ties"),
    "even funds, silo": ("silo, even funds", "silo, old ties"),
    "pooled overtime and cover, group": ("group, pooled funds", "group, old ties"),
    "even standing, group": ("group, even standing", "group, old ties"),
    "more complex funds, group": ("group, complex funds", "group, old ties"),
}
_COSTS = {
    "families reached": "families reached, share",
    "serious_needs": "serious needs per 100 adults",
    "exhaustion": "exhaustion of staff",
    "overtime_hours": "hours of overtime a week",
    "waiting.council": "queue of the poorest council",
    "spend": "GBP spent a week",
}
_CHAIN = {
    "shared_share": "share of what could be told that is told",
    "whole_person_knowledge": "what workers know of the needs of people in service",
    "decision_quality": "fit of joint decisions",
    "professional_trust": "trust between posts of different agencies",
    "late ties": "ties, last 78 weeks",
    "late common_ground": "common language, last 78 weeks",
    "waiting": "episodes in queues",
    "exhaustion": "exhaustion of staff",
    "crises": "crises a week",
    "spend": "GBP spent a week",
}
_HIGHER = Words("higher", "lower", "neither higher nor lower")
_HUNDRED = 100.0


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the paragraphs and tables of the case."""
    runs = at_defaults(measured)
    return (
        f"{_access(runs)} {_without_office(runs)} {_needs(runs)} {_unequal(runs)}",
        "## Ways of working and ties",
        _levels(runs),
        _differences(runs),
        "## Why access and need go apart",
        _why(runs),
        _chain(runs),
        "## What unequal and complex funding costs",
        _funding_said(runs),
        _funding(runs),
    )


def contrast(runs: pd.DataFrame, pair: tuple[str, str], name: str) -> Difference:
    """Return the difference of a measure between the two cells of a pair."""
    return difference(runs, *pair, name)


def _points(found: Difference) -> Difference:
    return found._replace(
        mean=_HUNDRED * found.mean, low=_HUNDRED * found.low, high=_HUNDRED * found.high
    )


def _access(runs: pd.DataFrame) -> str:
    found = contrast(runs, CONTRASTS["group less silo, old ties"], FAMILIES)
    weeks = contrast(runs, CONTRASTS["group less silo, old ties"], "families weeks")
    silo, group = (_HUNDRED * mean_in(runs, f"{way}, {OLD}", FAMILIES) for way in (SILO, TEAM))
    verdict = Words(
        "Access for families whom nobody served is borne out",
        "The group reaches fewer of the families whom nobody served, against the claim",
        "Access for families whom nobody served is not told from the silo's",
    ).of(found)
    size = "" if abs(found.mean) >= SMALLEST else ", though by less than what we take to matter"
    sooner = Words("later", "sooner", "at about the same time").of(weeks)
    at_switch = mean_in(runs, f"{TEAM}, {OLD}", "families at the switch")
    return (
        f"**{verdict}{size}:** of {number(at_switch)} adults in homes with children who had a "
        f"serious need that no service knew of, {number(group)} per cent get help within a year in "
        f"the group and {number(silo)} in the silo ({with_interval(_points(found))} points), "
        f"{sooner} by {size_of(weeks)} weeks."
    )


def _without_office(runs: pd.DataFrame) -> str:
    old = contrast(runs, CONTRASTS["what the office adds, old ties"], FAMILIES)
    none = contrast(runs, CONTRASTS["what the office adds, no ties"], FAMILIES)
    ends = (old.low, old.high, none.low, none.high)
    if max(abs(end) for end in ends) < SMALLEST:
        verdict = "Access needs no shared office, with or without old ties"
    elif max(abs(end) for end in ends[:2]) < SMALLEST < none.low:
        verdict = "Access needs no shared office where people know each other, and one where not"
    elif old.low > SMALLEST:
        verdict = "Access gains from a shared office even where people know each other"
    else:
        verdict = "What a shared office adds to access cannot be told"
    return (
        f"{verdict}: it adds {with_interval(_points(old))} points with old ties and "
        f"{with_interval(_points(none))} without."
    )


def _needs(runs: pd.DataFrame) -> str:
    old = contrast(runs, CONTRASTS["group less silo, old ties"], NEEDS)
    none = contrast(runs, CONTRASTS["group less silo, no ties"], NEEDS)
    office = contrast(runs, CONTRASTS["what the office adds, old ties"], NEEDS)
    level = number(mean_in(runs, f"{SILO}, {OLD}", NEEDS))
    but = "But access is not yet less need" if old.high >= 0.0 else "Need is less, too"
    strangers = contrast(runs, CONTRASTS["what the office adds, no ties"], NEEDS)
    return (
        f"{but}: serious needs per 100 adults are {_HIGHER.of(old)} in the group than in the silo "
        f"with old ties ({with_interval(old)} of {level}), and {_HIGHER.of(none)} without "
        f"({with_interval(none)}). One office would make them {_HIGHER.of(office)} "
        f"({with_interval(office)}), and {_HIGHER.of(strangers)} among strangers "
        f"({with_interval(strangers)}): {_ties_stand_in(runs)}."
    )


def _ties_stand_in(runs: pd.DataFrame) -> str:
    return Words(
        "old ties do part of an office's work",
        "old ties make an office worth more",
        "old ties neither replace an office nor add to it",
    ).of(difference_of_differences(runs, *_OFFICE_BY_TIES, NEEDS))


def _unequal(runs: pd.DataFrame) -> str:
    need = contrast(runs, FUNDING["even funds, group"], NEEDS)
    spend = contrast(runs, FUNDING["even funds, group"], "spend")
    more = Words("at {} pounds a week more", "and save {} pounds a week", "at no clear cost").of(
        spend
    )
    return (
        f"Even funds for all partners would leave serious needs {_HIGHER.of(need)} "
        f"({with_interval(need)}), {more.format(size_of(spend))}."
    )


def _levels(runs: pd.DataFrame) -> str:
    cells = [f"{way}, {ties}" for ties in (OLD, NONE) for way in WAYS] + ["group, ties kept"]
    body = [(cell, *(number(mean_in(runs, cell, name)) for name in COLUMNS)) for cell in cells]
    return table(("", *COLUMNS.values()), body)


def _differences(runs: pd.DataFrame) -> str:
    body = [
        (words, *(with_interval(contrast(runs, pair, name)) for name in COLUMNS))
        for words, pair in CONTRASTS.items()
    ]
    crossed = (difference_of_differences(runs, *_OFFICE_BY_TIES, name) for name in COLUMNS)
    body.append(("more by the office with old ties than with none", *map(with_interval, crossed)))
    return table(("difference [95 per cent]", *COLUMNS.values()), body)


def _why(runs: pd.DataFrame) -> str:
    pair = CONTRASTS["group less silo, old ties"]
    queue, hours = contrast(runs, pair, "waiting"), contrast(runs, pair, "coordination_share")
    people = contrast(runs, pair, "direct_share")
    kept = contrast(runs, CONTRASTS["what ties that last add"], NEEDS)
    late = mean_in(runs, f"{TEAM}, {OLD}", "late ties")
    shared = Words("a larger share", "a smaller share", "about the same share")
    queues = Words("longer", "shorter", "as long").of(queue)
    each = _hours_a_need(runs)
    gets = Words("more", "fewer", "as many").of(each)
    return (
        f"In the group queues are {queues} than in the silo ({with_interval(queue)} episodes). "
        f"{shared.of(hours).capitalize()} of all hours goes to meetings and coordination "
        f"({with_interval(hours)}) and {shared.of(people)} to people ({with_interval(people)}): a "
        f"need in service gets {gets} of them, by {size_of(each)} per cent. Ties that were there "
        f"fade without contact: of 0.6 at the start {number(late)} is left in the last half of the "
        f"run. Were ties and common language kept up, serious needs would be {_HIGHER.of(kept)} "
        f"({with_interval(kept)})."
    )


def _hours_a_need(runs: pd.DataFrame) -> Difference:
    """Return by how many per cent more hours with people a need in service gets in the group."""
    group, silo = (
        runs[measure_of(f"{way}, {OLD}", "direct_share")]
        / runs[measure_of(f"{way}, {OLD}", "served_share")]
        / runs[measure_of(f"{way}, {OLD}", NEEDS)]
        for way in (TEAM, SILO)
    )
    return mean_difference((_HUNDRED * (group / silo - 1.0)).to_numpy())


def _chain(runs: pd.DataFrame) -> str:
    body = []
    for name, words in _CHAIN.items():
        levels = (number(mean_in(runs, f"{way}, {OLD}", name)) for way in WAYS)
        found = contrast(runs, CONTRASTS["group less silo, old ties"], name)
        body.append((words, *levels, with_interval(found)))
    return table(("mean over three years, old ties", *WAYS, "group less silo"), body)


def _funding_said(runs: pd.DataFrame) -> str:
    queue = contrast(runs, FUNDING["even funds, silo"], "waiting.council")
    pooled = contrast(runs, FUNDING["pooled overtime and cover, group"], NEEDS)
    standing = contrast(runs, FUNDING["even standing, group"], NEEDS)
    more = contrast(runs, FUNDING["more complex funds, group"], NEEDS)
    tired = contrast(runs, FUNDING["even funds, group"], "exhaustion")
    queues = Words("longer", "shorter", "as long").of(queue)
    return (
        "Each line is the arm with the change less the arm as it is, with old ties. Even funds "
        "mean that all partners can pay as much overtime and cover as the richest, so they are "
        f"not the same money. With them the poorest council's queue in the silo is {queues} "
        f"({with_interval(queue)} episodes) and exhaustion of staff in the group is "
        f"{_HIGHER.of(tired)} ({with_interval(tired)}), as E142 would have it. Money for overtime "
        f"and cover that is pooled and goes where queues are longest leaves serious needs "
        f"{_HIGHER.of(pooled)} ({with_interval(pooled)}), even standing {_HIGHER.of(standing)} "
        f"({with_interval(standing)}), and funds that ask for a third more recording "
        f"{_HIGHER.of(more)} ({with_interval(more)})."
    )


def _funding(runs: pd.DataFrame) -> str:
    body = [
        (words, *(with_interval(contrast(runs, pair, name)) for name in _COSTS))
        for words, pair in FUNDING.items()
    ]
    return table(("difference [95 per cent]", *_COSTS.values()), body)
