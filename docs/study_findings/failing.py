"""Where the team fails: the regions in which something unwanted happens."""

from collections.abc import Iterator
from typing import Any

from markdown_page import table as markdown
from study_findings import words
from study_findings.drawn import FAILS, ROWS, TORNADO, drawn_regions
from study_findings.intervals import of_share
from study_findings.tables import INGREDIENTS, SOBOL, regions

_DATA = "../results/reference/studies"
_HELD = "held back"
_VARIED = {SOBOL: "parameters", INGREDIENTS: "ingredients"}


def where_it_fails() -> Iterator[str]:
    """Give how often each event happens, and in which regions."""
    every = [(study, found) for study in _VARIED for found in regions(study)]
    yield (
        "Each event is a difference from the silos on its bad side. A region is a box of factors "
        "in which it happens more often than elsewhere. Only points that are drawn independently "
        "count; all intervals are Wilson's. *Held back* are points that a region was not found "
        "from: how often the event happens among those inside, and how much of all of it lies "
        "inside. *Chance* is how often events dealt anew to the points are foretold as well."
    )
    heads = ("event", "varied", "happens at", f"inside, {_HELD}", f"of all, {_HELD}", "chance")
    yield markdown(heads, [_skill(study, found) for study, found in every])
    rows = [row for study, found in every for row in _boxes(study, found)]
    yield (
        "The regions, at the points that they were found from: a little too good. Intervals do not "
        "count that the ends of a region were chosen."
    )
    of_region = ("event", "varied", "region", "happens inside", "of all that happen")
    yield markdown(of_region, rows)
    none = [
        f"{words.capital(_event(found))}, {_VARIED[study]} varied: {found['verdict']}"
        for study, found in every
        if not found["rules"]
    ]
    if none:
        yield "\n".join(none)
    yield from _figures(SOBOL)


def _figures(study: str) -> Iterator[str]:
    """Give the figures, each with how it is read."""
    shown = drawn_regions(study)
    for one in shown:
        fails = FAILS[one.found["outcome"]]
        yield f"![Where {fails}](images/{study}-{one.name}.png)"
        yield (
            f"*How to read it.* Each mark is one of {one.found['points']:,} sets of parameters, "
            f"and a filled triangle one where {fails}. A black box is a region: "
            "there bold marks are triangles more often than elsewhere. "
            f"[Its data]({_DATA}/{study}/figures/{one.name}.csv)."
        )
    if shown:
        yield f"![What moves the outcomes that fail](images/{study}-{TORNADO}.png)"
        yield (
            f"*How to read it.* Of each outcome the {ROWS} factors that move its mean furthest, "
            "each at its low and at its high end while all others lie anywhere. Where the two ends "
            "and their whiskers stand on different sides of the dotted line, the team does better "
            "on average at one end of that factor and worse at the other. "
            f"[Its data]({_DATA}/{study}/{TORNADO}.csv)."
        )


def _event(found: dict[str, Any]) -> str:
    return f"{words.outcome(found['outcome'])} {found['event']}"


def _skill(study: str, found: dict[str, Any]) -> tuple[str, ...]:
    events, points = found["events"], found["points"]
    happens = f"{words.part(of_share(events, points))} of {points:,} points"
    start = (_event(found), _VARIED[study], happens)
    if not found["cv_precision"]:
        return *start, "no region", "no region", "not tried"
    hits = round(found["cv_recall"] * events)
    inside = round(hits / found["cv_precision"])
    return (
        *start,
        f"{words.part(of_share(hits, inside))} of {inside:,}",
        f"{words.part(of_share(hits, events))} of {events:,}",
        f"{found['chance']:.2g}",
    )


def _boxes(study: str, found: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give a row a region; a region has a line for each factor, alike in what is counted."""
    counted = {one["region"]: one for one in found["regions"]}
    for rule, one in zip(found["rules"], counted.values(), strict=True):
        hits = round(one["density"] * one["n"])
        yield (
            _event(found),
            _VARIED[study],
            rule.partition(": ")[0],
            f"{words.part(of_share(hits, one['n']))} of {one['n']:,}",
            f"{words.part(of_share(hits, found['events']))} of {found['events']:,}",
        )
