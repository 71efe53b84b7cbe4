"""Whether the calibration finds truths that the model itself made, by rank statistics.

Truths are drawn from a bank of runs with sets from the prior, their levels are blurred as the
tolerances assume, and the calibration keeps sets of the same bank: an emulator of it decides by
chance which are run, and those that are kept weigh one over that chance. Prior, luck and blur are
then exactly those that the calibration takes them to be, so the rank of a true value among the
values kept is even (Talts and others, *Validating Bayesian inference algorithms with
simulation-based calibration*, 2018): what is wrong in distance, chances or bookkeeping shows.
Tolerances must be widened so far for a bank that weights hardly matter here; a test of
their own holds them against plain rejection.

``python -m iwsim.calibration.coverage FOLDER`` tests with the prior sample of a calibration, and
writes the result beside it.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration.emulator import learn
from iwsim.calibration.keep import targets_digest
from iwsim.calibration.lazy import continuation
from iwsim.calibration.prior import Prior, read
from iwsim.calibration.report import COVERAGE, read_found
from iwsim.calibration.targets import MET, Target, targets
from iwsim.errors import EXIT_DONE, IwsimError, StoreError
from iwsim.parameters import PARAMETERS
from iwsim.study import calls, manifest

Numbers = NDArray[np.float64]

TRUTHS, DRAWS, SEED = 100, 19, 1
"""Truths of the published test; sets kept for each, so that a rank is one of twenty; and seed."""

KEPT = 0.05
"""Share of the bank that a truth should leave on average: the tolerances are widened by one factor
until it is so, since at their own width a bank of this size holds next to nothing but the truth."""

FEWEST = 100
"""Runs that a bank needs: far fewer, and a truth leaves hardly any run but its own."""

RUN = 1 / 3
"""Share of the candidates that are run on average."""

CANDIDATES_A_RUN = 200
"""Candidates for each run of the bank: with fewer, sets drawn for a truth would share the luck of
which candidates were run, as the truth does not."""

LEAST_SHRINKAGE = 0.1
PERMUTATIONS = 4999
_BINS = 10


class Coverage(NamedTuple):
    """What the test found.

    Parameters
    ----------
    truths, draws, bank
        Truths, sets kept for each, and runs that both come from.
    widened
        Factor on the tolerances.
    parameters
        How many parameters were identified, in the mean over truths.
    p
        How often ranks as uneven as these, or more so, come by chance alone.
    covered
        Share of truths of identified parameters inside the middle 90 per cent of ranks.
    left
        Width that is left of them in the mean, as a share of that of parameters which the levels
        tell nothing about (the same sets kept, values shuffled).
    """

    truths: int
    draws: int
    bank: int
    widened: float
    parameters: int
    p: float
    covered: float
    left: float


def coverage_of(prior: Prior, truths: int, draws: int, seed: int) -> Coverage:
    """Return whether ranks of truths from a prior sample are even.

    Parameters
    ----------
    prior
        The sample: its runs are the bank.
    truths
        How many truths are taken from it.
    draws
        How many sets are kept for each.
    seed
        Seed of the test.
    """
    held = targets()
    sound = np.isfinite(prior.levels.to_numpy()).all(axis=1)
    levels = prior.levels.loc[sound, [target.name for target in held]].to_numpy(dtype=np.float64)
    sets = prior.sets.loc[sound].reset_index(drop=True)
    reach = np.array([_reach(target) for target in held])
    random = np.random.default_rng(seed)
    widened = widening(levels, reach, random)
    emulator = learn(_shares(sets), levels)
    expected = emulator.expected(_shares(sets))
    rows = random.integers(len(levels), size=truths)
    kept = np.empty((truths, draws + 1), dtype=np.int64)
    for at, row in enumerate(rows):
        seen = levels[row] + random.uniform(-1.0, 1.0, reach.size) * reach * widened
        low, high = seen - reach * widened, seen + reach * widened
        chances = continuation(emulator.log_chance(expected, low, high), RUN * len(levels))
        within = ((low <= levels) & (levels <= high)).all(axis=1)
        kept[at, 0] = row
        kept[at, 1:] = calibrated(within, chances, draws, random)
    return _judged(sets, kept, widened, random)


def _shares(sets: pd.DataFrame) -> Numbers:
    low, high = np.array([PARAMETERS[str(name)].plausible for name in sets.columns]).T
    shares: Numbers = (sets.to_numpy(dtype=np.float64) - low) / (high - low)
    return shares


def calibrated(
    within: NDArray[np.bool_], chances: Numbers, draws: int, random: np.random.Generator
) -> NDArray[np.int64]:
    """Return runs of a bank that a lazy calibration keeps, drawn as they weigh.

    Candidates are drawn evenly from the bank, the truth's own run among them, many times as often
    as it has runs. Given which runs are within reach of the levels seen, the truth is any of them
    with the same probability, and so is each that is drawn, if weights are right.

    Parameters
    ----------
    within
        Which runs of the bank are within reach.
    chances
        With which chance a candidate is run.
    draws
        How many are drawn.
    random
        Draws candidates, which of them are run, and which of those within reach are given.
    """
    candidates = random.integers(within.size, size=CANDIDATES_A_RUN * within.size)
    run = candidates[random.random(candidates.size) < chances[candidates]]
    kept = run[within[run]]
    weights = 1.0 / chances[kept]
    return random.choice(kept, size=draws, p=weights / weights.sum())


def _reach(target: Target) -> float:
    return (target.high - target.low) / 2 + target.tolerance


def widening(levels: Numbers, reach: Numbers, random: np.random.Generator) -> float:
    """Return by how much tolerances are widened for a truth to leave `KEPT` of a bank."""
    rows = random.integers(len(levels), size=min(200, len(levels)))
    seen = levels[rows][:, None, :]
    blur = random.uniform(-1.0, 1.0, (len(rows), 1, reach.size)) * reach
    low, high = 0.1, 100.0
    for _ in range(40):  # bisection: the share kept grows with the factor
        factor = np.sqrt(low * high)
        apart = np.abs(levels[None] - seen - blur * factor) / (reach * factor)
        share = float((apart.max(axis=2) <= MET).mean())
        low, high = (factor, high) if share < KEPT else (low, factor)
    return float(high)


def _judged(
    sets: pd.DataFrame, kept: NDArray[np.int64], widened: float, random: np.random.Generator
) -> Coverage:
    values = sets.to_numpy(dtype=np.float64)[kept]  # by (truth, draw, parameter), the truth first
    shuffled = random.permuted(sets.to_numpy(dtype=np.float64), axis=0)[kept]
    left = _spans(values, sets).mean(axis=0)
    by_chance = float(_spans(shuffled, sets).mean())  # of values that levels tell nothing about
    narrowed = left <= (1.0 - LEAST_SHRINKAGE) * by_chance
    ranks = ranks_of(values[:, :, narrowed], random)
    inside = (ranks[:, 0] > 0) & (ranks[:, 0] < values.shape[1] - 1)
    return Coverage(
        truths=len(kept),
        draws=values.shape[1] - 1,
        bank=len(sets),
        widened=widened,
        parameters=int(narrowed.sum()),
        p=evenness(ranks, random),
        covered=float(inside.mean()),
        left=float((left / by_chance)[narrowed].mean()),
    )


def _spans(values: Numbers, sets: pd.DataFrame) -> Numbers:
    """Return the share of a prior's width between 5 and 95 per cent of the values kept."""
    bounds = np.array([PARAMETERS[str(name)].plausible for name in sets.columns])
    ends = np.quantile(values[:, 1:], (0.05, 0.95), axis=1)
    spans: Numbers = (ends[1] - ends[0]) / (bounds[:, 1] - bounds[:, 0])
    return spans


