"""An estimate: indices of one quantity, and what they are in each resample."""

from typing import NamedTuple

from iwsim.designs.place import Numbers

MAIN = {"sobol": "ST", "morris": "mu_star", "fast": "ST", "delta": "delta", "pawn": "pawn"}
"""The quantity by which a method ranks factors."""


class Estimate(NamedTuple):
    """The indices of one quantity by one method.

    Parameters
    ----------
    method
        ``sobol``, ``morris``, ``fast``, ``delta`` or ``pawn``.
    quantity
        ``S1``, ``ST``, ``S2``, ``mu``, ``mu_star``, ``sigma``, ``delta`` or ``pawn``.
    factors
        What each index is of: a group, or a factor without one.
    others
        The second factor of an index of second order, else empty texts.
    values
        The indices.
    draws
        The indices in each resample, one resample a row; no rows where no bootstrap is defensible.
    """

    method: str
    quantity: str
    factors: tuple[str, ...]
    others: tuple[str, ...]
    values: Numbers
    draws: Numbers


def of_factors(
    method: str, quantity: str, factors: tuple[str, ...], values: Numbers, draws: Numbers
) -> Estimate:
    """Return an estimate whose indices are of single factors."""
    return Estimate(method, quantity, factors, ("",) * len(factors), values, draws)
