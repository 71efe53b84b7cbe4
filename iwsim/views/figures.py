"""All figures of a comparison, written into a folder with their data beside them."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from iwsim.errors import Fault, ScenarioError, StoreError
from iwsim.views.hours import hours
from iwsim.views.incidents import incidents
from iwsim.views.ledger import ledger
from iwsim.views.money import money
from iwsim.views.staff import staff
from iwsim.views.style import house_style, render
from iwsim.views.subject import ComparisonLike, Drawn
from iwsim.views.towers import towers_incidents, towers_stress

FIGURES = (incidents, towers_stress, towers_incidents, staff, hours, money, ledger)
FORMATS = ("png", "svg")


def draw_figures(comparison: ComparisonLike) -> tuple[Drawn, ...]:
    """Return every figure that the comparison has numbers for.

    Money and the ledger need a second arm, the towers a table of flats.
    """
    with house_style():
        drawn = (figure(comparison) for figure in FIGURES)
        return tuple(figure for figure in drawn if figure is not None)


def write_figures(
    comparison: ComparisonLike, folder: Path, formats: Sequence[str] = FORMATS
) -> list[Path]:
    """Write every figure of a comparison and, beside each, its data as CSV.

    Parameters
    ----------
    comparison
        What was compared.
    folder
        Where to write; it is made if it is not there.
    formats
        Any of ``png`` and ``svg``.

    Returns
    -------
    list of Path
        The files written, in order; the same comparison gives the same bytes.
    """
    faults = tuple(
        Fault(
            "write_figures",
            "formats",
            repr(form),
            ", ".join(FORMATS),
            next(iter(get_close_matches(form, FORMATS)), ""),
        )
        for form in formats
        if form not in FORMATS
    )
    if faults:
        raise ScenarioError(faults)
    written = []
    for name, content in _files(comparison, formats):
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from error
        written.append(path)
    return written


def _files(comparison: ComparisonLike, formats: Sequence[str]) -> list[tuple[str, bytes]]:
    """Return name and content of every file, all rendered before the first is written."""
    files = []
    with house_style():
        for drawn in draw_figures(comparison):
            files += [(f"{drawn.name}.{form}", render(drawn.figure, form)) for form in formats]
            table = drawn.data.to_csv(index=False, float_format="%.6g", lineterminator="\n")
            files.append((f"{drawn.name}.csv", table.encode("utf-8")))
    return files
