"""Effects of place and of who sets the aims, two by two, from the table of replicates."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.cases.words import mean_of
from iwsim.study.statistics import Difference

Numbers = NDArray[np.float64]

PLACES = TOWER, LOW = "tower", "low_rise"
ARMS = SILO, TOP_DOWN, VOICE, GRASSROOTS = "siloed", "top_down", "voice_alone", "grassroots"

RESIDENTS = (
    "incidents", "exposed_share", "stress", "fear", "safety", "isolation", "belonging", "hope",
    "resident_trust", "known_share", "serious_needs", "crises",
)  # fmt: skip
STAFF = ("exhaustion", "emotional_load", "workload", "engagement", "coordination_share")
OUTCOMES = (*RESIDENTS, *STAFF)
"""Read as means over the last 78 weeks."""
SPEND, PUBLIC, WHOLE = "pounds_spend", "pounds_public_cost", "pounds_both"
MONEY = (SPEND, PUBLIC, WHOLE)
"""Pounds of three years, discounted: posts and team, what happens to residents, and the sum."""
ALL = (*OUTCOMES, *MONEY)


class Effects(NamedTuple):
    """Effects on one outcome in its own unit, and the mean that they are held against.

    Parameters
    ----------
    scale
        Mean of the four cells.
    place
        Tower against three floors, mean over both ways of setting aims.
    aims
        Grassroots against top-down, mean over both places.
    interaction
        That effect of grassroots in the tower, less that in three floors.
    voice
        The say alone against top-down, mean over both places.
    doors
        Grassroots against the say alone: doors and events, mean over both places.
    team
        The top-down team against the silo, mean over both places.
    team_by_place
        That effect in the tower, less that in three floors.
    """

    scale: float
    place: Difference
    aims: Difference
    interaction: Difference
    voice: Difference
    doors: Difference
    team: Difference
    team_by_place: Difference

    def percent(self, name: str) -> Difference:
        """Return an effect in per cent of the mean."""
        found: Difference = getattr(self, name)
        times = 100.0 / abs(self.scale)
        return found._replace(
            mean=times * found.mean, low=times * found.low, high=times * found.high
        )


def cell(runs: pd.DataFrame, place: str, arm: str, outcome: str) -> Numbers:
    """Return an outcome of one way of working in one place, by replicate."""
    if outcome == WHOLE:
        return cell(runs, place, arm, SPEND) + cell(runs, place, arm, PUBLIC)
    return runs[f"{place}.{arm}.{outcome}"].to_numpy(dtype=np.float64)


def effects(runs: pd.DataFrame, outcome: str) -> Effects:
    """Return the effects on one outcome."""
    tower, low = ({arm: cell(runs, place, arm, outcome) for arm in ARMS} for place in PLACES)
    four = [there[arm] for there in (tower, low) for arm in (TOP_DOWN, GRASSROOTS)]

    def over_places(arm: str, reference: str) -> Difference:
        return mean_of((tower[arm] - tower[reference] + low[arm] - low[reference]) / 2.0)

    def between_places(arm: str, reference: str) -> Difference:
        return mean_of((tower[arm] - tower[reference]) - (low[arm] - low[reference]))

    return Effects(
        scale=float(np.nanmean(four)),
        place=mean_of(
            (tower[TOP_DOWN] - low[TOP_DOWN] + tower[GRASSROOTS] - low[GRASSROOTS]) / 2.0
        ),
        aims=over_places(GRASSROOTS, TOP_DOWN),
        interaction=between_places(GRASSROOTS, TOP_DOWN),
        voice=over_places(VOICE, TOP_DOWN),
        doors=over_places(GRASSROOTS, VOICE),
        team=over_places(TOP_DOWN, SILO),
        team_by_place=between_places(TOP_DOWN, SILO),
    )


def told(found: Difference) -> bool:
    """Return whether an effect can be told from zero."""
    return found.low > 0.0 or found.high < 0.0
