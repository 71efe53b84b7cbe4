"""How far a pattern holds where parameters are others: probabilities over sets, and what splits."""

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np

from iwsim.calibration.ensemble import ParameterSets
from iwsim.study.statistics import Numbers
from iwsim.validation.clause import Clause, Pattern
from iwsim.validation.robust import Chance, Over
from iwsim.validation.sets import Sampled, digest_of, left_out
from iwsim.validation.shrinkage import Posterior, posterior
from iwsim.validation.splits import best_splits

_MOVES = ("up", "down")
_DIGITS = 6
"""Significant digits that are kept of an effect and of what is said of all sets."""
_DECIMALS = 9
"""Of the probabilities in a set: beyond, processors differ."""


def robust_over(pattern: Pattern, sets: ParameterSets, sampled: Sampled, seed: int) -> Over:
    """Return what replicates of a pattern in some sets say of it.

    Parameters
    ----------
    pattern
        The pattern.
    sets
        The sets.
    sampled
        The replicates.
    seed
        Seed of the sets, -1 for those of a file.
    """
    effects = {
        clause.name: _rounded(effects_of(clause, sampled.pairs[:, :, place]))
        for place, clause in enumerate(pattern.clauses)
    }
    return summary(pattern, sets, effects, seed, sampled.refused)


def summary(
    pattern: Pattern,
    sets: ParameterSets,
    effects: Mapping[str, list[list[float]]],
    seed: int,
    refused: int,
) -> Over:
    """Return what effects of a pattern in some sets say of it.

    Parameters
    ----------
    pattern, sets, seed
        See `robust_over`.
    effects
        By clause, set and replicate, as they are kept.
    refused
        Sets that break a rule of scenarios together with what the pattern sets.
    """
    known = {name: posterior(np.array(found)) for name, found in effects.items()}
    passing = {c.name: np.round(passes(c, known[c.name]), _DECIMALS) for c in pattern.clauses}
    signs = {
        c.name: np.round(known[c.name].above(0.0), _DECIMALS)
        for c in pattern.clauses
        if c.direction in _MOVES
    }
    counting = [clause.name for clause in pattern.clauses if clause.counts]
    whole = _all_of([passing[name] for name in counting])
    without = left_out(pattern, sets)
    varied = [name for name in sets.names if name not in without]
    found = best_splits(varied, sets.table[varied].to_numpy(dtype=np.float64), whole)
    no_sign = np.full(whole.size, np.nan)
    return Over(
        digest=digest_of(sets),
        seed=seed,
        model=sets.fingerprint,
        members=sets.members,
        replicates=len(next(iter(effects.values()))[0]),
        left_out=without,
        refused=refused,
        pattern=_chance(_all_of([signs[name] for name in counting if name in signs]), whole),
        clauses={name: _chance(signs.get(name, no_sign), passing[name]) for name in passing},
        splits=tuple(
            split._replace(low=_plain(split.low), high=_plain(split.high)) for split in found.splits
        ),
        no_split=found.words,
        effects=effects,
    )


def effects_of(clause: Clause, pairs: Numbers) -> Numbers:
    """Return the effect of each replicate in smallest effects, positive on the claimed side.

    Parameters
    ----------
    clause
        The claim; where its smallest effect is a share, it is one of the mean of the reference in
        the set.
    pairs
        By (set, replicate, arm or reference).
    """
    differences = pairs[..., 0] - pairs[..., 1]
    there = np.isfinite(differences)
    unit = np.full(len(pairs), clause.smallest)
    if clause.relative:
        reference = np.where(there, pairs[..., 1], 0.0)
        counts = np.maximum(there.sum(axis=1), 1)
        unit = clause.smallest * np.abs(reference.sum(axis=1) / counts)
    unit = np.where(unit > 0.0, unit, np.nan)
    sign = -1.0 if clause.direction == "down" else 1.0
    return np.where(there, sign * differences / unit[:, None], np.nan)


def passes(clause: Clause, known: Posterior) -> Numbers:
    """Return, by set, the probability that a claim holds by its smallest effect or margin."""
    if clause.direction in _MOVES:
        return known.above(1.0)
    below = 1.0 - known.above(1.0)
    return {
        "not up": below,
        "not down": known.above(-1.0),
        "same": np.maximum(known.above(-1.0) - known.above(1.0), 0.0),
    }[clause.direction]


def _all_of(chances: Sequence[Numbers]) -> Numbers:
    """Return the probability that all hold in a set, luck taken as independent between them."""
    return reduce(np.multiply, chances) if chances else np.full(0, np.nan)


def _chance(sign: Numbers, passing: Numbers) -> Chance:
    there = passing[np.isfinite(passing)]
    error = there.std(ddof=1) / np.sqrt(there.size) if there.size > 1 else np.nan
    return Chance(_mean(sign), _mean(passing), _plain(error), int(passing.size - there.size))


def _mean(values: Numbers) -> float:
    there = values[np.isfinite(values)]
    return _plain(there.mean()) if there.size else float("nan")


def _plain(value: float) -> float:
    return float(f"{float(value):.{_DIGITS}g}")


def _rounded(effects: Numbers) -> list[list[float]]:
    return [[_plain(value) for value in row] for row in effects]
