"""The week and its processes: order, code, luck, tests."""

import ast
import inspect
import sys
from pathlib import Path

from iwsim.evidence import ASSUMPTION, grade_of
from iwsim.evidence_map.lookup import OfName, look_up
from iwsim.evidence_map.uses import PROCESSES, links_of
from iwsim.kernel import python_source
from iwsim.luck import STREAMS
from iwsim.measuring import MEASURED_WEEK
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.week import Process, group_of
from markdown_page import code, table
from odd_tables.parameters import parameters

TESTS = Path(__file__).resolve().parents[2] / "tests"
_CODES = {
    "_HOUSEHOLD", "_ASKED", "_HANDED_OVER", "_LEGAL_ACTION", "_LEAST", "_WEEKS_A_YEAR", "_MINUTES",
    "_DAYS_A_WEEK", "_LADDER_STEPS",
}  # fmt: skip
"""Names in modules that stand for codes, rows or units, not for a size that could be another."""
_TESTED_AS = {
    "asb": ("ripple",),
    "allocation": ("queue", "accounts"),
    "hours": ("accounts",),
    "money": ("accounts",),
    "burnout": ("exhaustion",),
}
"""Words in the names of tests that hold for a process but do not name it."""


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
        f"- Reads: {code(reads)}",
        f"- Writes: {code(one.writes)}",
        f"- Reads parameters of other groups: {code(others)}",
    ]
    fixed = _fixed_numbers(one)
    if fixed:
        lines.append(f"- Fixed in the module, no parameter: {fixed}")
    if name in PROCESSES:
        lines.append(f"- Evidence: {_support(name)}")
        lines.append(f"- Links: {_links(name)}")
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


def _support(name: str) -> str:
    found = look_up(name)
    assert isinstance(found, OfName)
    mine = [one for one in PARAMETERS.values() if one.group == name]
    bare = sum(grade_of(one.evidence) == ASSUMPTION for one in mine)
    given = " ".join(found.ids) or "none"
    return f"{given}; {bare} of {len(mine)} parameters are assumptions"


def _links(name: str) -> str:
    said = [f"{link.arrow} ({' '.join(link.evidence)})" for link in links_of(name)]
    return "; ".join(said) or "none of the causal diagram"


def _tests(one: Process) -> str:
    """Return the tests of a process, and those of all: by what they call, or by their own name."""
    calls = (_module(one).removeprefix("iwsim."), f'call("{one.name}"', f'"{one.name}",')
    words = (one.name, *_TESTED_AS.get(one.name, ()))
    found = [
        path.relative_to(TESTS.parent).as_posix()
        for room in ("model", "verification")
        for path in sorted((TESTS / room).glob("test_*.py"))
        if any(call in path.read_text(encoding="utf-8") for call in calls)
        or any(word in path.stem.split("_", 1)[1] for word in words)
    ]
    links = [f"[`{path}`](../{path})" for path in found]
    return ", ".join([*links, "those of all processes (above)"])
