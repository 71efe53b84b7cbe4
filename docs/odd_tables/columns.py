"""The columns of the state, the lists that they run over, and what is measured of them."""

import csv
from pathlib import Path
from typing import NamedTuple

from iwsim.measuring import MEASURED_WEEK
from iwsim.outcomes import OUTCOMES
from iwsim.parameters.needs import Needs
from iwsim.state import (
    ARRANGEMENT_LINES,
    COLUMNS,
    DOMAINS,
    EXITS,
    FISCAL_LINES,
    HOUR_USES,
    HOUSEHOLD_DOMAINS,
    LINES,
    WELLBEING_LINES,
    Column,
)
from iwsim.world.coupling import coupling_matrix, criticality, shock_rates
from markdown_page import code, table

STATES = Path(__file__).resolve().parents[1] / "odd" / "states.csv"
_GROUPS_OF_COLUMNS = {
    "Residents": ("resident",),
    "Flats, landings, entrances": ("flat", "landing", "entrance", "near", "landing_edge"),
    "Posts and the people in them": ("post",),
    "Pairs of posts, pairs of agencies": ("other_seat", "other_agency"),
    "Agencies and seats": ("agency", "seat", "agency_edge"),
    "Patches, teams and accounts": (
        "patch", "patch_edge", "domain", "other_domain", "payer", "event", "exit",
    ),
}  # fmt: skip


class State(NamedTuple):
    """What a part says of one state on [0, 1]: how it goes up and down, and where it rests."""

    name: str
    how: str
    up: str
    down: str
    rest: str


def _written_by() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {column.name: [] for column in COLUMNS}
    for process in MEASURED_WEEK:
        for name in process.writes:
            found[name].append(process.name)
    return found


def columns() -> str:
    """Return all columns of the state, by what they are of."""
    written = _written_by()
    tables = []
    for title, axes in _GROUPS_OF_COLUMNS.items():
        found = [column for column in COLUMNS if column.axes[-1] in axes]
        rows = [
            (
                f"`{column.name}`",
                " x ".join(column.axes),
                column.kind,
                column.unit,
                column.meaning,
                ", ".join(written[column.name]) or "fixed when the world is built",
            )
            for column in found
        ]
        heads = ("column", "over", "type", "unit", "meaning", "changed by")
        tables.append(f"**{title}**\n\n{table(heads, rows)}")
    shown = {column.name for column in COLUMNS if column.axes[-1] in _axes_shown()}
    missing = {column.name for column in COLUMNS} - shown
    if missing:
        raise SystemExit(f"no table for the columns {', '.join(sorted(missing))}")
    return "\n\n".join(tables)


def _axes_shown() -> set[str]:
    return {axis for axes in _GROUPS_OF_COLUMNS.values() for axis in axes}


def _is_state(column: Column) -> bool:
    return column.kind == "float" and column.unit == "0-1" and bool(_written_by()[column.name])


def states() -> str:
    """Return every state on [0, 1], with its up, its down and where it rests.

    Raises
    ------
    SystemExit
        If the part and the declared columns do not name the same states.
    """
    with STATES.open(encoding="utf-8", newline="") as lines:
        said = [State(**row) for row in csv.DictReader(lines)]
    declared = {column.name: column for column in COLUMNS if _is_state(column)}
    differ = {state.name for state in said} ^ set(declared)
    if differ:
        raise SystemExit(f"docs/odd/states.csv and the columns differ in {sorted(differ)}")
    written = _written_by()
    rows = [
        (
            f"`{state.name}`",
            declared[state.name].meaning,
            state.how,
            state.up,
            state.down,
            state.rest,
            ", ".join(written[state.name]),
        )
        for state in said
    ]
    return table(("state", "meaning", "how", "up", "down", "rests at", "changed by"), rows)


def outcomes() -> str:
    """Return what is measured every week."""
    rows = [
        (
            f"`{one.name}`",
            one.unit,
            one.meaning,
            one.better,
            one.level if one.level != "total" else "",
            one.side,
            one.over,
        )
        for one in OUTCOMES
    ]
    heads = ("outcome", "unit", "meaning", "better", "also by", "side", "over weeks")
    return table(heads, rows)


def lists() -> str:
    """Return the closed lists that columns run over."""
    rows = [
        ("domains of need, of the household", code(DOMAINS[:HOUSEHOLD_DOMAINS])),
        ("domains of need, of the person", code(DOMAINS[HOUSEHOLD_DOMAINS:])),
        ("uses of hours", code(HOUR_USES)),
        ("exits of an episode", code(EXITS)),
        ("money: the arrangement and its posts", code(ARRANGEMENT_LINES)),
        ("money: public cost of what happens", code(FISCAL_LINES)),
        ("money: kept apart", code(_apart())),
    ]
    return table(("list", "members"), rows)


def _apart() -> list[str]:
    known = {*ARRANGEMENT_LINES, *FISCAL_LINES}
    return [
        f"{line} (wellbeing)" if line in WELLBEING_LINES else line
        for line in LINES
        if line not in known
    ]


def coupling() -> str:
    """Return how strongly each need is pulled, and the shocks that hold its level."""
    p = Needs()
    matrix, rates = coupling_matrix(p), shock_rates(p)
    rows = [
        (
            f"`{domain}`",
            *(f"{value:.4f}" if value else "" for value in matrix[n]),
            f"{rates[n]:.5f}",
        )
        for n, domain in enumerate(DOMAINS)
    ]
    heads = ("pulled", *(f"by `{domain}`" for domain in DOMAINS), "shocks a week")
    said = f"(1 + coupling) / (1 + ease) = {criticality(p):.4f} at the defaults."
    return f"{table(heads, rows)}\n\n{said}"
