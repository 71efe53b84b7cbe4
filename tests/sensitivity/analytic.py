"""Functions with known indices, and designs for them by SALib's own samplers."""

from dataclasses import replace
from functools import cache

import numpy as np
from SALib.sample import fast_sampler, latin, morris, sobol
from SALib.test_functions import Ishigami, Sobol_G

from iwsim.designs.design import Design
from iwsim.designs.factor import Factor
from iwsim.designs.salib_problem import problem

G_WEIGHTS = np.array([0.0, 1.0, 4.5, 99.0])
LINEAR = np.array([4.0, -2.0, 1.0, 0.0])


def factors(count, groups=None):
    groups = groups or ("",) * count
    return tuple(
        Factor(f"x{at + 1}", "continuous", (f"a.x{at + 1}",), group=groups[at])
        for at in range(count)
    )


@cache
def design(method, count, samples, *, groups=None, second_order=False, levels=4, seed=7):
    empty = Design(
        method, factors(count, groups), samples, seed, np.empty((0, count)), second_order, levels
    )
    told = problem(empty)
    if method == "morris":
        unit = morris.sample(told, samples, num_levels=levels, seed=seed)
    elif method == "sobol":
        unit = sobol.sample(told, samples, calc_second_order=second_order, seed=seed)
    elif method == "fast":
        unit = fast_sampler.sample(told, samples, seed=seed)
    elif method == "latin_hypercube":
        unit = latin.sample(told, samples, seed=seed)
    else:
        raise AssertionError(method)
    return replace(empty, unit=unit)


def grid(levels, count):
    """All combinations of the middles of levels, the last factor moving fastest."""
    middles = (np.arange(levels) + 0.5) / levels
    unit = np.stack(np.meshgrid(*[middles] * count, indexing="ij"), axis=-1).reshape(-1, count)
    return Design("grid", factors(count), len(unit), 1, unit)


def one_replicate(values):
    return np.asarray(values, dtype=np.float64)[:, None]


def ishigami(unit):
    """7 and 0.1: S1 0.3139, 0.4424, 0; ST 0.5576, 0.4424, 0.2437; S2 of 1 and 3 0.2437."""
    return one_replicate(Ishigami.evaluate((2.0 * unit - 1.0) * np.pi))


def ishigami_indices():
    a, b = 7.0, 0.1
    one = 0.5 * (1.0 + b * np.pi**4 / 5.0) ** 2
    two = a**2 / 8.0
    both = b**2 * np.pi**8 * (1.0 / 18.0 - 1.0 / 50.0)
    total = one + two + both
    first = np.array([one, two, 0.0]) / total
    return first, first + np.array([both, 0.0, both]) / total, both / total


def g_function(unit):
    return one_replicate(Sobol_G.evaluate(unit, a=G_WEIGHTS))


def g_indices():
    return (
        np.asarray(Sobol_G.sensitivity_index(G_WEIGHTS)),
        np.asarray(Sobol_G.total_sensitivity_index(G_WEIGHTS)),
    )


def g_pairs():
    """Return the indices of second order of the g-function, in the order of combinations."""
    alone = 1.0 / 3.0 / (1.0 + G_WEIGHTS) ** 2
    one, other = np.triu_indices(len(G_WEIGHTS), k=1)
    return alone[one] * alone[other] / (np.prod(1.0 + alone) - 1.0)


def linear(unit):
    """S1 = ST = squares of the weights over their sum."""
    return one_replicate(unit @ LINEAR[: unit.shape[1]])


def product(unit):
    """Morris: the effect of one factor is the other, so that mu is its mean 1/2."""
    return one_replicate(unit[:, 0] * unit[:, 1] + unit[:, 2])


def covers(rows, truth):
    """Return whether every interval of a table holds its true value."""
    return ((rows["low"].to_numpy() <= truth) & (truth <= rows["high"].to_numpy())).all()


def values(table, quantity, method=None):
    rows = table[table["quantity"] == quantity]
    return rows if method is None else rows[rows["method"] == method]


def as_given(blocks):
    """Return the one resample that is the design itself."""
    return np.arange(blocks, dtype=np.int64)[None, :]
