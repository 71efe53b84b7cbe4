"""Patterns tried over families of parameter sets, each result kept as soon as it is there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from iwsim.calibration.ensemble import ParameterSets
from iwsim.study.progress import Reporter
from iwsim.validation.clause import Pattern
from iwsim.validation.robust import Family, Over, keep_robustness, kept_robustness
from iwsim.validation.robustness import robust_over
from iwsim.validation.scorecard import declaration
from iwsim.validation.sets import digest_of, left_out, sample_sets


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
    missing = list(everything if force else _missing(everything, folder, model))
    runs = sum(one.runs for _, one in everything)
    left = sum(one.runs for _, one in missing)
    told.begin(runs, runs - left)
    try:
        for pattern, one in missing:
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


def _missing(
    everything: Sequence[tuple[Pattern, Asked]], folder: Path, model: str
) -> Iterator[tuple[Pattern, Asked]]:
    for pattern, one in everything:
        there = _kept(pattern, folder, model).get(one.family)
        wanted = (
            digest_of(one.sets),
            one.sets.members,
            one.replicates,
            left_out(pattern, one.sets),
        )
        if there is None or there.asked_for() != wanted:
            yield pattern, one


def _kept(pattern: Pattern, folder: Path, model: str) -> Mapping[Family, Over]:
    return kept_robustness(folder, pattern.key, model, declaration(pattern))
