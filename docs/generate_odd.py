"""Write docs/odd.md: hand-written parts with tables made from the code, so none can drift.

Run ``python docs/generate_odd.py`` after a rule, a default or a part was changed; with
``--check`` nothing is written, and the exit code is 1 when the page is not current.

A part is a Markdown file in ``docs/odd/``. A line ``<!-- table: NAME ARGUMENT -->`` in it gives
way to what the function of that name returns.
"""

import argparse
import ast
import csv
import inspect
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from iwsim.arm import full_time_posts
from iwsim.evidence.table import ASSUMPTION, EVIDENCE, grade_of
from iwsim.kernel import python_source
from iwsim.luck import STREAMS
from iwsim.measuring import MEASURED_WEEK
from iwsim.outcomes import OUTCOMES
from iwsim.parameters import GROUPS, PARAMETERS, Parameter
from iwsim.parameters.arrangement import PERMANENT, TIMING
from iwsim.parameters.needs import Needs
from iwsim.parameters.presets import PRESETS, arrangement_of
from iwsim.scenario import load_scenario, shipped_scenarios
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
from iwsim.study.lines import LINE_TABLE
from iwsim.week import Process, group_of
from iwsim.world.coupling import coupling_matrix, criticality, shock_rates

DOCS = Path(__file__).resolve().parent
PARTS = DOCS / "odd"
PAGE = DOCS / "odd.md"
TESTS = DOCS.parent / "tests"

ORDER = (
    "purpose",
    "entities",
    "scheduling",
    "concepts",
    "initialisation",
    "input",
    "submodels",
    *(f"process_{process.name}" for process in MEASURED_WEEK),
    "exact",
    "differences",
    "left_out",
    "evidence",
)
"""The parts, in the order of the page."""

_PLACE = re.compile(r"^<!-- table: (?P<words>[a-z_ ]+) -->$", re.MULTILINE)
_CODES = {
    "_HOUSEHOLD", "_ASKED", "_HANDED_OVER", "_LEGAL_ACTION", "_LEAST", "_WEEKS_A_YEAR", "_MINUTES",
    "_DAYS_A_WEEK", "_LADDER_STEPS",
}  # fmt: skip
"""Names in modules that stand for codes, rows or units, not for a size that could be another."""
_KINDS = {
    "lever": "policy can choose it",
    "uncertainty": "nobody knows it well",
    "reference": "a level that factors are centred on",
    "setting": "a choice between readings or definitions",
}
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


_TESTED_AS = {
    "asb": ("ripple",),
    "allocation": ("queue", "accounts"),
    "hours": ("accounts",),
    "money": ("accounts",),
    "burnout": ("exhaustion",),
}
"""Words in the names of tests that hold for a process but do not name it."""


class State(NamedTuple):
    """What a part says of one state on [0, 1]: how it goes up and down, and where it rests."""

    name: str
    how: str
    up: str
    down: str
    rest: str


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(str(value).replace("|", "\\|").split())


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _span(bounds: tuple[float, float]) -> str:
    return f"{bounds[0]:g} to {bounds[1]:g}"


def _parameter_row(one: Parameter) -> tuple[object, ...]:
    support = f"{' '.join(one.evidence)} ({grade_of(one.evidence)})"
    if one.evidence == (ASSUMPTION,):
        support = ASSUMPTION
    off = "" if one.off is None else f"{one.off:g}"
    return (
        f"`{one.name}`",
        one.default,
        one.unit,
        _span(one.allowed),
        _span(one.plausible),
        one.kind,
        off,
        one.meaning,
        support,
    )


def parameters(group: str) -> str:
    """Return the parameters of a group."""
    found = [one for one in PARAMETERS.values() if one.group == group]
    heads = (
        "name", "default", "unit", "allowed", "plausible", "kind", "off", "meaning", "evidence",
    )  # fmt: skip
    return table(heads, map(_parameter_row, found))


def parameter_counts() -> str:
    """Return how many parameters there are, by kind and by support."""
    supports = ("measured", "reported", "paper", ASSUMPTION)
    rows: list[tuple[object, ...]] = []
    for kind, said in _KINDS.items():
        of_kind = [one for one in PARAMETERS.values() if one.kind == kind]
        counts = [sum(grade_of(one.evidence) == support for one in of_kind) for support in supports]
        rows.append((f"{kind}: {said}", *counts, len(of_kind)))
    totals = [sum(int(str(row[n])) for row in rows) for n in range(1, len(supports) + 2)]
    return table(("kind", *supports, "all"), [*rows, ("all", *totals)])


