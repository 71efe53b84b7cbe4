"""The calibration as a whole: prior sample, screening, fit, and the files that tell of it."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration import diagnostics, prior
from iwsim.calibration.ensemble import sets_table, six_digits, uncertain
from iwsim.calibration.fit import MET, Population, Told, fit
from iwsim.calibration.simulate import drawn, levels_of
from iwsim.calibration.targets import distance, distances, targets
from iwsim.calibration.workers import Carry
from iwsim.errors import DesignError
from iwsim.parameters import PARAMETERS
from iwsim.study.progress import Reporter

DATABASE = "generations.db"
DRAW = "draw"
MEMBERS = 100
"""Sets of an ensemble, or as many as the fit keeps if those are fewer."""
LARGEST_DRAW = 2**31 - 1
LEAST_WORTH = 50.0
"""Sets of equal weight that a generation must be worth to be used: a fit of many parameters comes
nearer to the targets with weights that fewer and fewer sets share."""
KEPT_OF_PRIOR = 0.05
"""Share of the prior sample that is kept where no generation is nearer and worth enough."""
FEWEST_KEPT = 0.02
"""Share of simulations that are kept below which a generation is given up as too dear."""


class Size(NamedTuple):
    """How large a calibration is.

    Parameters
    ----------
    runs
        Runs of the prior sample.
    particles
        Sets that a generation keeps.
    generations
        The most generations; 0 keeps the nearest of the prior sample and fits nothing.
    seed
        Seed of all of it.
    """

    runs: int
    particles: int
    generations: int
    seed: int


class Calibration(NamedTuple):
    """What a calibration found.

    Parameters
    ----------
    prior
        The prior sample.
    correlations
        Rank correlations of all parameters with all levels in it.
    fitted
        The parameters that the screening let through.
    populations
        What is kept of the prior sample, as generation 0, and the generations of the fit.
    used
        The one that the ensemble is of.
    members
        The ensemble: values of all uncertain parameters, one row a member.
    distances
        How far each member was from the targets in the run that it was kept for.
    parameters, targets
        The tables of diagnostics.
    """

    prior: prior.Prior
    correlations: pd.DataFrame
    fitted: tuple[str, ...]
    populations: list[Population]
    used: Population
    members: pd.DataFrame
    distances: NDArray[np.float64]
    parameters: pd.DataFrame
    targets: pd.DataFrame

    @property
    def identified(self) -> tuple[str, ...]:
        """The parameters that the targets have narrowed."""
        return tuple(self.parameters.loc[self.parameters["identified"] == "yes", "parameter"])


class Simulation:
    """One simulation of the fit: the fitted parameters are given, all others and the luck drawn.

    Parameters
    ----------
    others
        The parameters that are drawn.
    """

    def __init__(self, others: tuple[str, ...]) -> None:
        self._others = others

    def __call__(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return the levels, and the number that all that was drawn follows from."""
        draw = int(np.random.randint(LARGEST_DRAW))  # noqa: NPY002 - the fit seeds this generator
        fitted = {name: six_digits(value) for name, value in values.items()}
        return {**levels_of({**drawn(self._others, draw), **fitted}, draw), DRAW: float(draw)}


def calibrate(
    size: Size,
    folder: Path,
    carry: Carry,
    *,
    told: Reporter,
    tell: Callable[[Told], None],
) -> Calibration:
    """Calibrate, keeping the prior sample and every finished generation in a folder.

    Parameters
    ----------
    size
        How large.
    folder
        Where; what is there of this calibration is not made again.
    carry
        Does the simulations.
    told
        Told how far the prior sample is.
    tell
        Told how far a generation of the fit is.

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
    found = prior.correlations(sampled)
    fitted = prior.screened(found, size.runs)
    if not fitted:
        raise DesignError(
            f"no parameter moves a target in {size.runs} runs beyond chance: allow more --runs."
        )
    held = targets()
    others = uncertain(without=fitted)
    populations = (
        []
        if size.generations == 0
        else fit(
            Simulation(others),
            {name: PARAMETERS[name].plausible for name in fitted},
            partial(distance, held=held),
            particles=size.particles,
            generations=size.generations,
            seed=size.seed,
            start=float(np.median(distances(sampled.levels, held))),
            fewest_kept=FEWEST_KEPT,
            database=folder / DATABASE,
            carry=carry,
            tell=tell,
        )
    )
    return _read(sampled, found, fitted, [nearest_of_prior(sampled), *populations])


def nearest_of_prior(sampled: prior.Prior) -> Population:
    """Return the runs of the prior sample that are nearest to the targets, all of one weight."""
    held = targets()
    apart = distances(sampled.levels, held)
    threshold = max(MET, float(np.quantile(apart, KEPT_OF_PRIOR)))
    kept = apart <= threshold
    return Population(
        generation=0,
        threshold=threshold,
        runs=len(apart),
        values=sampled.sets[kept].reset_index(drop=True),
        weights=np.full(int(kept.sum()), 1.0 / kept.sum()),
        levels=sampled.levels[kept].reset_index(drop=True),
        distances=apart[kept],
    )


def best(populations: list[Population]) -> Population:
    """Return the generation nearest to the targets among those that are worth enough.

    Of several as near, the one that is worth most.
    """

    def worth(one: Population) -> float:
        return diagnostics.effective_size(one.weights)

    first, *rest = populations
    enough = [one for one in rest if worth(one) >= LEAST_WORTH]
    return min([first, *enough], key=lambda one: (one.threshold, -worth(one)))


def _read(
    sampled: prior.Prior,
    found: pd.DataFrame,
    fitted: tuple[str, ...],
    populations: list[Population],
) -> Calibration:
    used = best(populations)
    moved = fitted if used.generation else ()
    values = all_values(used, uncertain(without=fitted)) if used.generation else used.values
    rows = diagnostics.equally_weighted(used.weights, min(MEMBERS, len(values)))
    members = sets_table(list(values.columns), list(values.to_numpy()[rows]))
    return Calibration(
        prior=sampled,
        correlations=found,
        fitted=fitted,
        populations=populations,
        used=used,
        members=members,
        distances=used.distances[rows],
        parameters=diagnostics.parameters_table(values, used.weights, moved),
        targets=diagnostics.targets_table(sampled, used.levels, used.weights, targets()),
    )


def all_values(population: Population, others: tuple[str, ...]) -> pd.DataFrame:
    """Return the values of all uncertain parameters in the sets of a generation.

    Parameters
    ----------
    population
        The generation.
    others
        The parameters that were drawn anew in every simulation.
    """
    rest = pd.DataFrame([drawn(others, int(draw)) for draw in population.levels[DRAW]])
    both = pd.concat([population.values.map(six_digits), rest], axis=1)
    return both[list(uncertain())]
