"""Write docs/scorecard.md and its figure from the verdicts in results/reference/scorecard.

Judge the patterns first: ``iwsim validate --out results/reference/scorecard``; and log what changed
since the last published scorecard: ``python docs/log_scorecard.py "what changed and why"``. With
``--check`` nothing is written, and the exit code is 1 when page and verdicts are not of one kind or
not of this model, or have no row in the log.
"""

import sys
from pathlib import Path

from iwsim.cli.validating import draw
from iwsim.validation.frozen import frozen
from iwsim.validation.history import PUBLISHED, read_history, unlogged
from iwsim.validation.page import page
from iwsim.views.style import render
from markdown_page import write_or_check
from published import published

DOCS = Path(__file__).resolve().parent

if __name__ == "__main__":
    _card = published(PUBLISHED)
    _log = read_history(PUBLISHED)
    _missing = unlogged(_log, _card, frozen())
    if _missing:
        sys.exit(_missing)
    _code = write_or_check(DOCS / "scorecard.md", lambda: page(_card, _log), __doc__)
    if "--check" not in sys.argv:
        (DOCS / "images" / "scorecard.png").write_bytes(render(draw(_card), "png", dpi=90))
    sys.exit(_code)
