"""Statistics of paired runs: pure functions of arrays, each named after what it computes."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Numbers = NDArray[np.float64]
Better = Literal["higher", "lower", "neither"]
Method = Literal["t", "bca", "none"]

LEVEL = 0.95
"""Coverage of every interval that iwsim prints."""

SKEWED = 1.0
"""Absolute sample skewness beyond which the t interval gives way to the BCa bootstrap: about twice
the standard error of the skewness of twenty normal numbers."""

_FEWEST_FOR_BCA = 10
_FEWEST_FOR_SKEWNESS = 3
_FEWEST_FOR_INTERVAL = 2
_RESAMPLES = 4999
_BOOTSTRAP_SEED = 20_240_601


class Interval(NamedTuple):
    """A confidence interval; both ends are NaN where there is none."""

    low: float
    high: float


class Difference(NamedTuple):
    """A mean paired difference with its interval.

    Parameters
    ----------
    mean
        Mean of (arm - reference) over the pairs.
    low, high
        Ends of the 95 per cent interval.
    n
        Number of pairs.
    method
        "t" for the paired t interval, "bca" for the bootstrap, "none" under two pairs.
    """

    mean: float
    low: float
    high: float
    n: int
    method: Method


NO_INTERVAL = Interval(float("nan"), float("nan"))


def finite_pairs(arm: Numbers, reference: Numbers) -> tuple[Numbers, Numbers]:
    """Return both arrays without the pairs of which either is not a finite number."""
    keep = np.isfinite(arm) & np.isfinite(reference)
    return arm[keep], reference[keep]


def t_interval(values: Numbers, level: float = LEVEL) -> Interval:
    """Return Student's interval of the mean: of paired differences, the paired t interval."""
    n = values.size
    if n < _FEWEST_FOR_INTERVAL:
        return NO_INTERVAL
    mean = float(values.mean())
    reach = float(stats.t.ppf(0.5 + level / 2, n - 1)) * float(values.std(ddof=1)) / np.sqrt(n)
    return Interval(mean - float(reach), mean + float(reach))


def bca_interval(values: Numbers, level: float = LEVEL) -> Interval:
    """Return the bias-corrected and accelerated bootstrap interval of the mean.

    Efron, "Better bootstrap confidence intervals", JASA 82 (1987). The generator is fixed, so the
    same numbers have the same interval.
    """
    result = stats.bootstrap(
        (values,),
        np.mean,
        confidence_level=level,
        n_resamples=_RESAMPLES,
        method="BCa",
        random_state=np.random.default_rng(_BOOTSTRAP_SEED),
    )
    ends = result.confidence_interval
    return Interval(float(ends.low), float(ends.high))


def is_skewed(values: Numbers) -> bool:
    """Return whether the adjusted sample skewness (G1) lies beyond `SKEWED`."""
    if values.size < _FEWEST_FOR_SKEWNESS or float(np.ptp(values)) == 0.0:
        return False
    return bool(abs(float(stats.skew(values, bias=False))) > SKEWED)


def mean_difference(differences: Numbers, level: float = LEVEL) -> Difference:
    """Return the mean of paired differences with its interval: t, or BCa where they are skewed."""
    n = differences.size
    if n < _FEWEST_FOR_INTERVAL:
        mean = float(differences.mean()) if n else float("nan")
        return Difference(mean, *NO_INTERVAL, n=n, method="none")
    method: Method = "t"
    interval = t_interval(differences, level)
    if n >= _FEWEST_FOR_BCA and is_skewed(differences):
        bootstrapped = bca_interval(differences, level)
        if np.isfinite(bootstrapped.low) and np.isfinite(bootstrapped.high):
            method, interval = "bca", bootstrapped
    return Difference(float(differences.mean()), *interval, n=n, method=method)


def paired_difference(arm: Numbers, reference: Numbers, level: float = LEVEL) -> Difference:
    """Return the mean of (arm - reference) with its interval, pairs that lack a number left out."""
    arm, reference = finite_pairs(arm, reference)
    return mean_difference(arm - reference, level)


