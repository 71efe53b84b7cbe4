"""Which points of a design can be told from each other: none that another one gives away."""

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.design import Design
from iwsim.errors import DesignError
from iwsim.study.statistics import Numbers

Places = NDArray[np.int64]

ALLOWED = ("latin_hypercube", "list", "grid", "sobol")


def independent_rows(design: Design) -> Places:
    """Return the rows of a design to learn from, each independent of the others.

    Learners are tried on points that they were not grown on; a point that stands on the same line
    as another, or repeats it, would be foretold from that one. So of a Sobol design only the base
    samples count, which are the first and the last row of a block: those between are crossed from
    these two. Of points that are alike in every factor only the first counts, because points share
    their luck and would have the very same outcome. Trajectories of Morris and curves of FAST are
    refused: their points follow upon one another.

    Parameters
    ----------
    design
        The design.

    Raises
    ------
    DesignError
        If it is one of Morris or FAST.
    """
    if design.method not in ALLOWED:
        raise DesignError(
            f"regions and surrogates cannot be found from a {design.method} design, whose points "
            f"follow upon one another; allowed: {', '.join(ALLOWED)}"
        )
    rows = np.arange(design.points, dtype=np.int64)
    if design.method == "sobol":
        place = rows % design.block
        rows = rows[(place == 0) | (place == design.block - 1)]
    _, first = np.unique(design.values[rows], axis=0, return_index=True)
    return rows[np.sort(first)]


def checked(design: Design, outcome: Numbers) -> Numbers:
    """Return the outcome as numbers, one a point.

    Raises
    ------
    DesignError
        If there is not one for each point.
    """
    numbers = np.asarray(outcome, dtype=np.float64)
    if numbers.shape != (design.points,):
        raise DesignError(
            f"the outcome has shape {numbers.shape}; allowed: one mean for each of the "
            f"{design.points} points"
        )
    return numbers
