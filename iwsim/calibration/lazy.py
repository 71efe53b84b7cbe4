"""Lazy approximate Bayesian computation: an emulator decides by chance what is worth a run.

Plain rejection draws sets evenly from all plausible ranges, runs each, and keeps those that meet
every target. So few of them do that nearly all runs would be in vain. Here a candidate `x` is run
with a chance `c(x) > 0` that an emulator gives, and if it is then kept it weighs `1 / c(x)`
(Prangle, *Lazy ABC*, Statistics and Computing 26, 2016). For any function `f` of a set

    E[ran / c(x) * kept * f(x)] = E[kept * f(x)],

since a candidate is run with chance `c(x)` whatever its run would have shown. So the weighted sets
are a sample of the very posterior of plain rejection, however bad the emulator: it decides what
the sample costs, and nothing else.

Rounds may be pooled as they are. Each draws as many candidates, and given all that was seen before
its sums of `1 / c * kept * f` and of `1 / c * kept` have the expectations of plain rejection from
as many candidates. So have their totals, and sets of a better emulator need no other weight than
`1 / c`. Were rounds to differ in their candidates, the totals would be those of plain rejection
from all of them together. As with any ratio of two such sums, and with any rule that ends when
there is enough, an error remains that falls with the number of sets.

The best chance is in proportion to the root of the probability `p(x)` that a run meets all targets:
`n` runs keep sets that are worth `n * E[p]^2 / (E[p / c] E[c])` of equal weight, which by the
inequality of Cauchy and Schwarz is most where `c` goes with `p^(1/2)`. Chances in proportion to `p`
itself would keep more sets, and a few of them would have most of the weight. That holds if the
emulator knows `p`. By 4,429 runs of the silo a power of 0.75 would have made kept sets worth a
tenth to a third more; but what such chances seldom let run is just what those runs cannot show.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration.diagnostics import effective_size
from iwsim.calibration.emulator import Emulator, learn
from iwsim.calibration.ensemble import six_digits
from iwsim.calibration.prior import Prior
from iwsim.calibration.targets import FAR, MET, Target, distances
from iwsim.errors import StoreError
from iwsim.study import calls

Numbers = NDArray[np.float64]
Advance = Callable[[int], None]
Ranges = Mapping[str, tuple[float, float]]

CANDIDATES = 200_000
"""Sets that are drawn from the plausible ranges in a round."""
RUNS = 500
"""How many of them are run, on average."""

ROUNDS = "round-*.parquet"
_CHANCE, _EMULATED = "chance", "emulated"
_CHUNK = 20_000


class Problem(NamedTuple):
    """What is calibrated.

    Parameters
    ----------
    ranges
        The range of each parameter, from which it is drawn evenly.
    held
        The targets.
    simulate
        Returns the levels of sets, one row each, given the number of the first one's luck and
        whom to tell of runs that are done.
    """

    ranges: Ranges
    held: Sequence[Target]
    simulate: Callable[[pd.DataFrame, int, Advance], pd.DataFrame]


class Effort(NamedTuple):
    """How much is done.

    Parameters
    ----------
    sets
        How many sets of equal weight the kept ones shall be worth.
    rounds
        The most rounds.
    candidates, runs
        Candidates of a round, and how many of them are run on average.
    seed
        Seed of all rounds.
    """

    sets: int
    rounds: int
    candidates: int
    runs: int
    seed: int


class Round(NamedTuple):
    """The runs of one round.

    Parameters
    ----------
    sets, levels
        One row a run.
    chances
        With which chance each was run.
    emulated
        With which probability each was expected to meet all targets.
    """

    sets: pd.DataFrame
    levels: pd.DataFrame
    chances: Numbers
    emulated: Numbers


class Kept(NamedTuple):
    """Sets that are kept.

    Parameters
    ----------
    threshold
        Largest distance of a set that is kept.
    sets, levels
        One row a set.
    weights
        Their weights.
    distances
        Their distances.
    """

    threshold: float
    sets: pd.DataFrame
    levels: pd.DataFrame
    weights: Numbers
    distances: Numbers

    @property
    def worth(self) -> float:
        """How many sets of equal weight they are worth."""
        return effective_size(self.weights) if self.weights.size else 0.0


class Told(NamedTuple):
    """How far a round is: its number, runs made and to make, and what those before have kept."""

    round: int
    runs: int
    of: int
    kept: int
    worth: float


def silent(_: Told) -> None:
    """Tell nobody."""


def in_rounds(
    problem: Problem,
    sampled: Prior,
    effort: Effort,
    folder: Path | None = None,
    tell: Callable[[Told], None] = silent,
) -> list[Round]:
    """Return rounds of runs, until what they keep is worth enough or there are as many as allowed.

    Parameters
    ----------
    problem
        What is calibrated.
    sampled
        Runs that the first emulator learns from.
    effort
        How much is done.
    folder
        Where finished rounds are kept, and those found are not made again.
    tell
        Told how far it is.
    """
    found: list[Round] = []
    first = len(sampled.sets)
    for number in range(1, effort.rounds + 1):
        kept = met(found, problem.held)
        if kept.worth >= effort.sets:
            break
        file = None if folder is None else folder / ROUNDS.replace("*", f"{number:02d}")
        one = _read(file, problem) if file is not None and file.is_file() else None
        if one is None:
            tell(Told(number, 0, 0, len(kept.sets), kept.worth))
            one = _round(problem, emulator_of(problem, sampled, found), effort, number)
            one = _run(problem, one, first, _telling(tell, number, len(one.sets), kept))
            if file is not None:
                _save(one, file)
        first += len(one.sets)
        found.append(one)
    return found


def emulator_of(problem: Problem, sampled: Prior, rounds: Sequence[Round]) -> Emulator:
    """Return the emulator of all runs so far."""
    names = [target.name for target in problem.held]
    sets = pd.concat([sampled.sets, *(one.sets for one in rounds)])[list(problem.ranges)]
    levels = pd.concat([sampled.levels, *(one.levels for one in rounds)])[names]
    low, width = _low_and_width(problem.ranges)
    return learn((sets.to_numpy(dtype=np.float64) - low) / width, levels.to_numpy(dtype=np.float64))


def _low_and_width(ranges: Ranges) -> tuple[Numbers, Numbers]:
    low, high = np.array(list(ranges.values())).T
    return low, high - low


def bounds(held: Sequence[Target]) -> tuple[Numbers, Numbers]:
    """Return the lowest and the highest level with which each target is met."""
    low = np.array([target.low - target.tolerance for target in held])
    high = np.array([target.high + target.tolerance for target in held])
    return low, high


def continuation(log_chance: Numbers, runs: float) -> Numbers:
    """Return with which chance each candidate is run, in proportion to the root of its own.

    Parameters
    ----------
    log_chance
        Logarithm of the chance that it meets all targets.
    runs
        What the chances add up to: how many runs are made on average.
    """
    if runs >= log_chance.size:
        return np.ones(log_chance.size)
    roots = np.exp(0.5 * (log_chance - log_chance.max()))
    low, high = 1e-6, 1e15
    for _ in range(200):  # bisection: the number of runs grows with the factor
        factor = np.sqrt(low * high)
        fewer = np.minimum(1.0, factor * roots).sum() < runs
        low, high = (factor, high) if fewer else (low, factor)
    chances: Numbers = np.minimum(1.0, high * roots)
    return chances


def _round(problem: Problem, emulator: Emulator, effort: Effort, number: int) -> Round:
    """Return the candidates of a round that are to be run; they have no levels yet.

    Candidates are drawn in chunks, each from a generator of its own, and drawn again once it is
    known which of them are run: so they need not all be held at once.
    """
    low, high = bounds(problem.held)
    chunks = range(0, effort.candidates, _CHUNK)

    def drawn(begin: int) -> Numbers:
        random = np.random.default_rng([effort.seed, number, 1 + begin // _CHUNK])
        return random.random((min(_CHUNK, effort.candidates - begin), len(problem.ranges)))

    log_chance = np.concatenate(
        [emulator.log_chance(emulator.expected(drawn(begin)), low, high) for begin in chunks]
    )
    chances = continuation(log_chance, effort.runs)
    lots = np.random.default_rng([effort.seed, number]).random(effort.candidates)
    run = np.flatnonzero(lots < chances)
    shares = np.concatenate(
        [drawn(begin)[run[(run >= begin) & (run < begin + _CHUNK)] - begin] for begin in chunks]
    )
    lowest, width = _low_and_width(problem.ranges)
    sets = pd.DataFrame(lowest + shares * width, columns=list(problem.ranges)).map(six_digits)
    return Round(sets, pd.DataFrame(), chances[run], np.exp(log_chance[run]))


def _run(problem: Problem, one: Round, first: int, advance: Advance) -> Round:
    names = [target.name for target in problem.held]
    if one.sets.empty:
        return one._replace(levels=pd.DataFrame(columns=names, dtype=np.float64))
    levels = problem.simulate(one.sets, first, advance)
    return one._replace(levels=levels[names].astype(np.float64))


def _telling(tell: Callable[[Told], None], number: int, of: int, kept: Kept) -> Advance:
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        tell(Told(number, done, of, len(kept.sets), kept.worth))

    return advance


def _save(one: Round, file: Path) -> None:
    both = pd.concat([one.sets, one.levels], axis=1)
    content = io.BytesIO()
    both.assign(**{_CHANCE: one.chances, _EMULATED: one.emulated}).to_parquet(content)
    calls.save(file, content.getvalue())


def _read(file: Path, problem: Problem) -> Round:
    try:
        table = pd.read_parquet(file)
        return Round(
            sets=table[list(problem.ranges)],
            levels=table[[target.name for target in problem.held]],
            chances=table[_CHANCE].to_numpy(dtype=np.float64),
            emulated=table[_EMULATED].to_numpy(dtype=np.float64),
        )
    except (OSError, ValueError, KeyError) as error:
        raise StoreError(f"{file}: holds no round of a calibration.") from error


def pooled(rounds: Sequence[Round], held: Sequence[Target]) -> Kept:
    """Return the runs of all rounds that have every level, with their weights."""
    if not rounds:
        empty = pd.DataFrame()
        return Kept(FAR, empty, empty, np.zeros(0), np.zeros(0))
    levels = pd.concat([one.levels for one in rounds], ignore_index=True)
    whole = Kept(
        threshold=FAR,
        sets=pd.concat([one.sets for one in rounds], ignore_index=True),
        levels=levels,
        weights=1.0 / np.concatenate([one.chances for one in rounds]),
        distances=distances(levels, held) if len(levels) else np.zeros(0),
    )
    return _where(whole, whole.distances < FAR, FAR)


def within(kept: Kept, threshold: float) -> Kept:
    """Return those of some sets that are no further from the targets than a threshold."""
    return _where(kept, kept.distances <= threshold, threshold)


def _where(kept: Kept, which: NDArray[np.bool_], threshold: float) -> Kept:
    return Kept(
        threshold,
        kept.sets[which].reset_index(drop=True),
        kept.levels[which].reset_index(drop=True),
        kept.weights[which],
        kept.distances[which],
    )


def met(rounds: Sequence[Round], held: Sequence[Target]) -> Kept:
    """Return the sets of rounds that met all targets."""
    return within(pooled(rounds, held), MET)


def nearest(kept: Kept, worth: float) -> Kept | None:
    """Return the sets within the lowest threshold, from 1, at which they are worth enough.

    Parameters
    ----------
    kept
        Sets at all distances.
    worth
        How many sets of equal weight they shall be worth.
    """
    if within(kept, MET).worth >= worth:
        return within(kept, MET)
    order = np.argsort(kept.distances, kind="stable")
    weights, far = kept.weights[order], kept.distances[order]
    enough = (np.cumsum(weights) ** 2 / np.cumsum(weights**2) >= worth) & (far > MET)
    return within(kept, float(far[np.argmax(enough)])) if enough.any() else None