def ingredients() -> str:
    """Return the ingredients of the arrangement, with their value in every preset."""
    arrangements = {name: arrangement_of(name) for name in PRESETS}
    rows = []
    for one in PARAMETERS.values():
        if one.group != "arrangement" or one.name in TIMING:
            continue
        silo = one.default
        values = [getattr(arrangement, one.name) for arrangement in arrangements.values()]
        cells = [f"{value:g}" if value == silo else f"**{value:g}**" for value in values]
        rows.append((f"`{one.name}`", one.ingredient, one.unit, *cells))
    return table(("ingredient", "kind", "unit", *(f"`{name}`" for name in PRESETS)), rows)


def timing() -> str:
    """Return what an arrangement says about time."""
    rows = [
        _parameter_row(PARAMETERS[f"arrangement.{name}"])
        for name in TIMING
        if f"arrangement.{name}" in PARAMETERS
    ]
    heads = (
        "name", "default", "unit", "allowed", "plausible", "kind", "off", "meaning", "evidence",
    )  # fmt: skip
    return f"{table(heads, rows)}\n\nThe value {PERMANENT:g} stands for never."


def presets() -> str:
    """Return the presets."""
    rows = [
        (f"`{one.name}`", one.title, f"`{one.same_money_as}`" if one.same_money_as else "")
        for one in PRESETS.values()
    ]
    return table(("preset", "what it is", "same money as"), rows)


def scenarios() -> str:
    """Return the shipped scenarios."""
    rows = []
    for name in shipped_scenarios():
        one = load_scenario(name)
        people = sum(block.flats * block.adults_per_flat for block in one.blocks)
        rows.append(
            (
                f"`{name}`",
                one.title,
                len(one.blocks),
                sum(block.flats for block in one.blocks),
                round(people),
                sum(len(agency.posts) for agency in one.agencies),
                f"{full_time_posts(one):.1f}",
                f"{one.spin_up} + {one.baseline} + {one.weeks}",
                one.price_year,
            )
        )
    heads = (
        "name", "title", "blocks", "flats", "adults (mean)", "posts", "full-time posts",
        "weeks: spin-up + baseline + after the switch", "price year",
    )  # fmt: skip
    return table(heads, rows)


def agencies() -> str:
    """Return the agencies of the scenario of Rochdale."""
    rows = [
        (
            one.name,
            ", ".join(one.domains) or "none",
            len(one.posts),
            f"{one.full_time:.1f}",
            one.status,
            one.caseload_cap,
            one.skill,
            one.other_skill,
            one.hourly_cost,
            one.leaving_rate,
            ", ".join(
                word
                for word, true in (("statutory", one.statutory), ("reports", one.response))
                if true
            ),
        )
        for one in load_scenario("rochdale").agencies
    ]
    heads = (
        "agency", "leads on", "posts", "full-time posts", "status", "caseload cap", "skill",
        "other skill", "GBP an hour", "leaving a year", "duties",
    )  # fmt: skip
    return table(heads, rows)


def plan() -> str:
    """Return the week: its processes in order."""
    rows = [
        (
            number,
            f"[`{process.name}`](#{_anchor(process)})",
            _first_line(process),
            f"`{_module(process)}`",
            "yes" if "luck" in process.arguments else "no",
        )
        for number, process in enumerate(MEASURED_WEEK, start=1)
    ]
    return table(("no.", "process", "what it does", "module", "draws luck"), rows)


def _anchor(process: Process) -> str:
    return f"process-{process.name.replace('_', '-')}"


def _module(process: Process) -> str:
    return python_source(process.kernel).__module__


def _first_line(process: Process) -> str:
    return (inspect.getdoc(python_source(process.kernel)) or "").partition("\n")[0]


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
    with (PARTS / "states.csv").open(encoding="utf-8", newline="") as lines:
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
        ("domains of need, of the household", _code(DOMAINS[:HOUSEHOLD_DOMAINS])),
        ("domains of need, of the person", _code(DOMAINS[HOUSEHOLD_DOMAINS:])),
        ("uses of hours", _code(HOUR_USES)),
        ("exits of an episode", _code(EXITS)),
        ("money: the arrangement and its posts", _code(ARRANGEMENT_LINES)),
        ("money: public cost of what happens", _code(FISCAL_LINES)),
        ("money: kept apart", _code(_apart())),
    ]
    return table(("list", "members"), rows)


def lines() -> str:
    """Return the lines of the money account: who pays, of which kind, whether it is cash."""
    return table(
        ("Line", "For", "Payer", "Kind", "Cashable", "In the sums"),
        (
            (
                f"`{line.line}`",
                line.meaning,
                line.payer,
                line.kind,
                line.cashable,
                line.quantity.replace("_", " ") if line.counted else "no",
            )
            for line in LINE_TABLE
        ),
    )


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


def streams() -> str:
    """Return the streams of luck."""
    users = {p.name for p in MEASURED_WEEK if "luck" in p.arguments}
    before = {"estate", "population", "workforce"}
    rows = [
        (
            number,
            f"`{name}`",
            "building the world"
            if name in before
            else "every week"
            if name in users
            else "reserved: the process draws nothing",
        )
        for name, number in STREAMS.items()
    ]
    return table(("number", "stream", "used"), rows)


