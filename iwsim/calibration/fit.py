"""Approximate Bayesian computation by pyABC: the one file that imports it."""

import logging
import pickle
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration.targets import FAR
from iwsim.calibration.workers import Carry, here
from iwsim.errors import DesignError, StoreError

try:
    import pyabc
    from pyabc.sampler import Sampler
    from pyabc.weighted_statistics import weighted_quantile
except ModuleNotFoundError as missing:
    raise DesignError(
        f"calibration needs the library pyABC ({missing.name} is not installed): pip install "
        '"iwsim[calibration]"'
    ) from missing

for _name in ("ABC", "ABC.History", "ABC.Sampler", "ABC.Distance"):
    logging.getLogger(_name).setLevel(logging.WARNING)

MET = 1.0
"""Threshold at which every target is met within its tolerance."""

_PARTICLES_A_BATCH = 8
_KEPT = 0.5
"""The next threshold is the median distance of the sets that are kept."""

Levels = Mapping[str, float]
Simulate = Callable[[Mapping[str, float]], Levels]
"""Values of the fitted parameters in, levels out; what else it draws, it draws with NumPy's global
generator, which is seeded for each simulation."""


class Population(NamedTuple):
    """What one generation has kept.

    Parameters
    ----------
    generation
        Its number, from 1.
    threshold
        Largest distance of a set that is kept.
    runs
        Simulations it took.
    values
        Kept sets: one row each, one column a fitted parameter.
    weights
        Their weights; they add up to 1.
    levels
        Their levels, and what else the simulation returns.
    distances
        Their distances.
    """

    generation: int
    threshold: float
    runs: int
    values: pd.DataFrame
    weights: NDArray[np.float64]
    levels: pd.DataFrame
    distances: NDArray[np.float64]


class Told(NamedTuple):
    """How far a generation is: its number, threshold, sets kept, sets wanted, simulations made."""

    generation: int
    threshold: float
    kept: int
    wanted: int
    runs: int


class Misfit:
    """The distance of a simulation from the targets, as pyABC calls it.

    Parameters
    ----------
    of_levels
        The largest misfit of some levels.
    """

    def __init__(self, of_levels: Callable[[Levels], float]) -> None:
        self._of_levels = of_levels

    def __call__(self, found: Levels, _: Levels, *__: object, **___: object) -> float:
        """Return the distance of a simulation."""
        return self._of_levels(found)


class _Carrying:
    """A simulation whose result holds the fitted values beside the levels: one row is one set."""

    def __init__(self, simulate: Simulate) -> None:
        self._simulate = simulate
        self.__name__ = "simulate"

    def __call__(self, values: Mapping[str, float]) -> dict[str, float]:
        """Simulate once."""
        plain = {name: float(value) for name, value in values.items()}
        return {**self._simulate(plain), **plain}


class _Threshold(pyabc.QuantileEpsilon):
    """The median of the last distances, never under the one at which all targets are met."""

    def __call__(self, t: int) -> float:
        return max(MET, float(super().__call__(t)))


class _Seeded(Sampler):
    """Simulates in batches, each simulation with a seed of its own, and keeps the first that fit.

    So the sample is the same whatever the number of workers and the order in which they end.

    Parameters
    ----------
    carry
        Does the batches.
    seed
        Seed of the whole fit.
    threshold
        Threshold of each generation.
    tell
        Told how far it is after each batch.
    """

    def __init__(
        self,
        carry: Carry,
        seed: int,
        threshold: Callable[[int], float],
        tell: Callable[[Told], None],
    ) -> None:
        super().__init__()
        self._carry = carry
        self._seed = seed
        self._threshold = threshold
        self._tell = tell

    def sample_until_n_accepted(
        self,
        n: int,
        simulate_one: Callable[[], Any],
        t: int,
        *,
        max_eval: float = np.inf,
        all_accepted: bool = False,
        ana_vars: Any = None,
    ) -> Any:
        """Return a sample with `n` sets, or one that is not in order after `max_eval` of them."""
        packed = pickle.dumps(simulate_one)
        jobs = (
            _Batch(packed, (self._seed, t), first) for first in range(0, 2**40, _PARTICLES_A_BATCH)
        )
        sample = self._create_empty_sample()
        waiting: dict[int, Sequence[Any]] = {}
        runs = 0
        with closing(self._carry(evaluate, jobs)) as coming:
            for first, particles in coming:
                waiting[first] = particles
                while runs in waiting:
                    for particle in waiting.pop(runs):
                        runs += 1
                        sample.append(particle)
                        if sample.n_accepted == n or runs >= max_eval:
                            self.nr_evaluations_ = runs
                            sample.ok = sample.n_accepted == n
                            return sample
                self._tell(Told(t + 1, self._threshold(t), sample.n_accepted, n, runs))
        return sample


