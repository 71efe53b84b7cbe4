"""Sampling: from a method and the factors to the points of a design."""

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from iwsim.designs.design import Design, Method
from iwsim.designs.extension import doublings, refuse_sobol_samples
from iwsim.designs.factor import Factor
from iwsim.designs.fast import fast
from iwsim.designs.given import given_points
from iwsim.designs.grid import grid
from iwsim.designs.latin_hypercube import latin_hypercube
from iwsim.designs.morris import morris
from iwsim.designs.place import Numbers
from iwsim.designs.refusals import refusals
from iwsim.designs.sobol import sobol
from iwsim.errors import DesignError
from iwsim.scenario.values import nearest, one_of

METHODS: tuple[Method, ...] = get_args(Method)

USUAL_LEVELS = 4


def design_of(
    method: str,
    factors: Sequence[Factor],
    samples: int,
    seed: int,
    *,
    second_order: bool = True,
    levels: int = USUAL_LEVELS,
    base: int | None = None,
    given: Path | None = None,
) -> Design:
    """Return the design of a method.

    The same arguments give the same points. A design of more samples begins with the points of one
    with fewer, where its method can do that at all (see `refuse_extension`).

    Parameters
    ----------
    method
        One of `METHODS`.
    factors
        The factors; of a grid all of them with levels.
    samples
        Points of a Latin hypercube, trajectories of Morris, base samples of Sobol (a power of two),
        points a factor of FAST. A grid and a list have the size that they have.
    seed
        Seed of the sampling, 1 or more.
    second_order
        Whether a Sobol design allows indices of second order.
    levels
        Levels of a Morris design, an even number.
    base
        Size with which a Latin hypercube began, `samples` if it was not extended: `samples` is
        `base` doubled some times.
    given
        The CSV file that a list is read from.

    Raises
    ------
    DesignError
        When there is no such design; the message says everything that is in its way.
    ScenarioError
        With every fault of the file of a list.
    """
    known = _known(method)
    factors = tuple(factors)
    reasons = list(refusals(known, factors, samples, seed, levels))
    if reasons:
        raise DesignError("\n".join(reasons))
    unit: Numbers
    match known:
        case "grid":
            unit = grid(factors)
        case "list":
            if given is None:
                raise DesignError("A list needs the CSV file that holds its points")
            unit = given_points(factors, given)
        case "latin_hypercube":
            first = samples if base is None else base
            unit = latin_hypercube(len(factors), first, doublings(first, samples), seed)
        case "morris":
            unit = morris(factors, samples, levels, seed)
        case "sobol":
            refuse_sobol_samples(samples)
            unit = sobol(factors, samples, second_order, seed)
        case "fast":
            unit = fast(factors, samples, seed)
    unit.setflags(write=False)
    return Design(
        method=known,
        factors=factors,
        samples=len(unit) if known in ("grid", "list") else int(samples),
        seed=int(seed),
        unit=unit,
        second_order=second_order and known == "sobol",
        levels=levels if known == "morris" else USUAL_LEVELS,
    )


def _known(method: str) -> Method:
    if method not in METHODS:
        near = nearest(method, METHODS)
        hint = f" (nearest: {near})" if near else ""
        raise DesignError(f"There is no design {method!r}; allowed: {one_of(METHODS)}{hint}")
    return method
