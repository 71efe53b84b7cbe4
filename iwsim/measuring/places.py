"""Where each outcome and each event stands in its row, and sums with the same bits everywhere."""

from collections import namedtuple
from typing import Any

import numpy as np

from iwsim.kernel import part
from iwsim.outcomes import BY_AGENCY, BY_BLOCK, BY_NEED, OUTCOMES
from iwsim.state import EVENTS, Floats, Ints

_NAMES = [outcome.name for outcome in OUTCOMES]
_namedtuple: Any = namedtuple
_At = _namedtuple("_At", _NAMES)
_Event = _namedtuple("_Event", EVENTS)
AT: Any = _At(*range(len(_NAMES)))
"""Place of each total in a row of the record, by the outcome's name."""
EVENT: Any = _Event(*range(len(EVENTS)))
"""Place of each event in the counts, by its name."""
AGENCY_PLACE = {name: place for place, name in enumerate(BY_AGENCY)}
"""Place of an outcome among those that are also measured by agency."""
NEED_PLACE = {name: place for place, name in enumerate(BY_NEED)}
BLOCK_PLACE = {name: place for place, name in enumerate(BY_BLOCK)}
"""The same, among those by domain of need and by block."""
TOTALS = len(OUTCOMES)
AGENCY_OUTCOMES = len(BY_AGENCY)
NEED_OUTCOMES = len(BY_NEED)
BLOCK_OUTCOMES = len(BY_BLOCK)


@part
def share_of(part: float, whole: float) -> float:
    """Return a share, NaN where there is nothing to take it of."""
    return part / whole if whole > 0.0 else np.nan


@part
def total_of(values: Floats) -> float:
    """Return a sum in order: the library's own adds in another order without the JIT."""
    total = 0.0
    for value in values:
        total += value
    return total


@part
def count_of(values: Ints) -> int:
    """Return the sum of whole numbers by (patch, agency)."""
    total = 0
    for k in range(values.shape[0]):
        for agency in range(values.shape[1]):
            total += values[k, agency]
    return total
