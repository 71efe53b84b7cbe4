"""Regions as a table and as rules."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from iwsim.designs.factor import Factor
from iwsim.discovery.box import Box, Restriction, inside, restrictions, said
from iwsim.discovery.folds import Marks
from iwsim.study.statistics import Numbers, holm

COLUMNS = (
    "region", "factor", "low", "high", "levels", "n", "coverage", "density", "lift", "cv_n",
    "cv_coverage", "cv_density", "quasi_p",
)  # fmt: skip


class Found(NamedTuple):
    """Boxes, and what they were found from.

    Parameters
    ----------
    factors, columns, event
        The factors, the points as columns, and where the event happens.
    boxes
        The boxes.
    held_points, held_events
        By box: points held back in its counterparts, and events among them.
    """

    factors: Sequence[Factor]
    columns: Numbers
    event: Marks
    boxes: Sequence[Box]
    held_points: NDArray[np.int64]
    held_events: NDArray[np.int64]


def surely_denser(
    points: NDArray[np.int64], events: NDArray[np.int64], base_rate: float, chance: float
) -> tuple[int, ...]:
    """Return the boxes that hold more events than a base rate gives, those with most events first.

    Parameters
    ----------
    points, events
        By box: points held back in it, and events among them.
    base_rate
        The base rate.
    chance
        How often any box is let through by chance: binomial tests, by Holm's method.
    """
    p_values = [
        float(stats.binom.sf(hits - 1, tried, base_rate)) if tried else 1.0
        for hits, tried in zip(events, points, strict=True)
    ]
    kept = [at for at, p in enumerate(holm(p_values)) if p <= chance]
    return tuple(sorted(kept, key=lambda at: -int(events[at])))


def region_table(found: Found) -> pd.DataFrame:
    """Return one line for each factor that a region restricts.

    Columns: ``region`` (from 1), ``factor``, ``low`` and ``high`` in the factor's own unit or
    ``levels``; of the region ``n`` points, ``coverage`` (share of all events that lie in it),
    ``density`` (share of events in it), ``lift`` (density over base rate), and in points held back
    ``cv_n``, ``cv_coverage``, ``cv_density``; of the restriction ``quasi_p``: how probable as many
    events would be in the region if, without this restriction, they were as dense as with it
    (Bryant and Lempert 2010). It is "quasi" because the region was chosen by the same points.
    """
    lines = []
    for at, box in enumerate(found.boxes):
        there = inside(box, found.columns)
        n, hits = int(there.sum()), int((there & found.event).sum())
        held, held_hits = int(found.held_points[at]), int(found.held_events[at])
        events = int(found.event.sum())
        lines += [
            {
                "region": at + 1,
                "factor": found.factors[one.factor].name,
                "low": one.low,
                "high": one.high,
                "levels": "|".join(one.levels),
                "n": n,
                "coverage": hits / events,
                "density": hits / n,
                "lift": hits / n / float(found.event.mean()),
                "cv_n": held,
                "cv_coverage": held_hits / events,
                "cv_density": held_hits / held,
                "quasi_p": _quasi_p(found, box, one, n, hits),
            }
            for one in restrictions(box, found.factors)
        ]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def rules_of(found: Found, words: str) -> tuple[str, ...]:
    """Return a sentence a region.

    Parameters
    ----------
    found
        The boxes.
    words
        The event in words.
    """
    sentences = []
    for box in found.boxes:
        there = inside(box, found.columns)
        rule = " and ".join(
            said(one, found.factors[one.factor]) for one in restrictions(box, found.factors)
        )
        n, hits = int(there.sum()), int((there & found.event).sum())
        share = hits / int(found.event.sum())
        sentences.append(f"{rule}: {words} in {hits} of {n} points, {share:.0%} of all such points")
    return tuple(sentences)


def _quasi_p(found: Found, box: Box, one: Restriction, n: int, hits: int) -> float:
    wider = {column: side for column, side in box.items() if column not in one.columns}
    density = float(found.event[inside(wider, found.columns)].mean())
    return float(stats.binom.sf(hits - 1, n, density))
