"""What the New York case says: every number and every verdict follows from the replicates."""

from collections.abc import Sequence

import pandas as pd

from iwsim.cases.case import at_defaults
from iwsim.cases.new_york_runs import (
    ACTED,
    COMPLAINT,
    CONSENTS,
    ERRORS,
    FEARS,
    HALF_LIVES,
    HOURS,
    LEVELS,
    OWN,
    POOLED,
    RULES,
    SAME,
    SHARES,
)
from iwsim.cases.words import PERCENT, bracketed, change, mean, per_cent, ratio, times
from iwsim.study.statistics import Difference, Interval
from iwsim.validation.markdown import number, table

CLAIMED_BEFORE, CLAIMED_AFTER = 0.13, 0.70
PILOT_BEFORE, PILOT_AFTER = 0.03, 0.40
TWICE = 2.0
BUILDINGS = 2000.0
_YEARS = 3.0
_MOST_OF = 0.9
_RULE = {
    COMPLAINT: "complaints",
    OWN: "a score of the department's own book",
    POOLED: "a score of the books of all four",
}


def column(cell: str, what: str = "hit_rate") -> str:
    """Return the column of a cell, or of the main cell that it is the same as."""
    return f"{SAME.get(cell, cell)}.{what}"


def answer(measured: pd.DataFrame) -> tuple[str, ...]:
    """Return the answer, and what explains it."""
    d = at_defaults(measured)
    return (
        _main(d), _rules(d), _why(d), _sharing(d), _noise(d), _acting(d), _effort(d), _fear(d),
    )  # fmt: skip


def limits() -> tuple[str, ...]:
    """Return what the case leaves out or assumes."""
    return (
        "A hit is a building with a serious need that no service works on, found at the door; "
        "inspectors are always let in (45 to 54 per cent were, L192), and a danger that is there "
        "is always seen.",
        "Books hold the dangers themselves, as they came to be known, and no signs of danger that "
        "may deceive, as unpaid taxes or the year of building did: so marks are truer here than "
        "any risk factor can be, and the hit rate of the score is an upper end.",
        "At most one mark of a building is wrong in a week, and is drawn anew each week. What "
        "inspectors see of another's record fades with the share that is shared, and counts as a "
        "mark above 0.25: sharing below that helps nobody.",
        "Nobody moves; what becomes of a building after the visit is left out, so that fires "
        "cannot fall here; nor is it known that they fell there (E139).",
        "The scenario, its reasons, and the sweeps of sharing, consent, error and age of records "
        "stood before any hit rate was looked at. The sweeps of the visits' number, of commoner "
        "danger and of agencies that deal with what they know were added after it, to see what "
        "the high hit rate rests on.",
    )


def _main(d: pd.DataFrame) -> str:
    both = ratio(d, column(POOLED), column(COMPLAINT))
    claimed = CLAIMED_AFTER / CLAIMED_BEFORE
    return (
        f"At equal inspectors ({number(mean(d, column(POOLED, 'visits')).mean)} visits in three "
        f"years to 2,000 buildings under either rule), visits led by complaints found danger in "
        f"{per_cent(mean(d, column(COMPLAINT)))}, visits led by a score of the pooled books of "
        f"four agencies in {per_cent(mean(d, column(POOLED)))}: {times(both)} as many. "
        f"{_verdict(both[1], claimed)} {_parts(d)} {_at_best(d)}"
    )


def _verdict(found: Interval, claimed: float) -> str:
    pilot = PILOT_AFTER / PILOT_BEFORE
    told = (
        f"the {number(claimed)} times of the figure usually told (13 to 70 per cent, E139); the "
        f"official pilot, of 16 homes, had {number(pilot)} times (3 to 40, L190)"
    )
    if found.low > claimed:
        return f"That pooling multiplies hits comes out, and by more than {told}."
    if found.low > TWICE:
        size = "less than" if found.high < claimed else "about"
        return f"That pooling multiplies hits comes out, by {size} {told}."
    if found.high < TWICE:
        return f"It does not come out: less than twice as many, against {told}."
    return f"Whether it is twice as many is not decided by these runs; compare {told}."


def _parts(d: pd.DataFrame) -> str:
    scoring, pooling = (
        ratio(d, column(OWN), column(COMPLAINT)),
        ratio(d, column(POOLED), column(OWN)),
    )
    return (
        f"A score of the department's own book by itself makes {times(scoring)} as many hits as "
        f"complaints; laying the other books beside it makes {times(pooling)} as many again."
    )


def _at_best(d: pd.DataFrame) -> str:
    pooled, complaint = (column(f"acted_few_{rule}") for rule in (POOLED, COMPLAINT))
    return (
        f"This is a best case: {per_cent(mean(d, column(POOLED, 'marks_true')))} of the marks in "
        "the pooled books are true, as books hold the dangers themselves and nobody acts on them. "
        "Where agencies do deal with what they know, "
        f"{per_cent(mean(d, column('acted_few_pooled', 'marks_true')))} of marks are true, and "
        f"pooled books find danger in {per_cent(mean(d, pooled))}: "
        f"{times(ratio(d, pooled, complaint))} as many hits as complaints."
    )


