"""One clause measured: its difference, what would matter, and the verdict."""

from typing import NamedTuple

from iwsim.study.statistics import (
    LEVEL,
    Difference,
    Interval,
    finite_pairs,
    mean_difference,
    p_value,
)
from iwsim.study.verdicts import Verdict, directional, equivalent, not_beyond
from iwsim.validation.clause import Claimed, Clause, Numbers


class Sized(NamedTuple):
    """A clause measured: its difference, what would matter, and the verdict."""

    difference: Difference
    smallest: float
    verdict: Verdict
    p: float


def size(clause: Clause, pairs: Numbers, level: float = LEVEL) -> Sized:
    """Measure one clause.

    Parameters
    ----------
    clause
        The claim.
    pairs
        Arm and reference of each replicate, one row a replicate.
    level
        Coverage of the interval that decides.
    """
    arm, reference = finite_pairs(pairs[:, 0], pairs[:, 1])
    differences = arm - reference
    found = mean_difference(differences, level)
    smallest = smallest_of(clause, reference)
    verdict = _verdict(Interval(found.low, found.high), smallest, clause.direction)
    return Sized(found, smallest, verdict, _p(differences, smallest, clause.direction))


def smallest_of(clause: Clause, reference: Numbers) -> float:
    """Return the smallest effect that matters, in the outcome's own unit."""
    if not clause.relative:
        return clause.smallest
    return clause.smallest * abs(float(reference.mean())) if reference.size else float("nan")


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
