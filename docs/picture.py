"""Figures for a page: for a screen, not for print, and with a palette.

Both together keep them small, since every change of one stays in the history for good.
"""

from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from iwsim.views.style import render

DPI = 200
COLOURS = 64


def picture(figure: Figure) -> bytes:
    """Return a figure as the bytes of a PNG file: the same for the same data."""
    drawn = render(figure, "png", dpi=DPI)
    opaque = Image.open(BytesIO(drawn)).convert("RGB")
    few = opaque.quantize(COLOURS, dither=Image.Dither.NONE)
    memory = BytesIO()
    few.save(memory, "png", optimize=True, dpi=(DPI, DPI))
    return memory.getvalue()


def save_picture(path: Path, figure: Figure) -> None:
    """Write a figure as a PNG file, with the folder it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture(figure))