def _rules(d: pd.DataFrame) -> str:
    head = (
        "visits led by", "visits", "found danger, per cent", "over chance",
        "buildings in danger found", "finds that were on nobody's book, per cent",
    )  # fmt: skip
    rows = [
        (
            _RULE[rule],
            number(mean(d, column(rule, "visits")).mean),
            _scaled(d, column(rule)),
            bracketed(mean(d, column(rule, "lift"))),
            bracketed(mean(d, column(rule, "buildings_found"))),
            _scaled(d, column(rule, "news")),
        )
        for rule in RULES
    ]
    return table(head, rows)


def _why(d: pd.DataFrame) -> str:
    def share(what: str) -> str:
        return per_cent(mean(d, column(POOLED, what)))

    news = change(d, column(POOLED, "news"), column(COMPLAINT, "news"))
    known = (
        "What was on nobody's book is a smaller part of its finds than of those of complaints "
        "(last column): the score brings inspectors to dangers that some agency knows, and "
        "discovers few that none does."
        if news.high < 0
        else "What was on nobody's book is not a smaller part of its finds than of those of "
        "complaints (last column)."
    )
    marked = BUILDINGS * mean(d, column(POOLED, "marked")).mean
    visits = mean(d, column(POOLED, "visits")).mean / _YEARS
    return (
        f"**Why.** Danger without help is in {share('danger')} of buildings, and in "
        f"{share('complaints_true')} of those with a complaint on file: complaints follow conduct, "
        "which goes with danger only in part. Of the marks in the pooled books "
        f"{share('marks_true')} stand for a danger that is still there, and "
        f"{share('danger_marked')} of the buildings in danger have one. At any time "
        f"{number(marked)} buildings are marked, against {number(visits)} visits a year. {known}"
    )


def _sharing(d: pd.DataFrame) -> str:
    shown = table(
        ("share of others' records that inspectors see", *map(number, SHARES)),
        [("found danger, per cent", *(_scaled(d, column(f"share_{v:g}")) for v in SHARES))],
    )
    asked = table(
        ("share of buildings whose records may be shared", *map(number, CONSENTS)),
        [("found danger, per cent", *(_scaled(d, column(f"consent_{v:g}")) for v in CONSENTS))],
    )
    return (
        "**How much must be shared.** Nine tenths of the way from the own book to the best of "
        f"each sweep is reached {_reached(d, 'share', SHARES)} if records are seen in part, and "
        f"{_reached(d, 'consent', CONSENTS)} if a part of the buildings is seen as by the team. "
        "The first has a step, since a record that is seen too faintly is no mark; in the second "
        "each building whose records may be shared can be marked, and few visits need few marks."
        f"\n\n{shown}\n\n{asked}"
    )


def _reached(d: pd.DataFrame, name: str, values: Sequence[float]) -> str:
    rates = [mean(d, column(f"{name}_{value:g}")).mean for value in values]
    wanted = rates[0] + _MOST_OF * (max(rates) - rates[0])
    first = next(v for v, rate in zip(values, rates, strict=True) if rate >= wanted)
    return f"at {number(first)}"


def _noise(d: pd.DataFrame) -> str:
    wrong = table(
        ("chance that a mark is wrong", *map(number, ERRORS)),
        [("found danger, per cent", *(_scaled(d, column(f"record_error_{v:g}")) for v in ERRORS))],
    )
    old = table(
        ("weeks until a record has lost half its worth", *map(number, HALF_LIVES)),
        [("found danger, per cent", *(_scaled(d, column(f"half_life_{v:g}")) for v in HALF_LIVES))],
    )
    by_error = [mean(d, column(f"record_error_{v:g}")).mean for v in ERRORS]
    moved = PERCENT * (max(by_error) - min(by_error))
    rates = {v: mean(d, column(f"half_life_{v:g}")).mean for v in HALF_LIVES}
    best = max(rates, key=lambda v: rates[v])
    return (
        f"**Wrong and old records.** Over the errors that the model allows for the hit rate "
        f"differs by {number(moved)} points: a building has at most one wrong mark in a week, so "
        "that of two marks, with which a building leads the list, one is true. Over the ages of "
        f"records it differs by {number(PERCENT * (max(rates.values()) - min(rates.values())))} "
        f"points, and is highest where records lose half their worth in {number(best)} weeks. "
        "Records that fade fast are forgotten while the danger lasts; those that fade slowly "
        "outlive it."
        f"\n\n{wrong}\n\n{old}"
    )


