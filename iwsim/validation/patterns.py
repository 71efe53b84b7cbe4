"""The patterns that are tried so far."""

from iwsim.validation import (
    p01,
    p03,
    p04,
    p05,
    p11,
    p12,
    p13,
    p14,
    p15,
    p16,
    p17,
    p18,
    p19,
    p20,
    p21,
    p31,
)

PATTERNS = (
    p01.PATTERN,
    p03.PATTERN,
    p04.PATTERN,
    p05.PATTERN,
    p11.PATTERN,
    p12.PATTERN,
    p13.PATTERN,
    p14.PATTERN,
    p15.PATTERN,
    p16.PATTERN,
    p17.PATTERN,
    p18.PATTERN,
    p19.PATTERN,
    p20.PATTERN,
    p21.PATTERN,
    p31.PATTERN,
)
