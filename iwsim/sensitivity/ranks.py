"""Ranks of indices, and how much the bootstrap agrees with them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.place import Numbers

AT_THE_TOP = 5


class Stability(NamedTuple):
    """How stable the ranks of the main quantity are over the bootstrap.

    Parameters
    ----------
    quantity
        The main quantity.
    agreement
        Mean of Spearman's rank correlation between the estimate and each resample; NaN of one
        index or without a bootstrap.
    top
        How many factors stand in the set at the top: five, or all if there are fewer.
    same_top
        Share of resamples with the same set at the top; 1 by nature if the set is all.
    """

    quantity: str
    agreement: float
    top: int
    same_top: float


def ranks(values: Numbers) -> NDArray[np.int64]:
    """Return ranks along the last axis: 1 is the largest in size, ties in the order given."""
    order = np.argsort(-np.abs(values), axis=-1, kind="stable")
    found = np.empty(values.shape, dtype=np.int64)
    places = np.broadcast_to(np.arange(1, values.shape[-1] + 1), values.shape)
    np.put_along_axis(found, order, places, axis=-1)
    return found


def stability(quantity: str, values: Numbers, draws: Numbers) -> Stability:
    """Return the stability of the ranks of `values` over `draws`, one resample a row."""
    number = values.size
    top = min(AT_THE_TOP, number)
    if not len(draws):
        return Stability(quantity, float("nan"), top, float("nan"))
    here, there = ranks(values), ranks(draws)
    same = ((there <= top) == (here <= top)).all(axis=1)
    if number == 1:
        return Stability(quantity, float("nan"), top, float(same.mean()))
    # Spearman's coefficient of ranks without ties: 1 - 6 sum(d^2) / (n (n^2 - 1)).
    apart = ((there - here) ** 2).sum(axis=1)
    agreement = 1.0 - 6.0 * apart.mean() / (number * (number**2 - 1.0))
    return Stability(quantity, float(agreement), top, float(same.mean()))
