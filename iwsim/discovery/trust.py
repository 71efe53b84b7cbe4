"""Whether a surrogate may be used, and for what."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

Trust = Literal["levels", "shape", "none"]

GOOD, ROUGH = 0.8, 0.5
"""Shares of variance foretold in points held back from which levels, and the shape, are trusted."""
POINTS_A_FACTOR = 10
"""Loeppky, Sacks and Welch (2009), "Choosing the sample size of a computer experiment"."""

_WORDS: dict[Trust, str] = {
    "levels": "It may be used inside the ranges to draw the outcome and to choose further points; "
    "what is published is run.",
    "shape": "It shows the rough shape only; its levels are not to be used.",
    "none": "It is not to be used.",
}


def verdict_of(
    kind: str, r2: float, r2_folds: Sequence[float], *, error: float, share: float
) -> tuple[Trust, str]:
    """Return whether a surrogate may be used, and the sentences that say so.

    Parameters
    ----------
    kind
        The learner.
    r2, r2_folds
        Share of the variance in points held back, of all and by fold.
    error
        Its error over the standard error that luck gives a point; NaN where that is not known.
    share
        Points a factor.
    """
    trust: Trust = "levels" if r2 >= GOOD else "shape" if r2 >= ROUGH else "none"
    said = [
        f"The surrogate ({kind}) foretells {r2:.2f} of the variance in points held back "
        f"({min(r2_folds):.2f} to {max(r2_folds):.2f} over folds).",
    ]
    if np.isfinite(error):
        said.append(f"Its error is {error:.1f} times the luck in a point's mean.")
    if share < POINTS_A_FACTOR:
        said.append(
            f"There are fewer than {POINTS_A_FACTOR} points a factor, so it may hide what was "
            "not seen."
        )
    return trust, " ".join((*said, _WORDS[trust]))