def share_better(differences: Numbers, better: Better) -> float:
    """Return the share of pairs in which the arm does better, a tie counted as half.

    NaN where neither direction is better, or there are no pairs.
    """
    if better == "neither" or differences.size == 0:
        return float("nan")
    sign = 1.0 if better == "higher" else -1.0
    return float(np.mean((np.sign(sign * differences) + 1.0) / 2.0))


def share_interval(count: int, of: int, level: float = LEVEL) -> Interval:
    """Return Wilson's interval of the share that a count is of all.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    if of == 0:
        return NO_INTERVAL
    found = stats.binomtest(count, of).proportion_ci(level, method="wilson")
    return Interval(float(found.low), float(found.high))


def runs_saved(arm: Numbers, reference: Numbers) -> float:
    """Return how many times more runs independent luck would have needed for the same interval.

    The variance of the difference of independent runs over that of the paired difference,
    (s2_a + s2_b) / s2_difference, from the same runs. NaN where the pairs do not vary.
    """
    if arm.size < _FEWEST_FOR_INTERVAL:
        return float("nan")
    of_difference = float(np.var(arm - reference, ddof=1))
    if of_difference == 0.0:
        return float("nan")
    return (float(np.var(arm, ddof=1)) + float(np.var(reference, ddof=1))) / of_difference


def fieller_interval(numerator: Numbers, denominator: Numbers, level: float = LEVEL) -> Interval:
    """Return the interval of the ratio of two paired means.

    Fieller, "Some problems in interval estimation", JRSS B 16 (1954). NaN where the denominator
    cannot be told from zero: the set is then unbounded and no interval is honest.
    """
    n = numerator.size
    if n < _FEWEST_FOR_INTERVAL or float(denominator.mean()) == 0.0:
        return NO_INTERVAL
    above, below = float(numerator.mean()), float(denominator.mean())
    covariance = np.cov(numerator, denominator, ddof=1) / n
    v11, v12, v22 = (float(covariance[at]) for at in ((0, 0), (0, 1), (1, 1)))
    t = float(stats.t.ppf(0.5 + level / 2, n - 1))
    # The ratios r for which above - r * below lies within t standard errors of zero: a quadratic.
    a = below * below - t * t * v22
    b = above * below - t * t * v12
    c = above * above - t * t * v11
    if a <= 0.0:
        return NO_INTERVAL
    root = float(np.sqrt(max(b * b - a * c, 0.0)))
    return Interval((b - root) / a, (b + root) / a)


def quadrant(extra_cost: Interval, benefit: Interval) -> str:
    """Say in words where extra cost and benefit lie, for use where a ratio would mislead."""
    costs = _side(extra_cost, "costs more", "costs less", "costs about the same")
    yields = _side(
        benefit, "saves money elsewhere", "raises public cost elsewhere", "saves about nothing"
    )
    if "" in (costs, yields):
        return "not known: too few runs"
    return f"{costs} and {yields}"


def _side(interval: Interval, above: str, below: str, around: str) -> str:
    if not (np.isfinite(interval.low) and np.isfinite(interval.high)):
        return ""
    if interval.low > 0.0:
        return above
    return below if interval.high < 0.0 else f"{around} (not told from zero)"


def p_value(
    differences: Numbers,
    shift: float = 0.0,
    side: Literal["two-sided", "greater", "less"] = "two-sided",
) -> float:
    """Return the paired t test's p of "the mean difference is `shift`"; 1 where nothing is known.

    Differences that do not vary have p 0 if their mean lies on the tested side, else 1.
    """
    if differences.size < _FEWEST_FOR_INTERVAL:
        return 1.0
    if float(np.ptp(differences)) == 0.0:
        away = float(differences[0]) - shift
        beyond = {"two-sided": away != 0.0, "greater": away > 0.0, "less": away < 0.0}[side]
        return 0.0 if beyond else 1.0
    return float(stats.ttest_1samp(differences, shift, alternative=side).pvalue)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p values adjusted for their number, in the order given.

    Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979).
    """
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return tuple(adjusted)
