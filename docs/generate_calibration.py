"""Write docs/calibration.md and its figure from the tables in results/reference/calibration.

Calibrate first: ``iwsim calibrate --out results/reference/calibration``, then
``python -m iwsim.calibration.coverage results/reference/calibration``. The ensemble of that folder
becomes the one that travels with the package. With ``--check`` nothing is written, and the exit
code is 1 when page or ensemble are not those of the tables.
"""

import sys
from pathlib import Path

from iwsim.calibration.ensemble import SHIPPED
from iwsim.calibration.report import page, read_found
from iwsim.views.calibration import draw_calibration
from iwsim.views.style import house_style
from markdown_page import write_or_check
from picture import save_picture

DOCS = Path(__file__).resolve().parent
FOUND = DOCS.parent / "results" / "reference" / "calibration"


def ship(check: bool) -> int:
    """Copy the ensemble into the package; with `check`, only say whether it is there."""
    behind = 0
    for name in (SHIPPED.name, SHIPPED.with_suffix(".json").name):
        content = (FOUND / name).read_bytes()
        target = SHIPPED.with_name(name)
        if not check:
            target.write_bytes(content)
        elif not target.is_file() or target.read_bytes() != content:
            print(f"{target.name} of the package is not current", file=sys.stderr)
            behind = 1
    return behind


if __name__ == "__main__":
    _found = read_found(FOUND)
    _check = "--check" in sys.argv
    _code = write_or_check(DOCS / "calibration.md", lambda: page(_found), __doc__)
    _code = max(_code, ship(_check))
    if not _check:
        with house_style():
            _figure = draw_calibration(_found.parameters, _found.targets)
        save_picture(DOCS / "images" / "calibration.png", _figure)
    sys.exit(_code)
