"""Draw the figures of the demo that the docs show, and publish its ledger.

Run ``iwsim demo --out demo`` and then ``python docs/draw_demo.py demo`` after the numbers moved.
"""

import argparse
import sys
from pathlib import Path

from matplotlib.figure import Figure

from iwsim import Comparison, IwsimError
from iwsim.cli.files import save_table
from iwsim.views.incidents import incidents
from iwsim.views.ledger import ledger
from iwsim.views.style import house_style
from picture import save_picture

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "images"
TABLES = DOCS.parent / "results" / "reference" / "demo"


def figures(comparison: Comparison) -> dict[str, Figure]:
    """Return the figures by the name of their file; a ledger needs a second arm."""
    with house_style():
        both = ledger(comparison)
        drawn = {"demo-incidents": incidents(comparison).figure}
    return drawn if both is None else {**drawn, "demo-ledger": both.figure}


def main() -> int:
    """Draw the figures of a folder of results and write its ledger."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="what `iwsim demo --out FOLDER` has written")
    parser.add_argument("--images", type=Path, default=PICTURES, help="folder of the figures")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of the ledger")
    asked = parser.parse_args()
    try:
        comparison = Comparison.load(asked.folder)
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for name, figure in figures(comparison).items():
        save_picture(asked.images / f"{name}.png", figure)
    save_table(asked.tables / "ledger.csv", comparison.ledger)
    return 0


if __name__ == "__main__":
    sys.exit(main())
