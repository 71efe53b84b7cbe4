"""The runner: the verdict of every clause, of its knock-out, and after Holm's correction."""

from collections.abc import Sequence
from typing import NamedTuple

from iwsim.study.statistics import LEVEL, holm
from iwsim.study.verdicts import Verdict
from iwsim.validation.clause import Clause, Pattern
from iwsim.validation.clause_verdict import Sized
from iwsim.validation.replicates import Sampler, as_declared, at_setting, sample

_ONE_SIDED = (1.0 - LEVEL) / 2


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


def judge_pattern(pattern: Pattern, sampler: Sampler = sample) -> list[Judged]:
    """Judge all clauses of a pattern, as declared, knocked out and elsewhere.

    The verdict after Holm is not known yet and is the raw one.
    """
    found = as_declared(pattern, sampler)
    tried = {one.words: at_setting(pattern, one, sampler) for one in pattern.settings()}
    return [
        Judged(
            pattern,
            clause,
            found[clause.name],
            tried[clause.knock_out.words][clause.name],
            tried[clause.not_shown_at.words][clause.name],
            found[clause.name].verdict,
        )
        for clause in pattern.clauses
    ]


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
