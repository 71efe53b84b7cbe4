"""Add a row to the log of published scorecards: python docs/log_scorecard.py "WHAT CHANGED, WHY".

The row has the fingerprint of the model, the hash of its defaults and forms, and what the verdicts
in results/reference/scorecard show; the row above it is the scorecard before. Then
``python docs/generate_scorecard.py`` writes the page, with the log.
"""

import argparse
import sys
from datetime import UTC, datetime

from iwsim.validation.frozen import frozen
from iwsim.validation.history import PUBLISHED, published_by, read_history, write_history
from published import published

if __name__ == "__main__":
    _parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    _parser.add_argument("why", metavar="WHY", help="what changed, and why; one or two sentences")
    _why = " ".join(_parser.parse_args().why.split())
    if not _why:
        sys.exit("WHY: empty; say what changed and why in a sentence")
    _card = published(PUBLISHED)
    _log = read_history(PUBLISHED)
    if _log and _log[-1].digest == _card.digest:
        sys.exit(f"This scorecard has its row already, the last of {len(_log)}")
    _row = published_by(_card, frozen(), datetime.now(UTC).date().isoformat(), _why)
    write_history(PUBLISHED, (*_log, _row))
    print(
        f"{len(_row.shown)} shown, {len(_row.after_holm)} also after Holm; before: "
        f"{len(_log[-1].shown)} and {len(_log[-1].after_holm)}"
        if _log
        else "first row"
    )
