"""Write docs/scorecard.md and its figure from the verdicts in results/reference/scorecard.

``python docs/publish_scorecard.py`` makes these, and the page as well. With ``--check`` nothing is
written, and the exit code is 1 when page and verdicts are not of one kind or not of this model, or
have no row in the log.
"""

import sys
from pathlib import Path

from iwsim.cli.validating import draw
from iwsim.validation.frozen import frozen
from iwsim.validation.history import PUBLISHED, read_history, unlogged
from iwsim.validation.page import page
from iwsim.validation.scorecard import Scorecard
from iwsim.views.style import render
from markdown_page import write_or_check
from published import published

PAGE = Path(__file__).resolve().parent / "scorecard.md"


DPI = 100
"""What figures are laid out for: with fewer the letters are wider, and the longest name is cut."""


def save_figure(card: Scorecard) -> None:
    """Draw a scorecard beside the page."""
    path = PAGE.parent / "images" / "scorecard.png"
    path.write_bytes(render(draw(card), "png", dpi=DPI))


if __name__ == "__main__":
    _card = published(PUBLISHED)
    _log = read_history(PUBLISHED)
    _missing = unlogged(_log, _card, frozen())
    if _missing:
        sys.exit(_missing)
    _code = write_or_check(PAGE, lambda: page(_card, _log), __doc__)
    if "--check" not in sys.argv:
        save_figure(_card)
    sys.exit(_code)
