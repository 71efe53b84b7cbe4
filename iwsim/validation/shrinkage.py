"""The effect in each of several parameter sets, told from luck: a hierarchical normal model.

The effect in a set is normal around a mean over sets; what a replicate finds is normal around the
effect in its set. The variance of luck is the pooled one of a one-way analysis of variance (Searle,
Casella and McCulloch, *Variance Components*, 1992, chapter 3). Given the deviation between sets,
the effect of a set is known as the empirical-Bayes posterior says (Morris, "Parametric empirical
Bayes inference", JASA 78, 1983): drawn towards the mean the more, the larger luck is beside what
sets differ by. That deviation is badly known where luck is large, so it is not put at its estimate,
whose intervals then hold too few truths, but averaged over its posterior from a flat prior (Gelman,
"Prior distributions for variance parameters in hierarchical models", Bayesian Analysis 1, 2006).
"""

from typing import NamedTuple

import numpy as np
from scipy import stats

from iwsim.study.statistics import Numbers

BEYOND = 10.0
"""Effects are taken as no larger than this many smallest effects: no probability depends on how
much larger they are, and one set with a reference near zero would swamp both variances."""

_FEWEST_REPEATED = 5
_GRID = 60
_FARTHEST = 3.0


class Posterior(NamedTuple):
    """What is known of the effect in each set: normal, given the deviation between sets.

    Parameters
    ----------
    weights
        Of each deviation.
    means, sds
        By (deviation, set); NaN in a set in which the effect is not defined.
    """

    weights: Numbers
    means: Numbers
    sds: Numbers

    def above(self, threshold: float | Numbers) -> Numbers:
        """Return the probability, by set, that the effect lies above a threshold."""
        away = self.means - threshold
        sure = np.where(away > 0.0, 1.0, np.where(away < 0.0, 0.0, 0.5))
        scaled = np.divide(away, self.sds, out=np.zeros_like(away), where=self.sds > 0.0)
        chance = np.where(self.sds > 0.0, stats.norm.cdf(scaled), sure)
        chance[~np.isfinite(self.means)] = np.nan
        averaged: Numbers = self.weights @ chance
        return averaged


def luck_of(effects: Numbers) -> float:
    """Return the variance of a replicate within its set, pooled over sets.

    Of sets that lie within `BEYOND` if there are any: effects cut off there no longer vary, which
    says nothing of luck elsewhere.

    Parameters
    ----------
    effects
        One row a set, one column a replicate; NaN where a replicate has none.
    """
    counts = np.isfinite(effects).sum(axis=1)
    repeated = counts > 1
    inside = repeated & ~(np.abs(np.nan_to_num(effects)) >= BEYOND).any(axis=1)
    used = inside if inside.sum() >= _FEWEST_REPEATED else repeated
    if not used.any():
        return 0.0
    means = np.nanmean(effects[used], axis=1, keepdims=True)
    return float(np.nansum((effects[used] - means) ** 2) / (counts[used] - 1).sum())


def posterior(effects: Numbers) -> Posterior:
    """Return what is known of the effect in each set.

    Parameters
    ----------
    effects
        In smallest effects, positive on the claimed side: one row a set, one column a replicate;
        NaN where a replicate has none.
    """
    effects = np.clip(effects, -BEYOND, BEYOND)
    counts = np.isfinite(effects).sum(axis=1)
    there = counts > 0
    own = np.array([row[np.isfinite(row)].mean() for row in effects[there]])
    luck = luck_of(effects) / counts[there]
    if not np.any(luck > 0.0):
        means = np.full((1, counts.size), np.nan)
        means[0, there] = own
        return Posterior(np.ones(1), means, np.zeros_like(means))
    deviations = np.linspace(0.0, _FARTHEST * float(own.std()), _GRID)
    means, sds = np.full((2, _GRID, counts.size), np.nan)
    likelihoods = np.empty(_GRID)
    for at, deviation in enumerate(deviations):
        variances = deviation**2 + luck
        precision = float((1.0 / variances).sum())
        mean = float((own / variances).sum()) / precision
        trusted = deviation**2 / variances
        means[at, there] = mean + trusted * (own - mean)
        sds[at, there] = np.sqrt(trusted * luck + (1.0 - trusted) ** 2 / precision)
        likelihoods[at] = -0.5 * (
            np.log(variances).sum() + np.log(precision) + ((own - mean) ** 2 / variances).sum()
        )
    weights = np.exp(likelihoods - likelihoods.max())
    return Posterior(weights / weights.sum(), means, sds)
