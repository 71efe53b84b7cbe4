"""The scorecard that is published: all patterns, judged with this model."""

import sys
from pathlib import Path

from iwsim.study.keys import fingerprint
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.scorecard import Scorecard, stored


def published(folder: Path) -> Scorecard:
    """Return the scorecard of this model in a folder; end where a pattern is not judged with it."""
    card = stored(PATTERNS, folder, fingerprint())
    there = {one.pattern.key for one in card.scored}
    missing = [pattern.key for pattern in PATTERNS if pattern.key not in there]
    if missing:
        sys.exit(
            f"{', '.join(missing)}: not judged with this model; run iwsim validate --out "
            "results/reference/scorecard"
        )
    return card