def process(name: str) -> str:
    """Return what the code says of one process: function, columns, parameters, tests."""
    one = next(process for process in MEASURED_WEEK if process.name == name)
    reads = [column for column in one.columns if column not in one.writes]
    groups = dict.fromkeys(
        group for group in (group_of(one, argument) for argument in one.arguments) if group
    )
    others = [group for group in groups if group != name]
    lines = [
        f"- Function: `{_module(one)}.{python_source(one.kernel).__name__}`",
        f"- Luck: {_luck_of(one)}",
        f"- Reads: {_code(reads)}",
        f"- Writes: {_code(one.writes)}",
        f"- Reads parameters of other groups: {_code(others)}",
    ]
    fixed = _fixed_numbers(one)
    if fixed:
        lines.append(f"- Fixed in the module, no parameter: {fixed}")
    if name in GROUPS:
        lines.append(f"- Evidence: {_support(name)}")
    lines.append(f"- Tests: {_tests(one)}")
    text = "\n".join(lines)
    return f"{text}\n\n{parameters(name)}" if name in GROUPS else text


def _luck_of(one: Process) -> str:
    if "luck" not in one.arguments:
        return "none"
    return f"stream {STREAMS[one.name]}"


def _fixed_numbers(one: Process) -> str:
    """Return the named numbers of a process's module that are not parameters."""
    tree = ast.parse(inspect.getsource(sys.modules[_module(one)]))
    found = []
    for node in tree.body:
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name, value = node.targets[0].id, node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
            if name not in _CODES and not name.startswith("_DRAW_"):
                found.append(f"{name.strip('_').lower().replace('_', ' ')} {value.value:g}")
    return ", ".join(found)


def _support(group: str) -> str:
    mine = [one for one in PARAMETERS.values() if one.group == group]
    ids = dict.fromkeys(id for one in mine for id in one.evidence if id != ASSUMPTION)
    bare = sum(grade_of(one.evidence) == ASSUMPTION for one in mine)
    given = " ".join(ids) or "none"
    return f"{given}; {bare} of {len(mine)} parameters are assumptions"


def _tests(one: Process) -> str:
    """Return the tests of a process, and those of all: by the module they name or their name."""
    named = _module(one).removeprefix("iwsim.")
    words = (one.name, *_TESTED_AS.get(one.name, ()))
    found = [
        path.relative_to(TESTS.parent).as_posix()
        for room in ("model", "verification")
        for path in sorted((TESTS / room).glob("test_*.py"))
        if named in path.read_text(encoding="utf-8")
        or any(word in path.stem.split("_", 1)[1] for word in words)
    ]
    links = [f"[`{path}`](../{path})" for path in found]
    return ", ".join([*links, "those of all processes (above)"])


def evidence() -> str:
    """Return the evidence that parameters name, each id once."""
    ids = sorted(
        {id for one in PARAMETERS.values() for id in one.evidence if id != ASSUMPTION},
        key=list(EVIDENCE).index,
    )
    users: dict[str, list[str]] = {id: [] for id in ids}
    for one in PARAMETERS.values():
        for id in one.evidence:
            if id != ASSUMPTION and one.group not in users[id]:
                users[id].append(one.group)
    rows = []
    for id in ids:
        found = EVIDENCE[id]
        figures = (found.value_low, found.value_mid, found.value_high)
        figure = " / ".join(f"{value:g}" for value in figures if value is not None)
        link = f"{found.cause} → {found.effect} {found.sign}".strip() if found.cause else ""
        rows.append(
            (
                id,
                grade_of([id]),
                link or found.topic,
                f"{figure} {found.unit}".strip(),
                found.source,
                ", ".join(users[id]),
            )
        )
    heads = ("id", "support", "link or topic", "figure", "source", "groups that name it")
    return table(heads, rows)


TABLES: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (
        agencies, columns, coupling, evidence, ingredients, lines, lists, outcomes,
        parameter_counts, parameters, plan, presets, process, scenarios, states, streams, timing,
    )
}  # fmt: skip


def page() -> str:
    """Return the whole page."""
    parts = [(PARTS / f"{name}.md").read_text(encoding="utf-8").strip() for name in ORDER]
    text = "\n\n".join(parts)
    return _PLACE.sub(_filled, text) + "\n"


def _filled(place: re.Match[str]) -> str:
    name, *arguments = place["words"].split()
    return TABLES[name](*arguments)


def main() -> int:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if not current")
    asked = parser.parse_args()
    text = page()
    if asked.check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not current:
            print("docs/odd.md is not current: run python docs/generate_odd.py", file=sys.stderr)
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
