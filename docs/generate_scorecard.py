"""Write docs/scorecard.md and its figure from the verdicts in results/reference/scorecard.

Judge the patterns first: ``iwsim validate --out results/reference/scorecard``. With ``--check``
nothing is written, and the exit code is 1 when page and verdicts are not of one kind or not of
this model.
"""

import sys
from pathlib import Path

from iwsim.cli.validating import draw
from iwsim.study.keys import fingerprint
from iwsim.validation.page import page
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.scorecard import Scorecard, stored
from iwsim.views.style import render
from markdown_page import write_or_check

DOCS = Path(__file__).resolve().parent
VERDICTS = DOCS.parent / "results" / "reference" / "scorecard"


def published() -> Scorecard:
    """Return the scorecard of this model; end where a pattern is not judged with it."""
    card = stored(PATTERNS, VERDICTS, fingerprint())
    there = {one.pattern.key for one in card.scored}
    missing = [pattern.key for pattern in PATTERNS if pattern.key not in there]
    if missing:
        sys.exit(
            f"{', '.join(missing)}: not judged with this model; run iwsim validate --out "
            "results/reference/scorecard"
        )
    return card


if __name__ == "__main__":
    _card = published()
    _code = write_or_check(DOCS / "scorecard.md", lambda: page(_card), __doc__)
    if "--check" not in sys.argv:
        (DOCS / "images" / "scorecard.png").write_bytes(render(draw(_card), "png", dpi=90))
    sys.exit(_code)