class _Batch(NamedTuple):
    """Simulations that one worker makes in one go."""

    packed: bytes
    seeds: tuple[int, int]
    first: int


def evaluate(batch: _Batch) -> tuple[int, list[Any]]:
    """Make the simulations of a batch; pyABC draws from NumPy's global generator, seeded here."""
    simulate_one = pickle.loads(batch.packed)
    particles = []
    for number in range(batch.first, batch.first + _PARTICLES_A_BATCH):
        seed, generation = batch.seeds
        words = np.random.SeedSequence([seed, generation, number]).generate_state(4)
        np.random.seed(words)  # noqa: NPY002 - the generator that pyABC draws from
        particles.append(simulate_one())
    return batch.first, particles


def silent(_: Told) -> None:
    """Tell nobody."""


def fit(
    simulate: Simulate,
    ranges: Mapping[str, tuple[float, float]],
    misfit: Callable[[Levels], float],
    *,
    particles: int,
    generations: int,
    seed: int,
    start: float = FAR,
    fewest_kept: float = 0.0,
    database: Path | None = None,
    carry: Carry = here,
    tell: Callable[[Told], None] = silent,
) -> list[Population]:
    """Return the generations of a sequential fit, from uniform priors.

    Parameters
    ----------
    simulate
        One simulation; it must be possible to pickle it.
    ranges
        Range of each fitted parameter.
    misfit
        Distance of some levels: at most 1 where all targets are met.
    particles
        Sets that a generation keeps.
    generations
        The most generations; fewer if the last one has all targets met.
    seed
        Seed of the fit.
    start
        Threshold of the first generation.
    fewest_kept
        Share of simulations below which a generation is given up, and the one before it stands.
    database
        File that holds finished generations; a fit that was stopped goes on from there. Without it
        they are held in memory.
    carry
        Does the simulations, by default in this process.
    tell
        Told how far it is.
    """
    address = "sqlite://" if database is None else f"sqlite:///{database.as_posix()}"
    names = tuple(ranges)
    finished: list[Population] = []
    if database is not None and database.exists():
        finished = _finished(address, names, misfit)
    threshold = _Threshold(initial_epsilon=_next_threshold(finished, start), alpha=_KEPT)
    prior = pyabc.Distribution(
        **{name: pyabc.RV("uniform", low, high - low) for name, (low, high) in ranges.items()}
    )
    smc = pyabc.ABCSMC(
        _Carrying(simulate),
        prior,
        Misfit(misfit),
        population_size=particles,
        eps=threshold,
        sampler=_Seeded(carry, seed, threshold, tell),
    )
    if finished:
        smc.load(address, 1, {})
    else:
        smc.new(address, {})
    if len(finished) < generations and not (finished and finished[-1].threshold <= MET):
        smc.run(
            minimum_epsilon=MET,
            max_nr_populations=generations - len(finished),
            min_acceptance_rate=fewest_kept,
        )
    return _populations(smc.history, names, misfit)


def _finished(
    address: str, names: Sequence[str], misfit: Callable[[Levels], float]
) -> list[Population]:
    """Return the generations that a database holds."""
    try:
        history = pyabc.History(address, create=False)
        return _populations(history, names, misfit) if history.n_populations > 0 else []
    except Exception as error:  # SQLAlchemy has dozens, for a file that is none of ours
        place = address.removeprefix("sqlite:///")
        raise StoreError(f"{place}: holds no calibration ({type(error).__name__}).") from error


def _next_threshold(finished: Sequence[Population], start: float) -> float:
    """Return the threshold of the generation that comes next."""
    if not finished:
        return max(MET, start)
    last = finished[-1]
    return float(weighted_quantile(last.distances, last.weights, alpha=_KEPT))


def _populations(
    history: Any, names: Sequence[str], misfit: Callable[[Levels], float]
) -> list[Population]:
    described = history.get_all_populations().set_index("t")
    found = []
    for t in range(history.max_t + 1):
        weights, stored = history.get_weighted_sum_stats_for_model(m=0, t=t)
        table = pd.DataFrame(stored).astype(np.float64)
        levels = table.drop(columns=list(names))
        found.append(
            Population(
                generation=t + 1,
                threshold=float(described.at[t, "epsilon"]),
                runs=int(described.at[t, "samples"]),
                values=table[list(names)],
                weights=weights / weights.sum(),
                levels=levels,
                distances=np.array([misfit(_plain(one)) for one in levels.to_dict("records")]),
            )
        )
    return found


def _plain(row: Mapping[Any, Any]) -> dict[str, float]:
    return {str(name): float(value) for name, value in row.items()}
