"""Points for Sobol indices: two samples of a Sobol sequence, and the columns exchanged by turns."""

from collections.abc import Sequence

from SALib.sample import sobol as salib

from iwsim.designs.factor import Factor
from iwsim.designs.place import Numbers
from iwsim.designs.salib_problem import problem_of


def sobol(factors: Sequence[Factor], samples: int, second_order: bool, seed: int) -> Numbers:
    """Return the points of SALib's scrambled design; a larger one begins with a smaller one's."""
    drawn: Numbers = salib.sample(
        problem_of(factors), samples, calc_second_order=second_order, scramble=True, seed=seed
    )
    return drawn
