"""The methods of analysis, and the designs that each of them is for."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.errors import DesignError
from iwsim.sensitivity.distribution import pawn_indices
from iwsim.sensitivity.draws import Places
from iwsim.sensitivity.effects import morris_effects
from iwsim.sensitivity.estimate import Estimate
from iwsim.sensitivity.fourier import fast_indices
from iwsim.sensitivity.moment_free import delta_indices
from iwsim.sensitivity.saltelli import sobol_indices

ESTIMATORS: dict[str, Callable[[Design, Numbers, Places], tuple[Estimate, ...]]] = {
    "sobol": sobol_indices,
    "morris": morris_effects,
    "fast": fast_indices,
    "delta": delta_indices,
    "pawn": pawn_indices,
}
"""From a design, the outcome of each point and the draws, the estimates of each method."""

GIVEN_DATA = ("delta", "pawn")
"""Methods for independent uniform points from whatever design."""

_TAKEN_BY_GIVEN_DATA = ("sobol", "latin_hypercube", "grid", "list")


def methods_of(design: Design) -> tuple[str, ...]:
    """Return the methods of analysis that a design is made for."""
    return (design.method,) if design.method in ESTIMATORS else GIVEN_DATA


def checked_methods(design: Design, methods: Sequence[str] | None) -> tuple[str, ...]:
    """Return the methods asked for, or those of the design; refuse any that are not for it."""
    if methods is None:
        return methods_of(design)
    if not methods:
        raise DesignError(f"no method is asked for; there are {', '.join(ESTIMATORS)}")
    for method in methods:
        if method not in ESTIMATORS:
            nearest = get_close_matches(method, ESTIMATORS, n=1, cutoff=0.0)[0]
            raise DesignError(
                f"there is no method {method!r}; there are {', '.join(ESTIMATORS)}"
                f" (nearest: {nearest})"
            )
        given = method in GIVEN_DATA
        if given and design.method not in _TAKEN_BY_GIVEN_DATA:
            raise DesignError(
                f"a {design.method} design cannot be analysed by {method}: its points are not"
                f" independent; its own method is {design.method}"
            )
        if not given and method != design.method:
            raise DesignError(
                f"a {design.method} design cannot be analysed by {method}: that takes a {method}"
                f" design; methods for this one are {', '.join(methods_of(design))}"
            )
    return tuple(dict.fromkeys(methods))
