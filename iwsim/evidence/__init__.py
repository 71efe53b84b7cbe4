"""What the model rests on: ids of the evidence, their grades and figures, and the causal links."""

from iwsim.evidence.links import KINDS, LINKS, REASONS, Link, Reason
from iwsim.evidence.table import (
    ASSUMPTION,
    EVIDENCE,
    SUPPORTS,
    Evidence,
    UnknownId,
    check_ids,
    grade_of,
)

__all__ = [
    "ASSUMPTION",
    "EVIDENCE",
    "KINDS",
    "LINKS",
    "REASONS",
    "SUPPORTS",
    "Evidence",
    "Link",
    "Reason",
    "UnknownId",
    "check_ids",
    "grade_of",
]
