"""Elementary effects of a Morris design: their mean, absolute mean and standard deviation."""

import numpy as np
from SALib.analyze import morris as salib_morris

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.draws import Places, resampled_means
from iwsim.sensitivity.estimate import Estimate, of_factors
from iwsim.sensitivity.quiet import quietly

_A_SEED = 1


def step(levels: int) -> float:
    """Return by how much a Morris design moves a factor: levels / (2 (levels - 1))."""
    return levels / (2.0 * (levels - 1.0))


def morris_effects(design: Design, outcome: Numbers, places: Places) -> tuple[Estimate, ...]:
    """Return mu, mu_star and sigma, which are SALib's, per unit of the whole range of a factor.

    Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33
    (1991); mu_star and groups: Campolongo, Cariboni & Saltelli, "An effective screening design",
    Environ. Model. Softw. 22 (2007). A group of several factors has mu_star alone: its factors
    move up and down at once, so that its effects have no sign.
    """
    with quietly():
        found = salib_morris.analyze(
            problem(design),
            design.unit,
            outcome,
            num_levels=design.levels,
            num_resamples=2,
            seed=_A_SEED,
        )
    effects = elementary_effects(design, outcome)
    resampled = {
        "mu": resampled_means(places, effects),
        "mu_star": resampled_means(places, np.abs(effects)),
        "sigma": resampled_deviations(places, effects),
    }
    members = [factor.group or factor.name for factor in design.factors]
    alone = np.array([members.count(group) == 1 for group in design.groups])
    estimates = []
    for quantity, draws in resampled.items():
        kept = alone | (quantity == "mu_star")
        names = tuple(name for name, keep in zip(design.groups, kept, strict=True) if keep)
        values = np.asarray(found[quantity], dtype=np.float64)[kept]
        if names:
            estimates.append(of_factors("morris", quantity, names, values, draws[:, kept]))
    return tuple(estimates)


def elementary_effects(design: Design, outcome: Numbers) -> Numbers:
    """Return the effects, one trajectory a row and one group a column.

    The sign of a group of several factors is that of the first of them.
    """
    moved = moves(design)
    groups = len(design.groups)
    change = np.diff(outcome.reshape(-1, groups + 1), axis=1) / step(design.levels)
    where = np.argmax(np.abs(moved), axis=1)
    signs = np.sign(np.take_along_axis(moved, where[:, None, :], axis=1)[:, 0, :])
    return np.asarray(signs * np.take_along_axis(change, where, axis=1), dtype=np.float64)


def moves(design: Design) -> Numbers:
    """Return by how much each step of each trajectory moves each group: its first factor."""
    members = [factor.group or factor.name for factor in design.factors]
    firsts = [members.index(group) for group in design.groups]
    paths = design.unit[:, firsts].reshape(-1, design.block, len(firsts))
    return np.asarray(np.diff(paths, axis=1), dtype=np.float64)


def resampled_deviations(places: Places, effects: Numbers) -> Numbers:
    """Return the sample standard deviations of effects over each resample."""
    blocks = effects.shape[0]
    centred = effects - effects.mean(axis=0)
    mean = resampled_means(places, centred)
    square = resampled_means(places, centred**2)
    variance = np.maximum(square - mean**2, 0.0) * blocks / (blocks - 1.0)
    return np.asarray(np.sqrt(variance), dtype=np.float64)
