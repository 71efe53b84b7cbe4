"""Draw docs/images/demo-incidents.png, the figure of the README, from the results of the demo.

Run ``iwsim demo --out demo`` and then ``python docs/draw_demo.py demo`` after the numbers moved.

It is the figure that the demo writes, made for a page: for a screen, not for print, and with a
palette. Both together keep it small, since every change of it stays in the history for good.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from iwsim import Comparison, IwsimError
from iwsim.views.incidents import incidents
from iwsim.views.style import house_style, render

PICTURE = Path(__file__).resolve().parent / "images" / "demo-incidents.png"
DPI = 200
COLOURS = 256


def picture(comparison: Comparison) -> bytes:
    """Return the figure as the bytes of a PNG file: the same for the same data."""
    with house_style():
        drawn = render(incidents(comparison).figure, "png", dpi=DPI)
    opaque = Image.open(BytesIO(drawn)).convert("RGB")
    few = opaque.quantize(COLOURS, dither=Image.Dither.NONE)
    memory = BytesIO()
    few.save(memory, "png", optimize=True, dpi=(DPI, DPI))
    return memory.getvalue()


def main() -> int:
    """Draw the figure of a folder of results."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="what `iwsim demo --out FOLDER` has written")
    parser.add_argument("--out", type=Path, default=PICTURE, help="file to write (default: docs')")
    asked = parser.parse_args()
    try:
        comparison = Comparison.load(asked.folder)
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    asked.out.write_bytes(picture(comparison))
    return 0


if __name__ == "__main__":
    sys.exit(main())
