"""Markdown tables, and how numbers and names are written in their cells."""

from collections.abc import Iterable, Sequence


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
