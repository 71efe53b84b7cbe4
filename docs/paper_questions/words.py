"""Numbers with intervals as words: the direction is read from the interval, never assumed."""

from collections.abc import Iterable

import pandas as pd

from iwsim.outcomes import BY_NAME
from iwsim.sweep.results import NET

SHORT = {
    "incidents": "incidents",
    "serious_needs": "serious needs",
    "stress": "residents' stress",
    "resident_trust": "residents' trust",
    "crises": "crises",
    "wait_help_weeks": "the wait from known to first help",
    "exhaustion": "exhaustion of staff",
    "engagement": "meaning found in the work",
    "leavers": "leavers",
    "help_gini": "the inequality of help (Gini)",
    "worst_tenth_needs": "the needs of the tenth with most of them",
    "professional_trust": "trust between staff of different agencies",
    "shared_share": "the share of what could be told that is told",
    "threat": "threat to the professional identity",
    "open_conflict": "open conflict",
    "covert_resistance": "quiet obstruction",
    "common_ground": "common ground between agencies",
    NET: "net public money",
}
HUNDRED, THOUSAND = 100.0, 1000.0
SMALL = 0.05
"""Level under which a percentage says little; the difference itself is given."""


def change(row: pd.Series) -> str:
    """Return one effect in words, with its interval."""
    name = SHORT[row["outcome"]]
    if row["outcome"] == NET:
        return f"{name} {_moved(row, 'rises', 'falls')} by {_thousands(row)}"
    if abs(row["mean_reference"]) < SMALL:
        return f"{name} {_moved(row, 'rises', 'falls')} by {_plain(row)}"
    return f"{name} {_moved(row, 'rise', 'fall', name)} by {_share(row)}"


def changes(rows: Iterable[pd.Series]) -> str:
    """Return several effects as one list in words."""
    said = [change(row) if told_apart(row) else _same(row) for row in rows]
    return "; ".join(said)


def told_apart(row: pd.Series) -> bool:
    """Return whether the interval leaves out zero."""
    return bool(row["low"] > 0.0 or row["high"] < 0.0)


def gains(row: pd.Series) -> bool | None:
    """Return whether an effect is for the better, None if it is not told apart."""
    better = "higher" if row["outcome"] == NET else BY_NAME[row["outcome"]].better
    if not told_apart(row) or better == "neither":
        return None
    return bool((row["difference"] > 0.0) == (better == "higher"))


def moved(row: pd.Series) -> str:
    """Return a signed difference with its interval, in per cent where its level is large enough."""
    level = abs(row["mean_reference"])
    ends = (row["difference"], row["low"], row["high"])
    if level < SMALL:
        value, low, high = (f"{end:+.2g}" for end in ends)
        return f"{value} [{low}, {high}]"
    value, low, high = (f"{end / level * HUNDRED:+.1f}" for end in ends)
    return f"{value} % [{low}, {high}]"


def _same(row: pd.Series) -> str:
    """Return an effect that is not told apart, with its sign."""
    sign = "-" if row["difference"] < 0.0 else "+"
    return f"{SHORT[row['outcome']]} not told apart ({sign}{_size(row)})"


def _size(row: pd.Series) -> str:
    if row["outcome"] == NET:
        return _thousands(row)
    return _plain(row) if abs(row["mean_reference"]) < SMALL else _share(row)


def _moved(row: pd.Series, up: str, down: str, name: str = "") -> str:
    verb = up if row["difference"] > 0.0 else down
    plural = name in {"incidents", "serious needs", "crises", "leavers"} or name.startswith(
        "the needs"
    )
    return verb if not name or plural else f"{verb}s"


def _share(row: pd.Series) -> str:
    level = abs(row["mean_reference"])
    ends = sorted(_ends_in_per_cent(row, level))
    return (
        f"{abs(row['difference']) / level * HUNDRED:.1f} per cent [{ends[0]:+.1f}, {ends[1]:+.1f}]"
    )


def _ends_in_per_cent(row: pd.Series, level: float) -> tuple[float, float]:
    """Return the ends of an interval in per cent of a level."""
    return row["low"] / level * HUNDRED, row["high"] / level * HUNDRED


def _thousands(row: pd.Series) -> str:
    value, low, high = (row[name] / THOUSAND for name in ("difference", "low", "high"))
    return f"{abs(value):,.0f} thousand GBP [{low:+,.0f}, {high:+,.0f}]"


def _plain(row: pd.Series) -> str:
    return f"{abs(row['difference']):.3g} [{row['low']:+.3g}, {row['high']:+.3g}]"
