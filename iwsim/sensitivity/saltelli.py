"""Variance-based indices of a Sobol design: first and total order, and second if it allows it."""

import numpy as np
from SALib.analyze import sobol as salib_sobol

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.crossings import SAME, crossed_indices
from iwsim.sensitivity.draws import Places, resampled_means
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.quiet import quietly

_A_SEED = 1  # of intervals that are not used; 0 would be no seed to SALib


def sobol_indices(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return S1 and ST, and S2 if the design allows it.

    The indices of a design without second order are SALib's; its standard deviations of resamples
    are not used. With second order a design has more crossings than SALib's S1 and ST look at.
    """
    if design.second_order:
        return crossed_indices(design, outcome, places)
    with quietly():
        found = salib_sobol.analyze(
            problem(design), outcome, calc_second_order=False, num_resamples=2, seed=_A_SEED
        )
    first, total = variance_shares(design, outcome, places)
    return (
        of_factors("sobol", "S1", design.groups, np.asarray(found["S1"]), first),
        of_factors("sobol", "ST", design.groups, np.asarray(found["ST"]), total),
    )


def variance_shares(design: Design, outcome: Numbers, places: Places) -> tuple[Numbers, Numbers]:
    """Return S1 and ST of each resample, one resample a row.

    With A and B the two base samples and AB_j that of A with factor j from B: S1 by
    mean(B (AB_j - A)) and ST by mean((A - AB_j)^2) / 2, Saltelli et al., "Variance based
    sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010), ST after Jansen,
    Comput. Phys. Commun. 117 (1999). All over the variance of A and B. A resample that is constant
    is NaN.
    """
    groups = len(design.groups)
    rows = ((outcome - outcome.mean()) / outcome.std()).reshape(-1, design.block)
    a, b = rows[:, :1], rows[:, -1:]
    ab = rows[:, 1 : groups + 1]
    first = b * (ab - a)
    total = 0.5 * (a - ab) ** 2
    spread = np.hstack([0.5 * (a + b), 0.5 * (a**2 + b**2)])
    means = resampled_means(places, np.hstack([spread, first, total]))
    variance = means[:, 1:2] - means[:, :1] ** 2
    shares = means[:, 2:] / np.where(variance > SAME, variance, np.nan)
    return shares[:, :groups], shares[:, groups:]
