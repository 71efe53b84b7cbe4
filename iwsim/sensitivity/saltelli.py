"""Variance-based indices of a Sobol design: of first, total and second order."""

from itertools import combinations

import numpy as np
from SALib.analyze import sobol as salib_sobol

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.draws import Places, resampled_means
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.quiet import quietly

SAME = 1e-12
"""Share of the variance of all points under which a resample counts as constant."""

_A_SEED = 1  # of intervals that are not used; 0 would be no seed to SALib


def sobol_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return S1 and ST, and S2 if the design allows it.

    The indices are SALib's; its standard deviations of resamples are not used.
    """
    with quietly():
        found = salib_sobol.analyze(
            problem(design),
            outcome,
            calc_second_order=design.second_order,
            num_resamples=2,
            seed=_A_SEED,
        )
    first, total, second = variance_shares(design, outcome, places)
    groups = design.groups
    single = (
        of_factors("sobol", "S1", groups, np.asarray(found["S1"]), first),
        of_factors("sobol", "ST", groups, np.asarray(found["ST"]), total),
    )
    pairs = list(combinations(range(len(groups)), 2))
    if not (design.second_order and pairs):
        return single
    values = np.array([found["S2"][pair] for pair in pairs])
    ones = tuple(groups[one] for one, _ in pairs)
    others = tuple(groups[other] for _, other in pairs)
    return (*single, Estimate("sobol", "S2", ones, others, values, second))


def variance_shares(
    design: Design, outcome: Numbers, places: Places
) -> tuple[Numbers, Numbers, Numbers]:
    """Return S1, ST and S2 of each resample, one resample a row, S2 in the order of combinations.

    With A and B the two base samples, AB_j that of A with factor j from B and BA_j the reverse:
    S1 by mean(B (AB_j - A)) and ST by mean((A - AB_j)^2) / 2, Saltelli et al., "Variance based
    sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010), ST after Jansen,
    Comput. Phys. Commun. 117 (1999); S2 by mean(BA_j AB_k - A B) less both S1, Saltelli, "Making
    best use of model evaluations", Comput. Phys. Commun. 145 (2002). All over the variance of A
    and B. A resample that is constant is NaN.
    """
    groups = len(design.groups)
    rows = ((outcome - outcome.mean()) / outcome.std()).reshape(-1, design.block)
    a, b = rows[:, :1], rows[:, -1:]
    ab = rows[:, 1 : groups + 1]
    first = b * (ab - a)
    total = 0.5 * (a - ab) ** 2
    second = np.empty((rows.shape[0], 0))
    if design.second_order:
        ba = rows[:, groups + 1 : 2 * groups + 1]
        one, other = np.triu_indices(groups, k=1)
        second = ba[:, one] * ab[:, other] - a * b - first[:, one] - first[:, other]
    spread = np.hstack([0.5 * (a + b), 0.5 * (a**2 + b**2)])
    means = resampled_means(places, np.hstack([spread, first, total, second]))
    variance = means[:, 1:2] - means[:, :1] ** 2
    shares = means[:, 2:] / np.where(variance > SAME, variance, np.nan)
    return shares[:, :groups], shares[:, groups : 2 * groups], shares[:, 2 * groups :]
