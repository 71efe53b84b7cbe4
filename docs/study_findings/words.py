"""Indices and spreads as words, each with its interval."""

import pandas as pd

from study_findings.tables import NAMES

_THOUSAND = 1000.0


def index(row: pd.Series) -> str:
    """Return an index with its interval, marked where it has not converged."""
    open_ended = "" if row["converged"] else "°"
    return f"`{row['factor']}` {row['value']:.2f}{open_ended} [{row['low']:.2f}, {row['high']:.2f}]"


def indices(rows: pd.DataFrame) -> str:
    """Return several indices, side by side."""
    return "; ".join(index(row) for _, row in rows.iterrows()) or "none"


def names(found: list[str]) -> str:
    """Return names as code, side by side."""
    return ", ".join(f"`{name}`" for name in found) or "none"


def amount(value: float, unit: str) -> str:
    """Return a signed number, money in thousands of pounds and with that unit."""
    return f"{bare(value, unit)}{' thousand GBP' if unit == 'GBP' else ''}"


def bare(value: float, unit: str) -> str:
    """Return a signed number, money in thousands of pounds, without the unit."""
    return f"{value / _THOUSAND:+,.0f}" if unit == "GBP" else f"{value:+.3g}"


def spread(row: pd.Series) -> str:
    """Return how a response is spread over points: its mean, and where 95 per cent lie."""
    unit = str(row["unit"])
    low, high = bare(row["q0.025"], unit), bare(row["q0.975"], unit)
    return f"{amount(row['mean'], unit)} (95 per cent of points from {low} to {high})"


def outcome(name: str) -> str:
    """Return an outcome in words."""
    return NAMES[name]


def per_cent(share: float) -> str:
    """Return a share as per cent; a missing one as unknown."""
    return "unknown" if pd.isna(share) else f"{100.0 * share:.0f} per cent"
