"""Write the pages of docs/cases and their figures from the replicates in results/reference/cases.

Run the cases first: ``iwsim case all --out results/reference/cases``. With ``--check`` nothing is
written, and the exit code is 1 when a page is not that of its replicates, or they are not of this
model.
"""

import sys
from pathlib import Path

import pandas as pd

from iwsim.cases.case import Case
from iwsim.cases.catalogue import CASES
from iwsim.cases.measured import stored
from iwsim.cases.members import model_of, sets_of
from iwsim.cases.page import page
from iwsim.cli.cases import drawn
from markdown_page import write_or_check
from picture import save_picture

DOCS = Path(__file__).resolve().parent
PAGES = DOCS / "cases"
REPLICATES = DOCS.parent / "results" / "reference" / "cases"


def published(case: Case) -> pd.DataFrame:
    """Return the replicates of a case; end where some are missing or not of this model."""
    measured = stored(case, REPLICATES / case.key, model_of(sets_of(case)))
    expected = case.replicates + case.members * case.replicates_a_member
    if measured is None or len(measured) < expected:
        sys.exit(
            f"{case.key}: not all replicates were made with this model; run iwsim case "
            f"{case.key} --out results/reference/cases"
        )
    return measured


if __name__ == "__main__":
    _code = 0
    PAGES.mkdir(exist_ok=True)
    for _case in CASES.values():
        _measured = published(_case)
        _figures = drawn(_case, _measured)
        _text = page(_case, _measured, _figures)
        _code |= write_or_check(PAGES / f"{_case.key}.md", lambda text=_text: text, __doc__)
        if "--check" not in sys.argv:
            for _name, _figure in _figures.items():
                save_picture(PAGES / "images" / f"{_case.key}_{_name}.png", _figure)
    sys.exit(_code)
