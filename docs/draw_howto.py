"""Draw the figures of the how-to for sensitivity analysis, and publish its indices.

Make the study of ``docs/howto/sensitivity.md`` as the page says, and then run
``python docs/draw_howto.py decides`` after the numbers moved. Tests hold the page against the
indices.
"""

import argparse
import shutil
import sys
from pathlib import Path

import iwsim
from iwsim import IwsimError
from iwsim.cli.files import save_table
from iwsim.views.sensitivity import sensitivity_figures
from iwsim.views.style import house_style
from picture import save_picture

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "images"
TABLES = DOCS.parent / "results" / "reference" / "howto"
SHOWN = ("convergence", "second_order")


def main() -> int:
    """Draw the figures of a study's folder and write its indices."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="what `iwsim study --out FOLDER` has written")
    parser.add_argument("--images", type=Path, default=PICTURES, help="folder of the figures")
    parser.add_argument("--tables", type=Path, default=TABLES, help="folder of the indices")
    asked = parser.parse_args()
    try:
        results = iwsim.study_results(asked.folder)
        found = iwsim.sensitivity_of(results)
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    with house_style():
        for drawn in sensitivity_figures(results.study, found):
            if drawn.name in SHOWN:
                save_picture(asked.images / f"howto-{drawn.name}.png", drawn.figure)
    save_table(asked.tables / "indices.csv", found.indices)
    shutil.copyfile(asked.folder / "manifest.json", asked.tables / "manifest.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
