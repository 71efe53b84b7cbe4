"""Looking something up in the evidence map: an id, a parameter, a process, a pattern ..."""

from typing import NamedTuple

from iwsim.evidence import EVIDENCE, LINKS, Evidence, Link, Reason, grade_of
from iwsim.evidence_map.uses import (
    CASE,
    PARAMETER,
    PATTERN,
    PROCESS,
    PROCESSES,
    SCENARIO,
    Use,
    ids_below,
    reasons_of_ids,
    users_of_ids,
    uses,
)
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.validation.claims import CLAIMS

GROUP = "group"


class OfId(NamedTuple):
    """What rests on one piece of evidence.

    Parameters
    ----------
    evidence
        The piece itself.
    support
        Its grade, in a word.
    links
        The links that it states.
    uses
        What rests on it.
    reasons
        Why it, or a link that it states, is not used.
    """

    evidence: Evidence
    support: str
    links: tuple[Link, ...]
    uses: tuple[Use, ...]
    reasons: tuple[Reason, ...]


class OfName(NamedTuple):
    """What a part of the model rests on.

    Parameters
    ----------
    kind, name
        What it is, and what it is called.
    uses
        Its parameters, links or claim, each with the ids it names.
    ids
        All ids below it.
    """

    kind: str
    name: str
    uses: tuple[Use, ...]
    ids: tuple[str, ...]

    @property
    def support(self) -> str:
        """The best support among its ids."""
        return grade_of(self.ids)


def names() -> tuple[str, ...]:
    """Return every name that can be looked up."""
    return (*EVIDENCE, *PARAMETERS, *GROUPS, *CLAIMS, *_scenarios())


def look_up(name: str) -> OfId | OfName:
    """Return what a name stands for in the evidence map.

    Parameters
    ----------
    name
        An id, a parameter (``group.name``), a process or group of parameters, a
        pattern, or a scenario with the case study that uses it.

    Raises
    ------
    KeyError
        If it is none of these.
    """
    if name in EVIDENCE:
        stated = tuple(link for link in LINKS if name in link.evidence)
        return OfId(
            EVIDENCE[name],
            grade_of([name]),
            stated,
            users_of_ids()[name],
            reasons_of_ids()[name],
        )
    if name in PARAMETERS:
        return _of_name(PARAMETER, name, _named(PARAMETER, name))
    if name in PROCESSES:
        return _of_name(PROCESS, name, (*_of_group(name), *_named(PROCESS, name)))
    if name in GROUPS:
        return _of_name(GROUP, name, _of_group(name))
    if name in CLAIMS:
        return _of_name(PATTERN, name, _named(PATTERN, name))
    if name in _scenarios():
        return _of_name(SCENARIO, name, (*_named(SCENARIO, name), *_named(CASE, name)))
    raise KeyError(name)


def _scenarios() -> tuple[str, ...]:
    return tuple(dict.fromkeys(use.name for use in uses() if use.kind in (SCENARIO, CASE)))


def of_processes() -> tuple[OfName, ...]:
    """Return what each process rests on, its parameters and its links."""
    return tuple(
        _of_name(PROCESS, name, (*_of_group(name), *_named(PROCESS, name))) for name in PROCESSES
    )


def _of_name(kind: str, name: str, those: tuple[Use, ...]) -> OfName:
    return OfName(kind, name, those, ids_below(those))


def _named(kind: str, name: str) -> tuple[Use, ...]:
    return tuple(use for use in uses() if use.kind == kind and use.name == name)


def _of_group(group: str) -> tuple[Use, ...]:
    return tuple(
        use for use in uses() if use.kind == PARAMETER and PARAMETERS[use.name].group == group
    )
