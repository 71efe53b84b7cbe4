"""What the case of the hub at Bury says: every number from its table, every word after it."""

from math import isnan

import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.contrasts import (
    Words,
    difference,
    difference_of_differences,
    mean_in,
    size_of,
    with_interval,
)
from iwsim.cases.requests import HIGH, MEDIUM, SEVERITIES
from iwsim.scenario import SILOED
from iwsim.study.statistics import Difference, mean_difference
from iwsim.validation.markdown import number, table

HUB = "mash"
SMALLEST = 0.05
"""Smallest share of the silo's level that matters, as for the patterns of the evidence."""
NONE = "none"
COUNTS = ("first requests", "repeats", "requests", "referrals at one door")
LESS = {
    "no shared office": "one office (E121)",
    "a meeting a week": "meeting daily, not weekly (E124)",
    "no single gateway": "one gateway (E119)",
    "no shared records": "shared records (E126)",
    "no protocol": "the protocol (E122)",
}
THROUGH = {
    "more found": "what workers notice and visits find",
    "easier to ask": "trust, hope and fear in asking",
    "fewer repeats": "requests that end without help",
    "other help": "help that knows the whole person and fits",
}
_CHAIN = {
    "coordination_share": "share of hours in meetings and coordination",
    "direct_share": "share of hours with people",
    "waiting": "episodes in queues",
    "wait_help_weeks": "weeks from known to first help, at most 26",
    "decision_days": "days from a request at the gateway to its decision",
    "whole_person_knowledge": "what workers know of the needs of people in service",
    "serious_needs": "serious needs per 100 adults",
    "wait_known_weeks": "weeks from a need's onset to its being known, at most 26",
    "known_share": "share of serious needs that some service knows of",
    "crises_known_share": "share of crises known four weeks before",
    "crises": "crises a week",
    "met": "episodes a week that end with the need met",
    "refused": "episodes a week refused",
    "withdrawn": "episodes a week given up in the queue",
    "lost": "episodes a week lost between services",
    "resident_trust": "residents' trust in services",
    "power_loss": "power that staff feel they lose",
    "covert_resistance": "quiet obstruction by staff",
    "spend": "GBP spent a week",
}
_SOONER = Words("later", "sooner", "at about the same time")


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the paragraphs and tables of the case."""
    runs = at_defaults(measured)
    return (
        f"{_times(runs)} {_found_early(runs)} {_referrals(runs)}",
        "## Times by severity",
        _times_table(runs),
        _compared(runs),
        "## What each ingredient of the hub adds",
        _ingredients_said(runs),
        _ingredients_table(runs),
        "## Why referrals have no fixed direction",
        _channels_said(runs),
        _channels_table(runs),
        "## The chain behind it",
        _chain_said(runs),
        _chain_table(runs),
    )


def _hub(runs: pd.DataFrame, name: str) -> Difference:
    return difference(runs, HUB, SILOED, name)


def _times(runs: pd.DataFrame) -> str:
    high, medium = (_hub(runs, f"coordinated {s}") for s in (HIGH, MEDIUM))
    borne_out = high.high < 0.0 and medium.high < 0.0
    verdict = (
        "That the hub answers high and medium risk sooner is borne out"
        if borne_out
        else "That the hub answers both high and medium risk sooner is not borne out"
    )
    parts = [
        f"{_SOONER.of(found)} to requests of {s} severity, by {size_of(found)} days (silo "
        f"{number(mean_in(runs, SILOED, f'coordinated {s}'))}, hub "
        f"{number(mean_in(runs, HUB, f'coordinated {s}'))})"
        for s, found in ((HIGH, high), (MEDIUM, medium))
    ]
    first = _hub(runs, f"help {MEDIUM}")
    return (
        f"**{verdict}:** a coordinated response (somebody works on the need, and the workers "
        f"together know at least half of all needs of the person) comes {parts[0]}, and "
        f"{parts[1]}. First help for medium severity comes {_SOONER.of(first)}, by "
        f"{size_of(first)} days."
    )


def _found_early(runs: pd.DataFrame) -> str:
    found, level = _hub(runs, "wait_known_weeks"), mean_in(runs, SILOED, "wait_known_weeks")
    takes = Words("longer", "less long", "as long").of(found)
    by = f"by {size_of(found)} of {number(level)} weeks"
    stock = _hub(runs, "known_share")
    aside = Words(
        ", and of the serious needs at any time a larger share is known",
        ", and of the serious needs at any time a smaller share is known, since known ones are "
        "met and leave that count first" if found.high < 0.0
        else ", and of the serious needs at any time a smaller share is known",
        "",
    ).of(stock)  # fmt: skip
    matters = max(abs(found.low), abs(found.high)) > SMALLEST * level
    verdict = (
        "earlier identification is seen"
        if found.high < 0.0 and matters
        else "earlier identification is too small to matter"
        if found.high < 0.0
        else "earlier identification is not seen"
    )
    return f"From onset to being known, needs take {takes}, {by}{aside}: {verdict}."


def _referrals(runs: pd.DataFrame) -> str:
    requests, level = _hub(runs, "requests"), mean_in(runs, SILOED, "requests")
    booked = 100.0 / level * (runs[f"{HUB}: referrals at one door"] - runs[f"{SILOED}: requests"])
    door = mean_difference(booked.to_numpy())
    than = Words("more than", "fewer than", "neither more nor fewer than").of(requests)
    if requests.low > -SMALLEST * level and requests.high < SMALLEST * level:
        than = "about as many as"
    books = Words("a rise", "a fall", "no clear change").of(door)
    return (
        f"As to referrals, requests for help are {than} in the silo "
        f"({with_interval(requests)} of {number(level)} a year). Yet if the silo books every "
        f"request and the hub one referral for a person, the books show {books} of "
        f"{size_of(door)} per cent: the sign of a change in referrals depends on what is "
        f"counted{_opposed(runs)}."
    )


def _opposed(runs: pd.DataFrame) -> str:
    effects = [channel(runs, name, "requests") for name in THROUGH]
    both = any(found.low > 0.0 for found in effects) and any(found.high < 0.0 for found in effects)
    return ", and on which of several opposed channels is stronger" if both else ""


def _times_table(runs: pd.DataFrame) -> str:
    body = []
    for severity in SEVERITIES:
        for name, words in (
            ("help", "days to first help"),
            ("coordinated", "days to a coordinated response"),
            ("prompt", "share coordinated within four weeks"),
        ):
            body.append((severity, words, *_pair(runs, f"{name} {severity}")))
    return table(("severity", "from request", "silo", "hub", "difference [95 per cent]"), body)


def _compared(runs: pd.DataFrame) -> str:
    shares = [
        number(100.0 * _hub(runs, name).mean / mean_in(runs, SILOED, name))
        for name in (f"help {MEDIUM}", f"coordinated {HIGH}", f"coordinated {MEDIUM}")
    ]
    return (
        f"In the model the time to first help at medium severity changes by {shares[0]} per cent, "
        f"that to a coordinated response by {shares[1]} at high and {shares[2]} at medium. "
        "An early study of hubs in London is quoted with turnaround times 40 to 50 per cent "
        "shorter (L199, from memory and of another place)."
    )


def _pair(runs: pd.DataFrame, name: str) -> tuple[str, str, str]:
    levels = (mean_in(runs, cell, name) for cell in (SILOED, HUB))
    silo, hub = (NONE if isnan(level) else number(level) for level in levels)
    found = _hub(runs, name)
    return silo, hub, with_interval(found) if found.n else NONE


def _ingredients_said(runs: pd.DataFrame) -> str:
    daily = difference(runs, HUB, "a meeting a week", "coordinated medium")
    decided = difference(runs, HUB, "a meeting a week", "decision_days")
    hours = difference(runs, HUB, "a meeting a week", "coordination_share")
    office = difference(runs, HUB, "no shared office", "coordinated medium")
    cost = Words("but take {} more", "and take {} less", "and take as much, as far as can be told,")
    taken = cost.of(hours).format(size_of(hours))
    end = _SOONER.of(daily)
    return (
        "Each line is the hub less the hub without that ingredient. Daily instead of weekly "
        f"meetings bring decisions {_SOONER.of(decided)}, by {size_of(decided)} days, "
        f"{taken} of all hours; a request of medium severity has its coordinated response {end} "
        f"for it ({with_interval(daily)} days). The shared office brings it "
        f"{_SOONER.of(office)}, by {size_of(office)} days."
    )


def _ingredients_table(runs: pd.DataFrame) -> str:
    columns = {
        "coordinated high": "days to coordinated response, high",
        "coordinated medium": "the same, medium",
        "decision_days": "days to decision",
        "wait_known_weeks": "weeks until known",
        "coordination_share": "share of hours spent joining up",
        "requests": "requests a year",
    }
    body = []
    for cell, words in LESS.items():
        found = [difference(runs, HUB, cell, name) for name in columns]
        body.append((words, *(with_interval(one) if one.n else NONE for one in found)))
    return table(("ingredient", *columns.values()), body)


def channel(runs: pd.DataFrame, name: str, count: str) -> Difference:
    """Return what a channel adds to the hub's effect on a count: the effect less that without."""
    off = (f"{HUB}, off: {name}", f"{SILOED}, off: {name}")
    return difference_of_differences(runs, (HUB, SILOED), off, count)


