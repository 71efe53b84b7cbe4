"""The patterns that are tried: the module of each is called after its number."""

from importlib import import_module

from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Pattern

PATTERNS: tuple[Pattern, ...] = tuple(
    import_module(f"{__package__}.{key.lower()}").PATTERN for key in CLAIMS
)
"""All patterns, in their order."""
