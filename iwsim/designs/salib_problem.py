"""The problem of SALib: names, bounds and groups of the factors, as its functions ask for them."""

from collections.abc import Sequence
from typing import Any

from iwsim.designs.design import Design
from iwsim.designs.factor import Factor


def problem(design: Design) -> dict[str, Any]:
    """Return a design's problem in the unit cube; SALib notes things in it, so it is a new one."""
    return problem_of(design.factors)


def problem_of(factors: Sequence[Factor]) -> dict[str, Any]:
    """Return the problem of factors in the unit cube.

    Where any factor is in a group, each of the others is a group of its own.
    """
    found: dict[str, Any] = {
        "num_vars": len(factors),
        "names": [factor.name for factor in factors],
        "bounds": [[0.0, 1.0] for _ in factors],
    }
    if any(factor.group for factor in factors):
        found["groups"] = [factor.group or factor.name for factor in factors]
    return found