def _channels_said(runs: pd.DataFrame) -> str:
    effects = {name: channel(runs, name, "requests") for name in THROUGH}
    raising = [THROUGH[n] for n, found in effects.items() if found.low > 0.0]
    lowering = [THROUGH[n] for n, found in effects.items() if found.high < 0.0]
    merged = mean_in(runs, HUB, "requests") - mean_in(runs, HUB, "referrals at one door")
    found_first = channel(runs, "more found", "first requests")
    found_again = channel(runs, "more found", "repeats")
    first = Words(
        "What workers find raises first requests",
        "What workers find lowers first requests",
        "What workers find does not change first requests",
    ).of(found_first)
    again = Words("and raises", "and lowers", "and leaves alone").of(found_again)
    return (
        "Each channel was switched off in silo and hub alike; what it adds is the hub's effect "
        f"with it less the hub's effect without. Raise the number of requests: {_listed(raising)}. "
        f"Lower it: {_listed(lowering)}. {first} ({with_interval(found_first)} a year) {again} "
        f"repeats ({with_interval(found_again)}): in a silo a need that a worker passes on may "
        "be lost between agencies and has to be brought again. On top, one door merges "
        f"{number(merged)} requests a year into a referral that is open or comes in the same week. "
        "Channels work through each other, so their parts do not add up to the whole."
    )


