"""Where people stand, counted over their needs: loops along a column at a time."""

import numpy as np

from iwsim.kernel import part
from iwsim.state import DOMAINS, HOUSEHOLD_DOMAINS, Floats, Ints

_DOMAINS = len(DOMAINS)
_HOUSEHOLD = HOUSEHOLD_DOMAINS


@part
def needs_in_phase(phase: Ints, wanted: int) -> Ints:
    """Return for each row how many of its needs stand in a phase."""
    found = np.zeros(phase.shape[1], np.int64)
    for d in range(phase.shape[0]):
        stands = phase[d]
        for i in range(found.size):
            found[i] += 1 if stands[i] == wanted else 0
    return found


@part
def total_need(head: Ints, need: Floats) -> Floats:
    """Return for each resident the sum of all needs, the household's among them."""
    total = np.zeros(head.size)
    for d in range(_DOMAINS):
        level = need[d]
        if d < _HOUSEHOLD:
            for i in range(total.size):
                total[i] += level[head[i]]
        else:
            for i in range(total.size):
                total[i] += level[i]
    return total
