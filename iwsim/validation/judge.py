"""The runner: how many replicates, the verdict of every clause, and of its knock-outs."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy import stats

from iwsim.scenario import Scenario, load_scenario
from iwsim.study.statistics import (
    LEVEL,
    Difference,
    Interval,
    finite_pairs,
    holm,
    mean_difference,
    p_value,
)
from iwsim.study.verdicts import Verdict, directional, equivalent, not_beyond
from iwsim.validation.clause import Claimed, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import Experiment
from iwsim.validation.runs import by_replicate

PILOT = 20
FEWEST = 40
MOST = 160
_PRECISION = 0.5
_ONE_SIDED = (1.0 - LEVEL) / 2

Sampler = Callable[[Pattern, Mapping[str, float], Sequence[int]], Numbers]
"""Makes replicates of a pattern under overrides: by (replicate, clause, arm or reference)."""


class Sized(NamedTuple):
    """A clause measured: its difference, what would matter, and the verdict."""

    difference: Difference
    smallest: float
    verdict: Verdict
    p: float


class Judged(NamedTuple):
    """A clause with everything the page says of it.

    Parameters
    ----------
    pattern, clause
        Which one.
    main
        As declared.
    knocked_out, elsewhere
        Under its knock-out, and at the setting at which it is not shown.
    corrected
        The verdict after Holm over all clauses.
    """

    pattern: Pattern
    clause: Clause
    main: Sized
    knocked_out: Sized
    elsewhere: Sized
    corrected: Verdict


def sample(
    pattern: Pattern, overrides: Mapping[str, float], replicates: Sequence[int], workers: int = 2
) -> Numbers:
    """Make replicates of a pattern with the model itself, some at once."""
    scenario: Scenario = load_scenario(pattern.scenario, {**pattern.overrides, **overrides})
    return np.array(
        by_replicate(lambda number: pattern.pairs(scenario, number), replicates, workers)
    )


def size(clause: Clause, pairs: Numbers) -> Sized:
    """Measure one clause.

    Parameters
    ----------
    clause
        The claim.
    pairs
        Arm and reference of each replicate, one row a replicate.
    """
    arm, reference = finite_pairs(pairs[:, 0], pairs[:, 1])
    differences = arm - reference
    found = mean_difference(differences)
    mean = float(reference.mean()) if reference.size else float("nan")
    smallest = clause.smallest * abs(mean) if clause.relative else clause.smallest
    verdict = _verdict(Interval(found.low, found.high), smallest, clause.direction)
    return Sized(found, smallest, verdict, _p(differences, smallest, clause.direction))


def _verdict(interval: Interval, smallest: float, claimed: Claimed) -> Verdict:
    if claimed == "same":
        return equivalent(interval, smallest)
    if claimed == "not up":
        return not_beyond(interval, smallest, "up")
    if claimed == "not down":
        return not_beyond(interval, smallest, "down")
    return directional(interval, smallest, claimed)


def _p(differences: Numbers, smallest: float, claimed: Claimed) -> float:
    """Return the one-sided p of what a claim denies; of two one-sided tests the larger."""
    if claimed == "up":
        return p_value(differences, smallest, "greater")
    if claimed == "down":
        return p_value(differences, -smallest, "less")
    above = p_value(differences, smallest, "less")
    below = p_value(differences, -smallest, "greater")
    return {"same": max(above, below), "not up": above, "not down": below}[claimed]


def replicates_wanted(pattern: Pattern, pilot: Numbers) -> int:
    """Return the replicates whose intervals reach half the smallest effect to either side."""
    wanted = FEWEST
    for place, clause in enumerate(pattern.clauses):
        arm, reference = finite_pairs(pilot[:, place, 0], pilot[:, place, 1])
        smallest = clause.smallest * (abs(float(reference.mean())) if clause.relative else 1.0)
        if clause.counts and smallest > 0.0:
            spread = float(np.std(arm - reference, ddof=1))
            t = float(stats.t.ppf(0.5 + LEVEL / 2, PILOT - 1))
            wanted = max(wanted, math.ceil((t * spread / (_PRECISION * smallest)) ** 2))
    return min(wanted, MOST)


def judge_pattern(pattern: Pattern, sampler: Sampler = sample) -> list[Judged]:
    """Judge all clauses of a pattern: pilot, planned number, at most one extension.

    The verdict after Holm is not known yet and is the raw one.
    """
    pairs = sampler(pattern, {}, range(PILOT))
    wanted = replicates_wanted(pattern, pairs)
    pairs = np.concatenate([pairs, sampler(pattern, {}, range(PILOT, wanted))])
    found = [size(clause, pairs[:, at]) for at, clause in enumerate(pattern.clauses)]
    if wanted < MOST and _undecided(pattern, found):
        more = min(2 * wanted, MOST)
        pairs = np.concatenate([pairs, sampler(pattern, {}, range(wanted, more))])
        found = [size(clause, pairs[:, at]) for at, clause in enumerate(pattern.clauses)]
    tried: dict[tuple[str, str], Numbers] = {}
    for setting in pattern.settings():
        part = about(pattern, setting)
        numbers = sampler(part, setting.overrides, range(PILOT))
        tried |= {(setting.words, c.name): numbers[:, at] for at, c in enumerate(part.clauses)}

    def at_setting(setting: Setting, clause: Clause) -> Sized:
        return size(clause, tried[setting.words, clause.name])

    return [
        Judged(
            pattern,
            clause,
            found[place],
            at_setting(clause.knock_out, clause),
            at_setting(clause.not_shown_at, clause),
            found[place].verdict,
        )
        for place, clause in enumerate(pattern.clauses)
    ]


def about(pattern: Pattern, setting: Setting) -> Pattern:
    """Return a pattern with those of its clauses that name a setting.

    So no cell is run there that none of them reads. Where the runs are not an experiment of cells,
    the pattern stays whole.
    """
    if not isinstance(pattern.pairs, Experiment):
        return pattern
    places = [
        place
        for place, clause in enumerate(pattern.clauses)
        if setting.words in (clause.knock_out.words, clause.not_shown_at.words)
    ]
    clauses = tuple(pattern.clauses[place] for place in places)
    return replace(pattern, clauses=clauses, pairs=pattern.pairs.only(places))


def _undecided(pattern: Pattern, found: list[Sized]) -> bool:
    return any(
        clause.counts and sized.verdict == "undecided"
        for clause, sized in zip(pattern.clauses, found, strict=True)
    )


def corrected(judged: Sequence[Judged]) -> list[Judged]:
    """Return the clauses with the verdict after Holm over all of them that count.

    A claim that was shown stays so if its adjusted one-sided p, of a difference no larger than
    the smallest effect, is below 2.5 per cent; else it becomes undecided.
    """
    counting = [j for j in judged if j.clause.counts]
    adjusted = dict(zip(map(id, counting), holm([j.main.p for j in counting]), strict=True))
    return [
        j._replace(corrected="undecided")
        if j.main.verdict == "shown" and adjusted.get(id(j), j.main.p) >= _ONE_SIDED
        else j
        for j in judged
    ]


def is_shown(judged: Sequence[Judged]) -> bool:
    """Return whether a pattern is shown: all its clauses that count are, by their intervals."""
    return all(j.main.verdict == "shown" for j in judged if j.clause.counts)


def is_shown_after_holm(judged: Sequence[Judged]) -> bool:
    """Return whether a pattern is shown also after Holm: all its clauses that count are."""
    return all(j.corrected == "shown" for j in judged if j.clause.counts)
