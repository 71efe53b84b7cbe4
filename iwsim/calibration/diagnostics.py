"""What a calibration has learnt: how far each range shrank, and what each target ruled out."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.calibration.emulator import Emulator
from iwsim.calibration.prior import Prior
from iwsim.calibration.targets import Target, misfits
from iwsim.parameters import PARAMETERS

Numbers = NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
"""Ends of the range that a parameter is said to have."""

LEAST_SHRINKAGE = 0.1
"""A parameter whose range shrinks by less is not identified."""

NAMED = 5
"""Parameters of a level that are named, those that move it most."""

_CHANCE = 0.05
_DRAWS = 4_000_000


def weighted_quantiles(values: Numbers, weights: Numbers, shares: Sequence[float]) -> Numbers:
    """Return quantiles of weighted values, linear between the middles of their weights."""
    order = np.argsort(values, kind="stable")
    heights = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.interp(shares, heights / weights.sum(), values[order])


def effective_size(weights: Numbers) -> float:
    """Return how many sets of equal weight are worth as much (Kish 1965)."""
    return float(weights.sum() ** 2 / np.square(weights).sum())


def equally_weighted(weights: Numbers, count: int) -> list[int]:
    """Return rows of a weighted sample, each as often as its weight says (systematic resampling).

    The first point is the middle of its step, so that nothing is drawn; rows stay in their order.
    """
    points = (np.arange(count) + 0.5) / count
    places = np.searchsorted(np.cumsum(weights / weights.sum()), points)
    return [int(place) for place in np.minimum(places, len(weights) - 1)]


def least_shrinkage(worth: float, parameters: int) -> float:
    """Return the shrinkage from which a parameter is identified.

    At least a tenth, and more where sets are few: ranges of some values drawn from the prior
    itself shrink so far for any of so many parameters in one of twenty calibrations.

    Parameters
    ----------
    worth
        How many sets of equal weight there are.
    parameters
        How many parameters are looked at.
    """
    sets = max(2, round(worth))
    drawn = np.random.default_rng(1).random((_DRAWS // sets, sets))
    ends = np.quantile(drawn, (LOW, HIGH), axis=1)
    shrunk = 1.0 - (ends[1] - ends[0]) / (HIGH - LOW)
    return max(LEAST_SHRINKAGE, float(np.quantile(shrunk, 1.0 - _CHANCE / parameters)))


def parameters_table(values: pd.DataFrame, weights: Numbers) -> pd.DataFrame:
    """Return one row a parameter: its plausible range, the one left, and whether it is identified.

    Parameters
    ----------
    values
        Kept sets, one row each.
    weights
        Their weights.
    """
    least = least_shrinkage(effective_size(weights), len(values.columns))
    rows = []
    for name in values.columns:
        low, high = PARAMETERS[name].plausible
        left = weighted_quantiles(values[name].to_numpy(), weights, (LOW, 0.5, HIGH))
        shrinkage = 1.0 - (left[2] - left[0]) / ((HIGH - LOW) * (high - low))
        rows.append(
            {
                "parameter": name,
                "unit": PARAMETERS[name].unit,
                "default": PARAMETERS[name].default,
                "prior_low": low,
                "prior_high": high,
                "left_low": left[0],
                "left_median": left[1],
                "left_high": left[2],
                "shrinkage": shrinkage,
                "identified": "yes" if shrinkage >= least else "no",
            }
        )
    table = pd.DataFrame(rows)
    return table.sort_values("shrinkage", ascending=False, kind="stable", ignore_index=True)


def targets_table(
    prior: Prior, levels: pd.DataFrame, weights: Numbers, held: Sequence[Target]
) -> pd.DataFrame:
    """Return one row a target: its range, levels before and after, and what it ruled out.

    ``ruled_out`` is the share of the prior sample outside its tolerance, ``alone`` the share that
    no other target rules out.

    Parameters
    ----------
    prior
        The prior sample.
    levels
        Levels of the kept sets.
    weights
        Their weights.
    held
        The targets.
    """
    outside = misfits(prior.levels, held) > 1.0
    rows = []
    for at, target in enumerate(held):
        there = prior.levels[target.name].dropna().to_numpy()
        before = np.quantile(there, (LOW, 0.5, HIGH))
        after = weighted_quantiles(levels[target.name].to_numpy(), weights, (LOW, 0.5, HIGH))
        others = np.delete(outside, at, axis=1).any(axis=1)
        rows.append(
            {
                "target": target.name,
                "words": target.words,
                "unit": target.unit,
                "low": target.low,
                "high": target.high,
                "tolerance": target.tolerance,
                "ids": " ".join(target.ids),
                "arrangement": target.arrangement,
                "prior_low": before[0],
                "prior_median": before[1],
                "prior_high": before[2],
                "ensemble_low": after[0],
                "ensemble_median": after[1],
                "ensemble_high": after[2],
                "ruled_out": float(outside[:, at].mean()),
                "ruled_out_alone": float((outside[:, at] & ~others).mean()),
                "met_in_ensemble": float(
                    weights[misfits(levels, [target])[:, 0] <= 1.0].sum() / weights.sum()
                ),
            }
        )
    return pd.DataFrame(rows)


def emulator_table(
    emulator: Emulator, names: Sequence[str], held: Sequence[Target]
) -> pd.DataFrame:
    """Return one row a target: how well its level can be told from the parameters, and from which.

    ``explained`` is the share of its variance, and ``left`` the standard deviation of what is left,
    in tolerances, both in runs that were not learnt from. Of the parameters that move it most each
    has the sign of its effect.

    Parameters
    ----------
    emulator
        The emulator.
    names
        The parameters.
    held
        The targets.
    """
    rows = []
    for target, one in zip(held, emulator.learnt, strict=True):
        strongest = [
            f"{'+' if one.linear[at] > 0 else '-'}{names[at]}" for at in one.strongest[:NAMED]
        ]
        rows.append(
            {
                "target": target.name,
                "words": target.words,
                "explained": one.explained,
                "left": one.sd / target.tolerance,
                "parameters": int(np.count_nonzero(one.linear)),
                "strongest": " ".join(strongest),
            }
        )
    return pd.DataFrame(rows)
