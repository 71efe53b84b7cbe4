"""What the Rochdale case says: every number from its table, every word after its number."""

from collections.abc import Mapping

import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.rochdale_places_effects import (
    ALL,
    ARMS,
    LOW,
    MONEY,
    PLACES,
    PUBLIC,
    RESIDENTS,
    SPEND,
    STAFF,
    TOWER,
    WHOLE,
    Effects,
    cell,
    effects,
    told,
)
from iwsim.cases.words import bracketed, by_sign, mean_of, pounds, thousands
from iwsim.study.statistics import Difference
from iwsim.validation.markdown import number, table
from iwsim.views.words import label_of, plain, unit_of

_HEADLINES = {
    "incidents": "incidents",
    "resident_trust": "trust of residents",
    "serious_needs": "serious needs",
    "exhaustion": "exhaustion of staff",
}
_MONEY_WORDS = {
    SPEND: "Posts and team, three years",
    PUBLIC: "Public cost of what happens, three years",
    WHOLE: "Both together, three years",
}
_SIDES = (("residents", RESIDENTS), ("staff", STAFF), ("money", MONEY))
_PERCENT_DIGITS = 1


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the paragraphs and tables of the case."""
    runs = at_defaults(measured)
    found = {outcome: effects(runs, outcome) for outcome in ALL}
    return (
        f"{_verdict(found)} {_grassroots(found)} {_towers(found)}",
        _reach(runs),
        f"{_voice(found)} {_team(found)}",
        "Effects in the units of the outcome, with intervals; in bold those that can be told from "
        "zero. *Place*: tower against three floors; *aims*: grassroots against top-down; "
        "*together*: what grassroots does more in the tower; *say alone*: the part of *aims* that "
        "comes without doors and events.",
        _effects(found),
        "Means by place and way of working, last 78 weeks; money in thousand pounds of three "
        "years.",
        _cells(runs),
    )


def limits() -> tuple[str, ...]:
    """Return what the case assumes and leaves out."""
    return (
        "Both places have the same flats, people, services and luck; only the blocks differ. The "
        "real low-rise blocks house families with more children, which is not place in this "
        "sense, and stairs, yards and outdoor paths, which the model does not have.",
        "Salford and Rochdale were contrasted in words (E153): no outcome of either is known, and "
        "the two sets of ingredients are our reading. Who sets the aims acts through the say of "
        "residents, doors and events; that aims set from below may be other aims is left out.",
        "All teams are the same otherwise. Hours at doors and events are taken from the hours of "
        "the same posts, so grassroots work is not given extra staff; events cost cash.",
        f"{len(ALL)} outcomes with three effects each are told one by one: about one effect in "
        "twenty would be told from zero by luck alone.",
    )


def words_of(outcome: str) -> str:
    """Return what an outcome means."""
    return _MONEY_WORDS.get(outcome) or label_of(outcome)


def _verdict(found: Mapping[str, Effects]) -> str:
    by_aims = [name for name, one in found.items() if abs(one.aims.mean) > abs(one.place.mean)]
    named = "; ".join(_inside(words_of(name)) for name in by_aims)
    apart = sum(told(one.interaction) for one in found.values())
    return (
        f"The place moves {len(found) - len(by_aims)} of {len(found)} outcomes further than who "
        f"sets the aims does, which moves the other {len(by_aims)} further"
        f"{f' ({named})' if named else ''}. What grassroots does differs "
        f"between the places, beyond doubt, in {apart} of them: serious needs "
        f"{_percent(found['serious_needs'].percent('interaction'))} in the tower beyond what they "
        f"change in three floors, money {pounds(found[WHOLE].interaction)}."
    )


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _grassroots(found: Mapping[str, Effects]) -> str:
    money = found[WHOLE].aims
    verdict = by_sign(
        money, "it costs more", "it costs less", "whether it costs more cannot be told"
    )
    return (
        f"Grassroots against top-down, in both places: {_listed(found, 'aims')}; posts, team and "
        f"public cost together {pounds(money)} in three years: {verdict}."
    )


def _towers(found: Mapping[str, Effects]) -> str:
    money = found[WHOLE].place
    verdict = by_sign(
        money, "the tower costs more", "the tower costs less", "no difference that can be told"
    )
    return (
        "Tower against three floors with the same people, under either way of setting aims: "
        f"{_listed(found, 'place')}; money {pounds(money)}: {verdict}."
    )


def _listed(found: Mapping[str, Effects], name: str) -> str:
    return ", ".join(
        f"{words} {_percent(found[outcome].percent(name))}" for outcome, words in _HEADLINES.items()
    )


def _percent(found: Difference) -> str:
    mean, low, high = (
        f"{round(end, _PERCENT_DIGITS) + 0.0:+.1f}" for end in (found.mean, found.low, found.high)
    )
    return f"{mean} per cent [{low}, {high}]"


def _reach(runs: pd.DataFrame) -> str:
    tower, low = (runs[f"{place}.reach"] for place in PLACES)
    apart = mean_of(tower - low)
    verdict = by_sign(
        apart, "so one person's change reaches more people in a tower, as is said (E169)",
        "so one person's change reaches fewer people in a tower, against what is said (E169)",
        "so that it reaches more people in a tower (E169) is not shown",
    )  # fmt: skip
    return (
        "The ripple of one: if the resident who causes most trouble stops, the mean stress of "
        f"{bracketed(mean_of(tower))} others falls by more than 0.01 over a year in the tower, and "
        f"of {bracketed(mean_of(low))} in three floors; the difference is {bracketed(apart)}, "
        f"{verdict}."
    )


def _voice(found: Mapping[str, Effects]) -> str:
    needs, belonging = found["serious_needs"].doors, found["belonging"].doors
    price = by_sign(
        needs, "they take hours from help, so that serious needs rise", "serious needs fall, too",
        "serious needs do not change by an amount that can be told",
    )  # fmt: skip
    warmth = by_sign(belonging, "raise", "lower", "do not move by an amount that can be told")
    return (
        f"The say of residents alone, against top-down: {_listed(found, 'voice')}; money "
        f"{pounds(found[WHOLE].voice)}. Doors and events on top of it {warmth} belonging "
        f"({_percent(found['belonging'].percent('doors'))}), and {price} "
        f"({_percent(found['serious_needs'].percent('doors'))}); money "
        f"{pounds(found[WHOLE].doors)}."
    )


def _team(found: Mapping[str, Effects]) -> str:
    parts = []
    for outcome in ("incidents", "serious_needs", "exhaustion"):
        one = found[outcome]
        parts.append(
            f"{_HEADLINES[outcome]} {_percent(one.percent('team'))}, in the tower "
            f"{_percent(one.percent('team_by_place'))} beyond three floors"
        )
    money = found[WHOLE]
    return (
        f"For scale, the top-down team against the silo: {'; '.join(parts)}; money "
        f"{pounds(money.team)}, in the tower {pounds(money.team_by_place)} beyond three floors."
    )


def _effects(found: Mapping[str, Effects]) -> str:
    rows = []
    for side, outcomes in _SIDES:
        for outcome in outcomes:
            one = found[outcome]
            cells = (_cell(outcome, e) for e in (one.place, one.aims, one.interaction, one.voice))
            rows.append((side, words_of(outcome), _unit(outcome), *cells))
    return table(("for", "outcome", "unit", "place", "aims", "together", "say alone"), rows)


def _cell(outcome: str, found: Difference) -> str:
    words = thousands(found) if outcome in MONEY else bracketed(found)
    return f"**{words}**" if told(found) else words


def _unit(outcome: str) -> str:
    return "thousand pounds" if outcome in MONEY else unit_of(outcome)


def _cells(runs: pd.DataFrame) -> str:
    rows = []
    for outcome in ALL:
        means = [
            float(mean_of(cell(runs, place, arm, outcome)).mean)
            / (1000.0 if outcome in MONEY else 1.0)
            for place in (TOWER, LOW)
            for arm in ARMS
        ]
        rows.append((words_of(outcome), *(number(mean) for mean in means)))
    head = [f"{plain(place)}, {plain(arm)}" for place in (TOWER, LOW) for arm in ARMS]
    return table(("outcome", *head), rows)
