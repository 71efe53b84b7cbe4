"""The patterns that are tried so far."""

from iwsim.validation import (
    p01,
    p02,
    p03,
    p05,
    p06,
    p07,
    p08,
    p09,
    p10,
    p21,
    p24,
    p31,
    p33,
    p34,
)

PATTERNS = tuple(
    module.PATTERN
    for module in (p01, p02, p03, p05, p06, p07, p08, p09, p10, p21, p24, p31, p33, p34)
)