def ranks_of(values: Numbers, random: np.random.Generator) -> NDArray[np.int64]:
    """Return the rank of every value among those of its truth, ties in an order drawn.

    Parameters
    ----------
    values
        By (truth, draw, parameter).
    random
        Breaks ties.
    """
    lots = random.random(values.shape)
    order = np.lexsort((lots, values), axis=1)
    ranks: NDArray[np.int64] = np.argsort(order, axis=1)
    return ranks


def evenness(ranks: NDArray[np.int64], random: np.random.Generator) -> float:
    """Return how often ranks are as uneven as those of the truths by chance alone.

    If truth and kept sets come from one distribution, any of them might as well have been the
    truth: ranks are compared with those of one drawn among them, for all parameters of a truth
    together. So it does not matter that parameters hang together.

    Parameters
    ----------
    ranks
        By (truth, draw, parameter); draw 0 is the truth.
    random
        Draws which else might have been the truth.
    """
    truths, among, _ = ranks.shape
    seen = _unevenness(ranks[:, 0], among)
    everyone = np.arange(truths)
    others = [
        _unevenness(ranks[everyone, random.integers(among, size=truths)], among)
        for _ in range(PERMUTATIONS)
    ]
    return float((1 + np.sum(np.array(others) >= seen)) / (1 + PERMUTATIONS))


def _unevenness(ranks: NDArray[np.int64], among: int) -> float:
    """Return the chi-square of pooled ranks against an even spread."""
    bins = min(_BINS, among)
    counts = np.bincount((ranks * bins // among).ravel(), minlength=bins)
    shares = np.bincount(np.arange(among) * bins // among, minlength=bins) / among
    expected = counts.sum() * shares
    return float(np.sum((counts - expected) ** 2 / expected))


def tested(folder: Path) -> dict[str, Any]:
    """Test with the prior sample of a finished calibration, and write the result beside it.

    Raises
    ------
    StoreError
        If the folder holds no finished calibration, one to other targets, or too small a sample.
    """
    made = read_found(folder).manifest
    if made.get("targets") != targets_digest():
        raise StoreError(f"{folder}: its targets are not those of this version; calibrate again.")
    prior = read(folder)
    runs = 0 if prior is None else int(np.isfinite(prior.levels).all(axis=1).sum())
    if prior is None or runs < FEWEST:
        raise StoreError(
            f"{folder}: its prior sample has {runs} runs with all levels; the test needs {FEWEST} "
            "or more."
        )
    found = {
        **coverage_of(prior, TRUTHS, DRAWS, SEED)._asdict(),
        "seed": SEED,
        "fingerprint": made["fingerprint"],  # of the sample; the code may be younger
        "iwsim": manifest.versions()["iwsim"],
    }
    calls.save(folder / COVERAGE, (json.dumps(found, indent=1) + "\n").encode("utf-8"))
    return found


def main(words: Sequence[str] | None = None) -> int:
    """Test a calibration, by the arguments of the program, and return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="of a finished calibration")
    try:
        print(json.dumps(tested(parser.parse_args(words).folder), indent=1))
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return EXIT_DONE


if __name__ == "__main__":
    sys.exit(main())
