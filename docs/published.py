"""The scorecard that is published: all patterns, judged with this model."""

import sys
from pathlib import Path

from iwsim.calibration.ensemble import SHIPPED, read_ensemble
from iwsim.study.keys import fingerprint
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust import Over
from iwsim.validation.scorecard import Scorecard, stored
from iwsim.validation.sets import at_most, digest_of

_PUBLISH = "python docs/publish_scorecard.py"


def published(folder: Path) -> Scorecard:
    """Return the scorecard of this model in a folder.

    It ends where a pattern is not judged with this model, or was tried over another ensemble than
    the one that is shipped.
    """
    card = stored(PATTERNS, folder, fingerprint())
    there = {one.pattern.key for one in card.scored}
    missing = [pattern.key for pattern in PATTERNS if pattern.key not in there]
    if missing:
        sys.exit(f"{', '.join(missing)}: not judged with this model; run {_PUBLISH}")
    other = [
        pattern.key
        for pattern, found in card.robust
        if "ensemble" in found and not _is_shipped(found["ensemble"])
    ]
    if other:
        sys.exit(
            f"{', '.join(other)}: tried over another ensemble than the shipped one; run {_PUBLISH}"
        )
    return card


def _is_shipped(over: Over) -> bool:
    if not SHIPPED.is_file():
        return False
    return digest_of(at_most(read_ensemble(), len(over.members))) == over.digest
