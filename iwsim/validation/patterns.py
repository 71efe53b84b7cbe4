"""The patterns that are tried so far."""

from iwsim.validation import (
    p01,
    p03,
    p05,
    p21,
    p22,
    p23,
    p25,
    p26,
    p27,
    p28,
    p29,
    p30,
    p31,
    p32,
    p35,
)

PATTERNS = tuple(
    tried.PATTERN
    for tried in (
        p01, p03, p05, p21, p22, p23, p25, p26, p27, p28, p29, p30, p31, p32, p35,
    )
)  # fmt: skip
