"""Writing one figure, whole or not at all: apart from tables, since drawing is dear to load."""

from pathlib import Path

from matplotlib.figure import Figure

from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.views.style import render

_DPI = 200


def save_figure(path: Path, figure: Figure) -> None:
    """Write a figure in the form that its ending names."""
    content = render(figure, path.suffix.removeprefix("."), dpi=_DPI)
    with store_errors(path):
        calls.make_folder(path.parent)
        calls.save(path, content)
