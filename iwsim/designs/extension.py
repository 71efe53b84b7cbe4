"""Extending a study: which larger designs keep the points that have been run."""

from iwsim.designs.design import Method
from iwsim.errors import DesignError

ANY_SIZE: tuple[Method, ...] = ("grid", "list")
GROWING: tuple[Method, ...] = ("latin_hypercube", "morris", "sobol")
"""Designs whose first points are a smaller design of the same kind."""


def refuse_extension(method: Method, before: int, after: int) -> None:
    """Refuse a new size of a design that would lose points which have been run.

    Parameters
    ----------
    method
        How the points are chosen. Grids and lists may become anything: their points are known by
        what they set.
    before, after
        Samples of the design as it was run, and as it is wanted.

    Raises
    ------
    DesignError
        When the larger design does not begin with the smaller one; the message says why.
    """
    if method in ANY_SIZE or after == before:
        return
    if method == "fast":
        raise DesignError(
            f"A FAST design cannot be extended from {before} to {after} samples: the frequencies "
            "of its curves follow from their number, so that every point would be another one. "
            "Begin a new study"
        )
    if after < before:
        raise DesignError(f"A study of {before} samples cannot be cut to {after}")
    if method == "sobol":
        refuse_sobol_samples(after)
    if method == "latin_hypercube":
        doublings(before, after)


def refuse_sobol_samples(samples: int) -> None:
    """Refuse a number of samples of a Sobol design that is not a power of two."""
    below = 1 << (max(samples, 1).bit_length() - 1)
    if samples != below:
        raise DesignError(
            f"A Sobol design has a power of two of samples, and {samples} is none: the nearest are "
            f"{below} and {2 * below}"
        )


def doublings(base: int, samples: int) -> int:
    """Return how often a Latin hypercube of `base` points is doubled to have `samples`."""
    if base < 1:
        raise DesignError(f"A Latin hypercube begins with at least one point, not {base}")
    below, times = base, 0
    while 2 * below <= samples:
        below, times = 2 * below, times + 1
    if samples == below:
        return times
    possible = f"is {base}" if samples < base else f"are {below} and {2 * below}"
    raise DesignError(
        f"A Latin hypercube of {base} points grows by doubling alone, so that it cannot have "
        f"{samples}: the nearest {possible}"
    )
