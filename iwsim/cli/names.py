"""The valid name that is nearest to one that is not."""

import difflib
from collections.abc import Iterable


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name that looks most like a name, or empty."""
    return next(iter(difflib.get_close_matches(name, sorted(valid), n=1)), "")
