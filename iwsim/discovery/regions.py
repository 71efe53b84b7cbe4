"""Where in the space of factors an event happens: boxes that read as rules, told from chance."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from iwsim.designs.design import Design
from iwsim.discovery.box import inside
from iwsim.discovery.chance import CHANCE, chance_of_skill
from iwsim.discovery.columns import encoded
from iwsim.discovery.event import Event, event_of
from iwsim.discovery.hunt import held_back, hunt, precision_and_recall, skill
from iwsim.discovery.region_table import COLUMNS, Found, region_table, rules_of, surely_denser
from iwsim.discovery.rows import Places, checked, independent_rows
from iwsim.study.statistics import Numbers

FEWEST = 20
"""Points with the event, and points without it, that a region needs."""
ENOUGH = 10
"""Permutations as good as the real points after which no more are tried."""
_NONE = float("nan")


@dataclass(frozen=True, eq=False)
class Regions:
    """Regions in which an event happens.

    Parameters
    ----------
    event
        The event in words, as "below 0".
    rows
        Rows of the design that were looked at.
    points, events, undefined
        How many these are, in how many of them the event happens, and how many more have no
        outcome.
    base_rate
        Share of the points in which it happens.
    chance
        How often as much skill is found where labels are dealt anew: about 0.01 to 1; NaN where
        nothing was tried.
    precision, recall
        Of all regions together, in the points they were found from: share of events in them, and
        share of events that they hold.
    cv_precision, cv_recall
        The same in points that were held back.
    table
        One line for each factor that a region restricts; see `region_table`.
    rules
        One sentence a region.
    verdict
        What was found, or why nothing is shown.
    """

    event: str
    rows: Places
    points: int
    events: int
    undefined: int
    base_rate: float
    chance: float
    precision: float
    recall: float
    cv_precision: float
    cv_recall: float
    table: pd.DataFrame
    rules: tuple[str, ...]
    verdict: str


def regions(
    design: Design,
    outcome: Numbers,
    *,
    above: float | None = None,
    below: float | None = None,
    seed: int,
) -> Regions:
    """Return the regions of the space of factors in which an outcome lies above or below a value.

    Scenario discovery as Bryant and Lempert (2010), "Thinking inside the box", Technological
    Forecasting and Social Change 77, describe it, with one well-kept method, a classification tree
    of depth four at most, and not PRIM's peeling beside it. Each leaf that says "event" is a box.

    Three guards stand between chance and a region. The tree's skill in points held back must beat
    that of trees grown on permuted labels (chance at most 0.05, so where nothing is to be found,
    something is shown in one study of twenty at most). Pruning is chosen by cross-validation. And a
    box is shown only if the points held back that lie in its counterparts hold more events than the
    base rate gives (binomial, at most 0.05 by Holm's method over the boxes).

    Parameters
    ----------
    design
        The design; see `independent_rows` for which of its points are looked at.
    outcome
        Mean at each point; NaN where it is not defined, and such points are left out.
    above, below
        The event: either is given, not both.
    seed
        Seed of folds and permutations.

    Raises
    ------
    DesignError
        If the design does not allow it, or not one of above and below is given.
    """
    event = event_of(above, below)
    rows = independent_rows(design)
    levels = checked(design, outcome)[rows]
    there = np.isfinite(levels)
    undefined = int(rows.size - there.sum())
    rows, marks = rows[there], event.marks(levels[there])
    points, events = int(rows.size), int(marks.sum())
    nothing = Regions(
        event.words, rows, points, events, undefined, events / points if points else _NONE,
        _NONE, _NONE, _NONE, _NONE, _NONE, pd.DataFrame(columns=list(COLUMNS)), (), "",
    )  # fmt: skip
    if min(events, points - events) < FEWEST:
        return replace(nothing, verdict=_too_few(event, points, events))
    columns = encoded(design.factors, design.values[rows])
    chance = chance_of_skill(lambda dealt: skill(columns, dealt, seed), marks, seed, enough=ENOUGH)
    if chance > CHANCE:
        words = f"No factor tells where {event.outcome} better than chance does (p = {chance:.2f})."
        return replace(nothing, chance=chance, verdict=words)
    boxes = hunt(columns, marks, seed)
    held = held_back(columns, marks, boxes, seed)
    kept = surely_denser(held.points, held.events, nothing.base_rate, CHANCE)
    boxes = tuple(boxes[at] for at in kept)
    if not boxes:
        words = (
            f"Some factor matters for where {event.outcome} (p = {chance:.2f}), but no region "
            "holds in points that it was not found from."
        )
        return replace(nothing, chance=chance, verdict=words)
    told = np.any([inside(box, columns) for box in boxes], axis=0)
    precision, recall = precision_and_recall(told, marks)
    found = Found(
        design.factors, columns, marks, boxes, held.points[list(kept)], held.events[list(kept)]
    )
    return replace(
        nothing,
        chance=chance,
        precision=precision,
        recall=recall,
        cv_precision=held.precision,
        cv_recall=held.recall,
        table=region_table(found),
        rules=rules_of(found, event.words),
        verdict=(
            f"{event.outcome[:1].upper()}{event.outcome[1:]} in {events} of {points} points "
            f"({nothing.base_rate:.0%}). {len(boxes)} region{'s'[: len(boxes) > 1]} found: "
            f"{recall:.0%} of these points lie inside, and the outcome is {event.words} in "
            f"{precision:.0%} of the points inside; in points held back {held.recall:.0%} and "
            f"{held.precision:.0%} (p = {chance:.2f})."
        ),
    )


def _too_few(event: Event, points: int, events: int) -> str:
    where = f"{event.outcome} in"
    if points == 0:
        words = "The outcome is defined at no point"
    elif events == 0:
        words = f"{where} none of {points} points"
    elif events == points:
        words = f"{where} all of {points} points"
    else:
        words = (
            f"{where} {events} of {points} points: a region needs {FEWEST} points with the event "
            f"and {FEWEST} without"
        )
    return f"{words[:1].upper()}{words[1:]}, so no region is told."