def _listed(names: list[str]) -> str:
    return "; ".join(names) if names else "none of them"


def _channels_table(runs: pd.DataFrame) -> str:
    body = [("silo, a year", *(number(mean_in(runs, SILOED, c)) for c in COUNTS))]
    body += [("hub, a year", *(number(mean_in(runs, HUB, c)) for c in COUNTS))]
    body += [("hub less silo", *(with_interval(_hub(runs, c)) for c in COUNTS))]
    for name, words in THROUGH.items():
        found = (with_interval(channel(runs, name, c)) for c in COUNTS)
        body.append((f"of it through {words}", *found))
    heads = ("first requests", "repeats", "all requests", "referrals, counted at one door in both")
    return table(("", *heads), body)


def _chain_said(runs: pd.DataFrame) -> str:
    share = Words("a larger share", "a smaller share", "about the same share")
    hours = _hub(runs, "coordination_share")
    because = Words(
        "; meetings and an office take more than they save",
        "; who meets every day and shares an office has a common language, and needs fewer hours "
        "to agree on a person",
        "",
    ).of(hours)
    queues = Words("longer", "shorter", "as long").of(_hub(runs, "waiting"))
    loss = Words("more", "less", "as much").of(_hub(runs, "power_loss"))
    hides = Words("more", "less", "as much").of(_hub(runs, "covert_resistance"))
    return (
        f"Of all hours, {share.of(hours)} goes to meetings and coordination and "
        f"{share.of(_hub(runs, 'direct_share'))} to people{because}. Queues are {queues}. Compared "
        f"with the silo, staff feel {loss} loss of power and obstruct {hides} in quiet, the side "
        "effect that Bury itself named (E125)."
    )


def _chain_table(runs: pd.DataFrame) -> str:
    body = [(words, *_pair(runs, name)) for name, words in _CHAIN.items()]
    return table(("mean over three years", "silo", "hub", "difference [95 per cent]"), body)