def _acting(d: pd.DataFrame) -> str:
    rows = []
    for words, text in (
        ("", "write down and turn away, as declared"),
        ("few", "deal with what they know, with the posts they have"),
        ("many", "deal with it, with ten times the posts after the switch"),
    ):
        pooled, complaint = (f"acted_{words}_{r}" if words else r for r in (POOLED, COMPLAINT))
        rows.append(
            (
                text,
                _scaled(d, column(pooled, "danger")),
                _scaled(d, column(pooled, "marks_true")),
                _scaled(d, column(complaint)),
                _scaled(d, column(pooled)),
                times(ratio(d, column(pooled), column(complaint))),
            )
        )
    stale = change(d, "acted_few_pooled.marks_true", column(POOLED, "marks_true"))
    gone = (
        "the books go stale, since a record is not struck out when its need is met"
        if stale.high < 0
        else "the books stay as true as they were"
    )
    most, least = (mean(d, column(f"acted_{words}_{POOLED}")) for words in ACTED)
    return (
        "**If agencies deal with what is on their books**, the danger that is left without help "
        f"is what they have not met yet, and {gone}. With the more hands, pooled books "
        f"{_against(least, most)}."
        "\n\n"
        + table(
            ("agencies", "buildings in danger, per cent", "marks that are true, per cent",
             "complaints find, per cent", "pooled books find, per cent", "ratio"),
            rows,
        )
    )  # fmt: skip


def _against(found: Difference, other: Difference) -> str:
    if found.high < other.low:
        return "find danger in fewer visits than with the fewer"
    return "do not find danger in fewer visits that can be told"


def _effort(d: pd.DataFrame) -> str:
    effort = table(
        ("visits in three years", *(f"found by {_RULE[rule]}, per cent" for rule in RULES)),
        [
            (
                number(mean(d, column(f"hours_{hours:g}_{POOLED}", "visits")).mean),
                *(_scaled(d, column(f"hours_{hours:g}_{rule}")) for rule in RULES),
            )
            for hours in HOURS
        ],
    )
    cells = [
        (_chance(d, f"level_{level:g}_{COMPLAINT}"), f"level_{level:g}_{{}}") for level in LEVELS
    ]
    cells.append((_chance(d, f"estate_{COMPLAINT}"), "estate_{}"))
    rows = [
        (
            number(PERCENT * chance) + (", as `rochdale` spreads risk" if "est" in cell else ""),
            *(_scaled(d, column(cell.format(rule))) for rule in (COMPLAINT, POOLED)),
            times(ratio(d, column(cell.format(POOLED)), column(cell.format(COMPLAINT)))),
        )
        for chance, cell in cells
    ]
    common = table(
        ("buildings in danger, per cent", "complaints find, per cent",
         "pooled books find, per cent", "ratio"),
        rows,
    )  # fmt: skip
    fewer = change(d, column(f"hours_{HOURS[-1]:g}_{POOLED}"), column(POOLED))
    used_up = (
        "with more of them the list of marked buildings is used up, and the rest find what chance "
        "finds"
        if fewer.high < 0
        else "but with more of them the score finds danger as often"
    )
    rare, frequent = (
        ratio(d, column(f"level_{v:g}_{POOLED}"), column(f"level_{v:g}_{COMPLAINT}"))[1]
        for v in (LEVELS[0], LEVELS[-1])
    )
    common_too = (
        "where it is common, complaints meet it often, too, and no rule can hit more than always"
        if frequent.high < rare.low
        else "but where it is common, the ratio is as large"
    )
    return (
        f"**What the size rests on.** Few visits to many buildings: {used_up}. And danger that is "
        f"rare: {common_too}.\n\n{effort}\n\n{common}"
    )


def _chance(d: pd.DataFrame, cell: str) -> float:
    """Return the share of buildings in danger: hits over what they are times chance."""
    rates, lifts = d[column(cell)], d[column(cell, "lift")]
    return float(rates.mean() / lifts.mean())


def _fear(d: pd.DataFrame) -> str:
    rows = []
    for size in FEARS:
        for rule in (COMPLAINT, POOLED):
            need, lot = (column(f"fear_{size}_{whose}_{rule}") for whose in ("need", "lot"))
            rows.append(
                (
                    {"usual": "as by default", "most": "as strong as is plausible"}[size],
                    _RULE[rule],
                    _scaled(d, lot),
                    _scaled(d, need),
                    bracketed(change(d, need, lot)),
                )
            )
    least = change(d, *(column(f"fear_most_{whose}_{COMPLAINT}") for whose in ("need", "lot")))
    books = change(d, *(column(f"fear_most_{whose}_{POOLED}") for whose in ("need", "lot")))
    return (
        "**Fear of eviction.** The same fears, of the same mean, either fall on buildings by lot "
        "or are greatest where danger is; they keep people from complaining and from coming to "
        f"an agency's notice. At their strongest, complaints {_worse(least.low, least.high)} when "
        f"fear sits where danger is, and pooled books {_worse(books.low, books.high)}: books "
        "depend on somebody's telling, too.\n\n"
        + table(
            ("fear keeps people back", "visits led by", "fear by lot: found danger, per cent",
             "fear where danger is, per cent", "difference, as a share"),
            rows,
        )
    )  # fmt: skip


def _worse(low: float, high: float) -> str:
    if high < 0:
        return "find less"
    return "find more" if low > 0 else "find no less that can be seen"


def _scaled(d: pd.DataFrame, name: str) -> str:
    found = mean(d, name)
    return bracketed(
        found._replace(
            mean=PERCENT * found.mean, low=PERCENT * found.low, high=PERCENT * found.high
        )
    )
