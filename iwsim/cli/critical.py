"""Whether troubles feed themselves, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iwsim.cli.tables import number, print_text
from iwsim.result import CriticalPoints

if TYPE_CHECKING:
    from iwsim.study.comparison import Comparison


def print_critical_points(points: Mapping[str, float]) -> None:
    """Print the critical points of one run."""
    found = CriticalPoints(**points)
    _print(found, number(found.branching_number), number(found.mean_need))


def print_critical_points_of_arms(comparison: "Comparison") -> None:
    """Print the critical points of all arms, means of their runs; the worst run gives the verdict.

    Nothing where the runs do not tell them.
    """
    table = comparison.critical_points
    if table.empty or (table["n"] == 0).any():
        return
    highest = table.groupby("quantity")["highest"].max()
    worst = CriticalPoints(*(float(highest[name]) for name in CriticalPoints._fields))
    means: dict[str, str] = {
        quantity: ", ".join(f"{row['arm']} {number(row['value'])}" for row in rows)
        for quantity in ("branching_number", "mean_need")
        for rows in [table[table["quantity"] == quantity].to_dict("records")]
    }
    _print(worst, means["branching_number"], means["mean_need"])


def _print(worst: CriticalPoints, brings: str, mean_need: str) -> None:
    print_text(
        f"{_verdict(worst)}: at the end one incident brings on so many more: {brings} (at most "
        f"{number(worst.branching_bound)}, were everyone active and nobody watched); a week "
        f"without new shocks leaves {number(worst.criticality)} of the needs. Below 1 both die "
        f"out by themselves, from 1 on they feed themselves. Mean need at the end, from 0 to 1: "
        f"{mean_need}.\n"
    )


def _verdict(points: CriticalPoints) -> str:
    growing = {
        "incidents": points.branching_number >= 1.0,
        "needs": points.criticality >= 1.0,
    }
    names = " and ".join(name for name, feeds in growing.items() if feeds)
    if names:
        return f"Warning, {names} feed themselves"
    return "Troubles do not feed themselves"
