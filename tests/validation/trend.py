"""Whether the siloed arm of a scenario stays where it was: margins declared, and the test.

A margin is a share of the level before the switch, declared before the runs that it judges. It is
the tolerance to which reference levels are held to the silo they stand for: 5 per cent. What is
made by a queue has twice that. Near full load a queue answers a small change of its input by a
larger one, so 5 per cent there would ask more of the queue than of what feeds it. A drift inside
its margin may well be one: to have no trend is to have none that matters.
"""

from typing import NamedTuple

import numpy as np
from scipy import stats

from iwsim.scenario import SILOED
from iwsim.study.windows import Window
from iwsim.validation.runs import at_switch, by_replicate, mean_over, run_arms

LAST_YEAR = 52
CERTAINTY = 0.95
"""Of the interval that has to lie inside the margin: a level that moved by the margin or more is
taken for a steady one in at most 2.5 per cent of such tests."""

REPLICATES = {"rochdale": 120, "tower": 1200}
"""So many that every interval is at most as wide as the margin to one side: found from the spread
of 20 and 200 runs, whatever their means. The tower has a twelfth of the residents."""


class Margin(NamedTuple):
    """How far one outcome of a silo may drift.

    Parameters
    ----------
    outcome
        Its name.
    share
        Of its level before the switch.
    reason
        Why this much.
    """

    outcome: str
    share: float
    reason: str


LEVEL = "a level that other rules are centred on or move with"
FLOW = "a count of events, proportional to levels that are held to this"
QUEUE = "made by queues, which answer a change of their input by a larger one"

MARGINS = (
    Margin("incidents", 0.05, FLOW),
    Margin("recorded_incidents", 0.05, FLOW),
    Margin("exhaustion", 0.05, LEVEL),
    Margin("resident_trust", 0.05, LEVEL),
    Margin("serious_needs", 0.05, LEVEL),
    Margin("stress", 0.05, LEVEL),
    Margin("caseload", 0.10, QUEUE),
    Margin("wait_help_weeks", 0.10, QUEUE),
)


class Drift(NamedTuple):
    """The change from baseline to the last year as a share of the baseline, with its interval."""

    share: float
    low: float
    high: float


def drift(before, after):
    """Return the paired change of a level over its mean, with a t interval.

    Parameters
    ----------
    before, after
        One mean a run.
    """
    moved = (after - before) / before.mean()
    half = stats.sem(moved) * stats.t.ppf(0.5 + 0.5 * CERTAINTY, moved.size - 1)
    return Drift(moved.mean(), moved.mean() - half, moved.mean() + half)


def siloed_levels(scenario, replicate):
    """Return the means of one siloed run: a row an outcome, baseline and last year."""
    base = at_switch(scenario, replicate)
    record = run_arms(base, (SILOED,))[SILOED]
    spans = (
        Window("baseline", -scenario.baseline, -1),
        Window("last year", scenario.weeks - LAST_YEAR, scenario.weeks - 1),
    )
    return [[mean_over(base, record, margin.outcome, span) for span in spans] for margin in MARGINS]


def drifts(scenario, replicates):
    """Return the drift of every outcome with a margin in the siloed arm, by name."""
    runs = by_replicate(lambda number: siloed_levels(scenario, number), range(replicates))
    levels = np.array(runs).transpose(1, 2, 0)
    return {margin.outcome: drift(*pair) for margin, pair in zip(MARGINS, levels, strict=True)}
