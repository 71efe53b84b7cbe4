"""Counting the evidence map: ids by kind, parameters by support, links by process."""

from typing import NamedTuple

from iwsim.evidence import ASSUMPTION, EVIDENCE, LINKS, SUPPORTS, grade_of
from iwsim.evidence_map.uses import PROCESSES, links_of, unused
from iwsim.parameters import PARAMETERS, Parameter


class IdCount(NamedTuple):
    """How many ids there are of one kind and support, and how many something names."""

    kind: str
    support: str
    ids: int
    used: int


class ProcessCount(NamedTuple):
    """What a process rests on: parameters and links, and how many of each are assumptions."""

    process: str
    parameters: int
    parameters_assumed: int
    links: int
    links_assumed: int


def ids_by_kind() -> tuple[IdCount, ...]:
    """Return the numbers of ids, the paper's kinds first."""
    loose = set(unused())
    found: dict[tuple[str, str], list[str]] = {}
    for item in EVIDENCE.values():
        found.setdefault((item.kind, grade_of([item.id])), []).append(item.id)
    return tuple(
        IdCount(kind, support, len(ids), sum(id not in loose for id in ids))
        for (kind, support), ids in sorted(found.items(), key=_place)
    )


def _place(counted: tuple[tuple[str, str], list[str]]) -> tuple[bool, int]:
    """Return where a count stands: the paper's kinds in their order, then figures from the best."""
    (kind, support), _ = counted
    return kind == "literature", tuple(SUPPORTS).index(support)


def parameters_by_support() -> dict[str, tuple[Parameter, ...]]:
    """Return the parameters under their best support."""
    return {
        support: tuple(one for one in PARAMETERS.values() if grade_of(one.evidence) == support)
        for support in SUPPORTS
    }


def by_process() -> tuple[ProcessCount, ...]:
    """Return how much of each process is evidence and how much is assumption."""
    return tuple(_of_process(name) for name in PROCESSES)


def links_used() -> int:
    """Return how many links some process makes."""
    return sum(bool(link.processes) for link in LINKS)


def _of_process(name: str) -> ProcessCount:
    mine = [one for one in PARAMETERS.values() if one.group == name]
    links = links_of(name)
    return ProcessCount(
        name,
        len(mine),
        sum(grade_of(one.evidence) == ASSUMPTION for one in mine),
        len(links),
        sum(link.evidence == (ASSUMPTION,) for link in links),
    )
