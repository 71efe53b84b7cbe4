"""Variance-based indices of a Sobol design of second order, from all of its crossings."""

from itertools import combinations

import numpy as np

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.sensitivity.draws import Places, resampled_means
from iwsim.sensitivity.estimate import Estimate, of_factors

SAME = 1e-12
"""Share of the variance of all points under which a resample counts as constant."""


def crossed_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return S1, ST and S2, the last unless there is one group alone."""
    whole = np.arange(design.samples, dtype=np.int64)[None, :]
    values = [shares[0] for shares in crossed_shares(design, outcome, whole)]
    draws = crossed_shares(design, outcome, places)
    groups = design.groups
    single = (
        of_factors("sobol", "S1", groups, values[0], draws[0]),
        of_factors("sobol", "ST", groups, values[1], draws[1]),
    )
    pairs = list(combinations(groups, 2))
    if not pairs:
        return single
    ones, others = zip(*pairs, strict=True)
    return (*single, Estimate("sobol", "S2", ones, others, values[2], draws[2]))


def crossed_shares(
    design: Design, outcome: Numbers, places: Places
) -> tuple[Numbers, Numbers, Numbers]:
    """Return S1, ST and S2 of each resample, one resample a row, S2 in the order of combinations.

    With A and B the two base samples, AB_j that of A with factor j from B and BA_j the reverse:
    S1 by 2 mean((BA_j - B) (A - AB_j)) and ST by mean((BA_j - B)^2 + (A - AB_j)^2), both over
    mean((A - B)^2 + (BA_j - AB_j)^2), Azzini, Mara & Rosati, "Comparison of two sets of Monte Carlo
    estimators of Sobol' indices", Environ. Model. Softw. 144 (2021). S2 is what the pair does by
    itself, the same formula of first order with AB_k for A and BA_k for B, less both S1: in AB_k
    and BA_j the pair has the same values and the rest of the factors others, and so in BA_k and
    AB_j, Saltelli, "Making best use of model evaluations", Comput. Phys. Commun. 145 (2002).

    All terms are of differences and S1 is never above ST: an index is exact for a factor that does
    nothing or everything, where Saltelli's of first order is as uncertain as the outcome varies.
    A resample that is constant is NaN.
    """
    groups = len(design.groups)
    rows = (outcome / outcome.std()).reshape(-1, design.block)
    a, b = rows[:, :1], rows[:, -1:]
    ab, ba = rows[:, 1 : groups + 1], rows[:, groups + 1 : 2 * groups + 1]
    one, other = np.triu_indices(groups, k=1)
    of_pairs = (ba[:, one] - ba[:, other]) * (ab[:, other] - ab[:, one])
    terms = np.hstack(
        [
            2.0 * (ba - b) * (a - ab),
            (ba - b) ** 2 + (a - ab) ** 2,
            2.0 * of_pairs,
            (a - b) ** 2 + (ba - ab) ** 2,
            (ab[:, other] - ba[:, other]) ** 2 + (ba[:, one] - ab[:, one]) ** 2,
        ]
    )
    ends = np.cumsum([groups, groups, one.size, groups])
    first, total, both, spread, spread_of_pairs = np.hsplit(resampled_means(places, terms), ends)
    first, total = first / _varying(spread), total / _varying(spread)
    second = both / _varying(spread_of_pairs) - first[:, one] - first[:, other]
    return first, total, second


def _varying(spread: Numbers) -> Numbers:
    return np.where(spread > SAME, spread, np.nan)
