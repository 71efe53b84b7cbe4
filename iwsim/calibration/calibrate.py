"""The calibration as a whole: prior sample, rounds of runs, and what they leave."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration import diagnostics, lazy, prior
from iwsim.calibration.emulator import Emulator
from iwsim.calibration.ensemble import sets_table, uncertain
from iwsim.calibration.lazy import Effort, Kept, Problem, Round, Told
from iwsim.calibration.report import LEAST_WORTH
from iwsim.calibration.simulate import levels_table
from iwsim.calibration.targets import MET, distances, targets
from iwsim.calibration.workers import Carry
from iwsim.errors import DesignError
from iwsim.parameters import PARAMETERS
from iwsim.study.progress import Reporter

MEMBERS = 100
"""Sets of an ensemble, or as many as are kept if those are fewer."""
KEPT_OF_PRIOR = 0.05
"""Share of the prior sample that is kept where no round brings more."""
LEAST_EXPLAINED = 0.05
"""Share of the variance of some level that parameters must explain for an emulator to be of use."""


class Size(NamedTuple):
    """How large a calibration is.

    Parameters
    ----------
    runs
        Runs of the prior sample.
    sets
        How many sets of equal weight the kept ones shall be worth.
    rounds
        The most rounds; 0 keeps the nearest of the prior sample.
    seed
        Seed of all sets; run by run the luck is the same whatever the seed.
    candidates, runs_a_round
        Candidates of a round, and how many of them are run on average.
    """

    runs: int
    sets: int
    rounds: int
    seed: int
    candidates: int = lazy.CANDIDATES
    runs_a_round: int = lazy.RUNS


class Calibration(NamedTuple):
    """What a calibration found.

    Parameters
    ----------
    prior
        The prior sample.
    rounds
        The rounds.
    emulator
        The emulator of all runs.
    kept, from_rounds
        The sets that are left, and whether they are of the rounds or of the prior sample.
    members
        The ensemble: values of all uncertain parameters, one row a member.
    distances
        How far each member was from the targets in the run that it was kept for.
    parameters, targets
        The tables of diagnostics.
    """

    prior: prior.Prior
    rounds: list[Round]
    emulator: Emulator
    kept: Kept
    from_rounds: bool
    members: pd.DataFrame
    distances: NDArray[np.float64]
    parameters: pd.DataFrame
    targets: pd.DataFrame

    @property
    def identified(self) -> tuple[str, ...]:
        """The parameters that the targets have narrowed."""
        return tuple(self.parameters.loc[self.parameters["identified"] == "yes", "parameter"])


def calibrate(
    size: Size,
    folder: Path,
    carry: Carry,
    *,
    told: Reporter,
    tell: Callable[[Told], None],
) -> Calibration:
    """Calibrate, keeping the prior sample and every finished round in a folder.

    Parameters
    ----------
    size
        How large.
    folder
        Where; what is there of this calibration is not made again.
    carry
        Does the runs.
    told
        Told how far the prior sample is.
    tell
        Told how far a round is.

    Raises
    ------
    DesignError
        If the prior sample is too small for any parameter to show itself.
    """
    sampled = prior.read(folder)
    if sampled is None:
        told.begin(size.runs, 0)
        try:
            sampled = prior.sample(size.runs, size.seed, carry, told)
        finally:
            told.end()
        prior.save(sampled, folder)
    problem = Problem(
        {name: PARAMETERS[name].plausible for name in uncertain()},
        targets(),
        lambda sets, first, advance: levels_table(sets, first, carry, advance),
    )
    if lazy.emulator_of(problem, sampled, []).explained < LEAST_EXPLAINED:
        raise DesignError(
            f"no parameter moves a target in {size.runs} runs beyond chance: allow more --runs."
        )
    effort = Effort(size.sets, size.rounds, size.candidates, size.runs_a_round, size.seed)
    rounds = lazy.in_rounds(problem, sampled, effort, folder, tell)
    emulator = lazy.emulator_of(problem, sampled, rounds)
    return _read(sampled, rounds, emulator, *_left(sampled, rounds, size))


def _left(sampled: prior.Prior, rounds: list[Round], size: Size) -> tuple[Kept, bool]:
    """Return the sets that are left, and whether they are of the rounds or of the prior sample.

    If too few met all targets, the threshold is the lowest at which they are worth enough; the
    prior sample is taken if it alone is worth enough, or is so at a lower threshold.
    """
    least = min(LEAST_WORTH, size.sets)
    of_prior = nearest_of_prior(sampled)
    of_rounds = lazy.nearest(lazy.pooled(rounds, targets()), least)
    if of_rounds is None:
        return of_prior, False
    nearer = of_prior.threshold < of_rounds.threshold and of_prior.worth >= least
    return (of_prior, False) if nearer else (of_rounds, True)


def nearest_of_prior(sampled: prior.Prior) -> Kept:
    """Return the runs of the prior sample that are nearest to the targets, all of one weight."""
    apart = distances(sampled.levels, targets())
    threshold = max(MET, float(np.quantile(apart, KEPT_OF_PRIOR)))
    whole = Kept(threshold, sampled.sets, sampled.levels, np.ones(len(apart)), apart)
    return lazy.within(whole, threshold)


def _read(
    sampled: prior.Prior, rounds: list[Round], emulator: Emulator, kept: Kept, from_rounds: bool
) -> Calibration:
    values = kept.sets[list(uncertain())]
    rows = diagnostics.equally_weighted(kept.weights, min(MEMBERS, len(values)))
    return Calibration(
        prior=sampled,
        rounds=rounds,
        emulator=emulator,
        kept=kept,
        from_rounds=from_rounds,
        members=sets_table(list(values.columns), list(values.to_numpy()[rows])),
        distances=kept.distances[rows],
        parameters=diagnostics.parameters_table(values, kept.weights),
        targets=diagnostics.targets_table(sampled, kept.levels, kept.weights, targets()),
    )
