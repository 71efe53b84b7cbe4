"""Numbers and tables as the generated pages write them."""

from collections.abc import Sequence

_THOUSAND = 1000


def number(value: float) -> str:
    """Return a number with three digits that count, and commas in thousands."""
    if abs(value) >= _THOUSAND:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
