"""How many replicates each clause gets: planned by a pilot, or in looks until it is decided."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy import stats

from iwsim.scenario import Scenario, load_scenario
from iwsim.study.statistics import LEVEL, finite_pairs
from iwsim.validation.apart import Apart
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.clause_verdict import Sized, size, smallest_of
from iwsim.validation.runs import by_replicate

PILOT = 20
FEWEST = 40
MOST = 160
_PRECISION = 0.5
_FEWEST_PAIRS = 2

LOOKS = (10, 20, 40)
"""Replicates at which a clause is looked at under a knock-out or a setting, until it is decided."""
LOOK_LEVEL = 0.98
"""Coverage of the interval of each look: that of all of them together is 95 per cent.

After Pocock, "Group sequential methods in the design and analysis of clinical trials", Biometrika
64 (1977), for looks that double, and Student's t.
"""

RULES = {
    "pilot": PILOT,
    "fewest": FEWEST,
    "most": MOST,
    "precision": _PRECISION,
    "precision_of": "smallest effect, or from the interval of the pilot to where the verdict turns",
    "looks": list(LOOKS),
    "look_level": LOOK_LEVEL,
}
"""What decides how many replicates are made: verdicts by others are made anew."""

Sampler = Callable[[Pattern, Mapping[str, float], Sequence[int]], Numbers]
"""Makes replicates of a pattern under overrides: by (replicate, clause, arm or reference)."""


def sample(
    pattern: Pattern, overrides: Mapping[str, float], replicates: Sequence[int], workers: int = 2
) -> Numbers:
    """Make replicates of a pattern with the model itself, some at once."""
    scenario: Scenario = load_scenario(pattern.scenario, {**pattern.overrides, **overrides})
    return np.array(
        by_replicate(lambda number: pattern.pairs(scenario, number), replicates, workers)
    )


class Replicates:
    """Replicates of a pattern by clause, each clause as many as it asks for.

    Parameters
    ----------
    pattern
        The pattern.
    sampler
        Makes the replicates.
    overrides
        Parameters under which they are made.
    """

    def __init__(self, pattern: Pattern, sampler: Sampler, overrides: Mapping[str, float]) -> None:
        self._pattern = pattern
        self._sampler = sampler
        self._overrides = overrides
        self._pairs = {clause.name: np.empty((0, 2)) for clause in pattern.clauses}

    def reach(self, wanted: Mapping[str, int]) -> None:
        """Make what some clauses lack of the replicates that are wanted of them.

        The runs of the others are left out where the pattern can be taken apart.
        """
        while lacking := {n: count for n, count in wanted.items() if self.count(n) < count}:
            first = min(map(self.count, lacking))
            part = taken_apart(self._pattern, [n for n in lacking if self.count(n) == first])
            stops = (*lacking.values(), *map(self.count, self._pairs))
            last = min(stop for stop in stops if stop > first)
            made = self._sampler(part, self._overrides, range(first, last))
            for place, clause in enumerate(part.clauses):
                if self.count(clause.name) == first:
                    pairs = (self._pairs[clause.name], made[:, place])
                    self._pairs[clause.name] = np.concatenate(pairs)

    def count(self, name: str) -> int:
        """Return how many replicates there are of a clause."""
        return len(self._pairs[name])

    def __getitem__(self, name: str) -> Numbers:
        """Return arm and reference of a clause, one row a replicate."""
        return self._pairs[name]


def as_declared(pattern: Pattern, sampler: Sampler) -> dict[str, Sized]:
    """Measure all clauses of a pattern: a pilot, each one's planned number, one extension at most.

    Where the pattern cannot be taken apart, all get what the most demanding one asks for.
    """
    made = Replicates(pattern, sampler, {})
    made.reach({clause.name: PILOT for clause in pattern.clauses})
    made.reach({clause.name: wanted(clause, made[clause.name]) for clause in pattern.clauses})
    found = {clause.name: size(clause, made[clause.name]) for clause in pattern.clauses}
    open_ones = [c for c in pattern.clauses if c.counts and found[c.name].verdict == "undecided"]
    made.reach({c.name: min(2 * made.count(c.name), MOST) for c in open_ones})
    return {clause.name: size(clause, made[clause.name]) for clause in pattern.clauses}


def wanted(clause: Clause, pilot: Numbers) -> int:
    """Return the replicates whose interval is as narrow to either side as the verdict needs.

    It reaches half the smallest effect, or as far as from the pilot's interval to where a verdict
    turns, if that is more: a clear effect need not be known to a hair. A claim that is true by no
    more than the smallest effect is then shown in 2.5 to 4.5 per cent of cases (by a simulation
    with normal numbers, which is a test), most where the replicates are doubled.

    Parameters
    ----------
    clause
        The claim.
    pilot
        Arm and reference of each replicate of the pilot.
    """
    arm, reference = finite_pairs(pilot[:, 0], pilot[:, 1])
    smallest = smallest_of(clause, reference)
    if arm.size < _FEWEST_PAIRS or not (clause.counts and smallest > 0.0):
        return FEWEST
    t = float(stats.t.ppf(0.5 + LEVEL / 2, arm.size - 1))
    spread = float(np.std(arm - reference, ddof=1))
    away = abs(abs(float(np.mean(arm - reference))) - smallest) - t * spread / math.sqrt(arm.size)
    planned = math.ceil((t * spread / max(_PRECISION * smallest, away)) ** 2)
    return min(max(planned, FEWEST), MOST)


def at_setting(pattern: Pattern, setting: Setting, sampler: Sampler) -> dict[str, Sized]:
    """Measure the clauses that name a setting there, in looks until each is decided.

    A clause that has no number at the first look gets no further one.
    """
    clauses = [
        c for c in pattern.clauses if setting.words in (c.knock_out.words, c.not_shown_at.words)
    ]
    made = Replicates(pattern, sampler, setting.overrides)
    found: dict[str, Sized] = {}
    left = clauses
    for look in LOOKS:
        made.reach({clause.name: look for clause in left})
        found |= {c.name: size(c, made[c.name][:look], LOOK_LEVEL) for c in left}
        left = [
            c
            for c in left
            if found[c.name].verdict == "undecided" and found[c.name].difference.n > 0
        ]
    return found


def taken_apart(pattern: Pattern, names: Sequence[str]) -> Pattern:
    """Return a pattern with some of its clauses only, whole where its runs cannot be taken apart.

    So nothing is run that none of those clauses reads.
    """
    if not isinstance(pattern.pairs, Apart):
        return pattern
    places = [place for place, clause in enumerate(pattern.clauses) if clause.name in names]
    clauses = tuple(pattern.clauses[place] for place in places)
    return replace(pattern, clauses=clauses, pairs=pattern.pairs.only(places))
