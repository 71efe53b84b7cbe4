"""Indices, effects and shares as words, each with its interval."""

import pandas as pd

from study_findings.intervals import Ranged
from study_findings.tables import NAMES

_THOUSAND = 1000.0


def index(row: pd.Series) -> str:
    """Return an index with its interval, marked where it has not converged."""
    open_ended = "" if row["converged"] else "°"
    return f"{row['value']:.2f}{open_ended} [{row['low']:.2f}, {row['high']:.2f}]"


def indices(rows: pd.DataFrame) -> str:
    """Return several indices with the names of their factors, side by side."""
    return "; ".join(f"`{row['factor']}` {index(row)}" for _, row in rows.iterrows()) or "none"


def sizes(rows: pd.DataFrame, unit: str) -> str:
    """Return several mean absolute effects with the names of their factors, side by side."""
    return "; ".join(
        f"`{row['factor']}` {_size(row['value'], unit)} "
        f"[{_size(row['low'], unit)}, {_size(row['high'], unit)}]"
        for _, row in rows.iterrows()
    )


def _size(value: float, unit: str) -> str:
    return f"{value / _THOUSAND:,.0f}" if unit == "GBP" else f"{value:.3g}"


def names(found: list[str]) -> str:
    """Return names as code, side by side."""
    return ", ".join(f"`{name}`" for name in found) or "none"


def effect(found: Ranged, unit: str) -> str:
    """Return a difference with its interval, money in thousands of pounds."""
    return f"{bare(found.value, unit)} [{bare(found.low, unit)}, {bare(found.high, unit)}]"


def bare(value: float, unit: str) -> str:
    """Return a signed number, money in thousands of pounds."""
    return f"{value / _THOUSAND:+,.0f}" if unit == "GBP" else f"{value:+.3g}"


def measured(outcome: str, unit: str) -> str:
    """Return an outcome in words, with its unit where the words do not say it."""
    if unit in NAMES[outcome].split():
        return NAMES[outcome]
    return f"{NAMES[outcome]} ({f'thousand {unit}' if unit == 'GBP' else unit})"


def outcome(name: str) -> str:
    """Return an outcome in words."""
    return NAMES[name]


def capital(text: str) -> str:
    """Return a text with a large first letter."""
    return text[:1].upper() + text[1:]


def part(found: Ranged, digits: int = 0) -> str:
    """Return a share with its interval, in per cent."""
    value, low, high = (f"{100.0 * share:.{digits}f}" for share in found)
    return f"{value}% [{low}, {high}]"


def percent(share: float) -> str:
    """Return a share without an interval, in per cent; a missing one as unknown."""
    return "unknown" if pd.isna(share) else f"{share:.0%}"


def from_to(shares: "pd.Series[float]") -> str:
    """Return from where to where shares lie, in per cent."""
    return f"{100.0 * shares.min():.0f} to {100.0 * shares.max():.0f} per cent"


def choice(levels: list[str]) -> str:
    """Return what there is to choose from."""
    *first, last = levels
    return f"{', '.join(first)} or {last}" if first else last
