"""Places: the range from 0 to 1 divided into equal parts, and in which of them a share falls.

Part k of n holds the shares from k/n up to, and without, (k + 1)/n; the last one holds 1 as well.
The product of a share and n can be rounded over an edge, so the edges themselves are compared: the
points of a regular grid, which often lie on edges, always fall on their right side.
"""

from math import floor

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def place(share: float, parts: int) -> int:
    """Return in which part a share falls, from 0."""
    found = floor(share * parts)
    if found / parts > share:
        found -= 1
    elif (found + 1) / parts <= share:
        found += 1
    return min(max(found, 0), parts - 1)


def places(shares: Numbers, parts: int) -> Numbers:
    """Return in which part each of many shares falls, as whole numbers from 0."""
    found = np.floor(shares * parts)
    found -= found / parts > shares
    found += (found + 1.0) / parts <= shares
    return np.minimum(np.maximum(found, 0.0), parts - 1.0)


def middle(part: int, parts: int) -> float:
    """Return the share in the middle of a part."""
    return (part + 0.5) / parts
