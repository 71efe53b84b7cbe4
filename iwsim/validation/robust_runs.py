"""Patterns tried over families of parameter sets, each result kept as soon as it is there."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from iwsim.calibration.ensemble import SHIPPED, ParameterSets, plausible_sets, read_ensemble
from iwsim.study.progress import Reporter
from iwsim.validation.clause import Pattern
from iwsim.validation.robust import Family, Over, keep_robustness, kept_robustness
from iwsim.validation.robustness import robust_over
from iwsim.validation.scorecard import declaration
from iwsim.validation.sets import at_most, digest_of, left_out, sample_sets

_SEED = 1
"""Of the sets drawn from the plausible ranges: another one would be another scorecard."""


class Asked(NamedTuple):
    """One family of sets that patterns are to be tried in.

    Parameters
    ----------
    family
        Which one.
    sets
        The sets.
    seed
        Their seed, -1 for those of a file.
    replicates
        Replicates a set.
    """

    family: Family
    sets: ParameterSets
    seed: int
    replicates: int

    @property
    def runs(self) -> int:
        """Replicates of one pattern in all of the sets."""
        return len(self.sets) * self.replicates


def families(count: int, replicates: int, ensemble: str | Path | None = None) -> list[Asked]:
    """Return what patterns are to be tried over: plausible sets, and an ensemble if there is one.

    Parameters
    ----------
    count
        Sets of each kind, at most.
    replicates
        Replicates a set.
    ensemble
        File of its sets, by default those that travel with the package.
    """
    asked = [Asked("plausible", plausible_sets(count, _SEED), _SEED, replicates)]
    if ensemble is not None or SHIPPED.is_file():
        asked.append(Asked("ensemble", at_most(read_ensemble(ensemble), count), -1, replicates))
    return asked


def try_over_sets(
    patterns: Sequence[Pattern],
    asked: Sequence[Asked],
    folder: Path,
    model: str,
    *,
    told: Reporter,
    workers: int,
    force: bool = False,
) -> None:
    """Try patterns over families of sets, but for what a folder holds of the same model.

    Parameters
    ----------
    patterns
        The patterns.
    asked
        The families.
    folder
        Of the scorecard.
    model
        Fingerprint of the model.
    told
        Told of every replicate.
    workers
        How many replicates are made at once.
    force
        Try again what is there.
    """
    everything = [(pattern, one) for pattern in patterns for one in asked]
    left = everything if force else untried(patterns, asked, folder, model)
    runs = sum(one.runs for _, one in everything)
    told.begin(runs, runs - sum(one.runs for _, one in left))
    try:
        for pattern, one in left:
            told.say(f"{pattern.key} over {one.family} sets")
            advanced = partial(told.advance, 1, 0)
            sampled = sample_sets(pattern, one.sets, one.replicates, workers, advanced)
            found = robust_over(pattern, one.sets, sampled, one.seed)
            kept = _kept(pattern, folder, model)
            keep_robustness(
                folder, pattern.key, model, declaration(pattern), {**kept, one.family: found}
            )
    finally:
        told.end()


def untried(
    patterns: Sequence[Pattern], asked: Sequence[Asked], folder: Path, model: str
) -> list[tuple[Pattern, Asked]]:
    """Return which patterns are still to be tried over which families, by what a folder holds."""
    return [
        (pattern, one)
        for pattern in patterns
        for one in asked
        if not _is_there(_kept(pattern, folder, model).get(one.family), pattern, one)
    ]


def _is_there(there: Over | None, pattern: Pattern, one: Asked) -> bool:
    wanted = (digest_of(one.sets), one.sets.members, one.replicates, left_out(pattern, one.sets))
    return there is not None and there.asked_for() == wanted


def _kept(pattern: Pattern, folder: Path, model: str) -> Mapping[Family, Over]:
    return kept_robustness(folder, pattern.key, model, declaration(pattern))
