"""Tables and numbers on standard output."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

NO_NUMBER = "-"
"""What stands in a cell that has none."""

_WIDTH_OF_A_FILE = 150
_THOUSAND = 1000.0
_SMALL = 0.001
_NARROW = 110
_RIGHT = ">"
_SPARE = "?"


def console() -> Console:
    """Return the console of standard output; in a file or pipe lines may be long."""
    width = None if sys.stdout is not None and sys.stdout.isatty() else _WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, highlight=False)


def is_narrow() -> bool:
    """Return whether standard output is a terminal too narrow for every column."""
    return console().width < _NARROW


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table.

    Parameters
    ----------
    title
        What stands above it, or empty.
    columns
        Heads; one that begins with ``>`` is aligned to the right and not broken, one that begins
        with ``?`` is left out of a narrow terminal.
    rows
        The cells.
    """
    shown = [at for at, head in enumerate(columns) if not (head.startswith(_SPARE) and is_narrow())]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for at in shown:
        right = columns[at].startswith(_RIGHT)
        table.add_column(
            escape(columns[at].removeprefix(_RIGHT).removeprefix(_SPARE)),
            justify="right" if right else "left",
            no_wrap=right or at == 0,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(escape(row[at]) for at in shown))
    if title:
        print_text(title)
    _print(table)


def print_text(text: str = "") -> None:
    """Print text, wrapped to the width of the terminal."""
    _print(escape(text))


def _print(what: Table | str) -> None:
    """Print without the blanks that fill a line up."""
    out = console()
    with out.capture() as captured:
        out.print(what)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: Any) -> None:
    """Print a plain value as JSON; a number that is not one becomes null."""
    print(as_json(value))


def as_json(value: Any) -> str:
    """Return a plain value as JSON; a number that is not one becomes null."""
    return json.dumps(_plain(value), indent=1, ensure_ascii=False, allow_nan=False)


def number(value: float) -> str:
    """Return a number with three digits that count, and all digits before the point."""
    if not math.isfinite(value):
        return NO_NUMBER
    if value == 0.0:
        return "0"
    if abs(value) >= _THOUSAND:
        return f"{value:,.0f}"
    if abs(value) < _SMALL:
        return f"{value:.1g}"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{digits}f}"


def signed(value: float) -> str:
    """Return a difference, with its sign."""
    return f"+{number(value)}" if value > 0.0 else number(value)


def interval(low: float, high: float) -> str:
    """Return an interval in words."""
    return NO_NUMBER if math.isnan(low + high) else f"{signed(low)} to {signed(high)}"


def _plain(value: Any) -> Any:
    """Return a value with JSON's kinds of numbers, texts, lists and objects only."""
    if isinstance(value, dict):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if hasattr(value, "item"):  # NumPy's numbers
        return _plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
