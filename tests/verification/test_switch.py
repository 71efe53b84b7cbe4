"""The week of the switch: only weeks since it count where the silo is stationary."""

import math
from dataclasses import replace

import numpy as np
from scipy import stats

from tests.verification.worlds import TOWER, engine_of

FOLLOW_UP = 39
RUNS = 40
OUTCOMES = ("stress", "coordination_share", "ties", "professional_trust", "resident_trust",
            "load", "known_share", "common_ground")  # fmt: skip


def effects(spin_up, replicates):
    """Return the team's effect over the last 26 weeks of follow-up, by run and outcome."""
    scenario = replace(TOWER, spin_up=spin_up, baseline=0, weeks=FOLLOW_UP)
    rows = []
    for replicate in replicates:
        silo = engine_of(scenario, seed=11, replicate=replicate)
        silo.advance(spin_up)
        team = silo.branch("colocated_team")
        for engine in (silo, team):
            engine.advance(FOLLOW_UP)
        places = [silo.columns.index(name) for name in OUTCOMES]
        rows.append(np.nanmean((team.record - silo.record)[-26:, places], axis=0))
    return np.array(rows)


def test_shifting_the_switch_shifts_the_effect():
    """From a stationary silo and for equal follow-up: the same effects, in distribution.

    Eight outcomes, means compared by z-tests between 40 and 40 independent runs that switch 30
    weeks apart; false-alarm rate 1e-4 in all.
    """
    early = effects(130, range(RUNS))
    late = effects(160, range(RUNS, 2 * RUNS))
    error = np.sqrt((early.var(axis=0, ddof=1) + late.var(axis=0, ddof=1)) / RUNS)
    z = np.abs(early.mean(axis=0) - late.mean(axis=0)) / error
    assert (z < stats.norm.isf(1e-4 / len(OUTCOMES) / 2.0)).all()


def test_the_effects_compared_are_there():
    """The test above is not about nothing: some effects are far from zero."""
    found = effects(130, range(10))
    error = found.std(axis=0, ddof=1) / math.sqrt(len(found))
    assert (np.abs(found.mean(axis=0)) > 5.0 * error).sum() >= 3
