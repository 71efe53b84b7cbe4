"""Who names which evidence: parameters, processes, patterns, levels, scenarios and case studies.

Every name of an id stands in one place: a parameter beside its default, a link in the table of
links, a pattern and a level in theirs, a figure of the estate in the line of its scenario, what
a case study rests on in its declaration. Here they are only collected.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from iwsim.evidence import ASSUMPTION, EVIDENCE, LINKS, REASONS, Link, Reason
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.shipped import configs_folder
from iwsim.validation.claims import CLAIMS
from iwsim.validation.levels import declared

PARAMETER, PROCESS, PATTERN, LEVEL, SCENARIO, CASE = (
    "parameter", "process", "pattern", "level", "scenario", "case",
)  # fmt: skip

_NO_PROCESS = ("population", "workforce", "context", "reference", "arrangement")
PROCESSES: tuple[str, ...] = tuple(name for name in GROUPS if name not in _NO_PROCESS)
"""The processes that rest on evidence, by the name that they share with their parameters; the one
that measures rests on none."""

_ID = re.compile(r"\b[EL]\d{3}\b")
_CASES = Path(__file__).resolve().parent.parent / "cases"


class Use(NamedTuple):
    """One place where evidence is named.

    Parameters
    ----------
    kind
        parameter, process, pattern, level, scenario or case.
    name
        The name of what rests on it.
    says
        What is said there: a meaning, a link, a claim.
    ids
        The ids named, or ``assumption``.
    """

    kind: str
    name: str
    says: str
    ids: tuple[str, ...]


@cache
def uses() -> tuple[Use, ...]:
    """Return every use of evidence, parameters first."""
    return (
        *(Use(PARAMETER, one.key, one.meaning, one.evidence) for one in PARAMETERS.values()),
        *(
            Use(PROCESS, process, f"{link.arrow} {link.sign}".strip(), link.evidence)
            for process in PROCESSES
            for link in links_of(process)
        ),
        *(Use(PATTERN, one.key, one.title, one.evidence) for one in CLAIMS.values()),
        *(Use(LEVEL, one.name, one.words, tuple(one.ids.split())) for one in declared()),
        *_of_scenarios(),
        *_of_cases(),
    )


def links_of(process: str) -> tuple[Link, ...]:
    """Return the links that the rules of a process make."""
    return tuple(link for link in LINKS if process in link.processes)


def _of_scenarios() -> tuple[Use, ...]:
    """Return the lines of the shipped scenarios that name ids, most of them in a comment."""
    return tuple(
        Use(SCENARIO, path.stem, value.strip() or comment.strip(), tuple(ids))
        for path in sorted(configs_folder().glob("*.toml"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for value, _, comment in (line.partition("#"),)
        if (ids := dict.fromkeys(_ID.findall(line)))
    )


def _of_cases() -> Iterator[Use]:
    """Find what the case studies declare.

    It is read from their source, so that listing it loads neither the model nor its libraries.
    """
    for path in sorted(_CASES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Case":
                said = {one.arg: one.value for one in node.keywords}
                key, title, ids = (
                    ast.literal_eval(said[name]) for name in ("key", "title", "evidence")
                )
                yield Use(CASE, key, title, ids)


@cache
def users_of_ids() -> dict[str, tuple[Use, ...]]:
    """Return the uses of every id, none for an id that nothing names."""
    found: dict[str, list[Use]] = {id: [] for id in EVIDENCE}
    for use in uses():
        for id in use.ids:
            if id != ASSUMPTION:
                found[id].append(use)
    return {id: tuple(those) for id, those in found.items()}


def unused() -> tuple[str, ...]:
    """Return the ids that nothing names, in the order of the sources."""
    return tuple(id for id, those in users_of_ids().items() if not those)


@cache
def reasons_of_ids() -> dict[str, tuple[Reason, ...]]:
    """Return why an id, or a link that it states, is not used; none where all of it is."""
    found: dict[str, dict[str, Reason]] = {id: {} for id in EVIDENCE}
    for reason in REASONS.values():
        for id in reason.ids:
            found[id][reason.key] = reason
    for link in LINKS:
        for id in link.evidence:
            if link.reason and id != ASSUMPTION:
                found[id][link.reason] = REASONS[link.reason]
    return {id: tuple(those.values()) for id, those in found.items()}


def ids_below(those: tuple[Use, ...]) -> tuple[str, ...]:
    """Return the ids that uses name, each once, in the order of the sources."""
    named = {id for use in those for id in use.ids}
    return tuple(id for id in EVIDENCE if id in named)
