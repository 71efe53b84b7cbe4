"""What the scripts that write a page share: tables, their cells, and writing or checking."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(str(value).replace("|", "\\|").split())


def code(names: Iterable[str]) -> str:
    """Return names as code, side by side."""
    return ", ".join(f"`{name}`" for name in names) or "none"


def span(bounds: tuple[float, float]) -> str:
    """Return the two ends of a range."""
    return f"{bounds[0]:g} to {bounds[1]:g}"


def write_or_check(path: Path, page: Callable[[], str], description: str | None) -> int:
    """Write a page; with ``--check``, only say whether the one that is there is current.

    Parameters
    ----------
    path
        Where the page stands.
    page
        Makes its text.
    description
        What the script does; its first line is shown by ``--help``.

    Returns
    -------
    int
        The exit code: 1 for a page that is not current.
    """
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if not current")
    check = parser.parse_args().check
    text = page()
    if not check:
        path.write_text(text, encoding="utf-8")
        return 0
    current = path.exists() and path.read_text(encoding="utf-8") == text
    if not current:
        place, script = f"docs/{path.name}", f"docs/{Path(sys.argv[0]).name}"
        print(f"{place} is not current: run python {script}", file=sys.stderr)
    return 0 if current else 1
