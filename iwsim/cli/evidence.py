"""The command that shows what rests on which evidence, and what a part of the model rests on."""

import argparse
from typing import Any

from iwsim.cli.names import nearest
from iwsim.cli.parser import FILE
from iwsim.cli.tables import print_json, print_table, print_text
from iwsim.errors import EXIT_DONE, Fault, ScenarioError
from iwsim.evidence import ASSUMPTION, EVIDENCE, KINDS, LINKS, SUPPORTS, grade_of
from iwsim.evidence_map.counts import by_process, ids_by_kind, links_used, parameters_by_support
from iwsim.evidence_map.lookup import OfId, OfName, look_up, names
from iwsim.evidence_map.uses import CASE, PARAMETER, PATTERN, PROCESS, SCENARIO
from iwsim.evidence_map.words import arrow, figure, source
from iwsim.parameters import PARAMETERS
from iwsim.validation.claims import CLAIMS

_ALLOWED = (
    "an id such as E139, a parameter such as needs.ease, a process or group such as needs, "
    "a pattern such as P21, or a scenario such as rochdale"
)

_PART = {PROCESS: "link", PATTERN: "claim", SCENARIO: "line", CASE: "case"}


def evidence(arguments: argparse.Namespace) -> int:
    """Show the whole map in numbers, or what one name stands for in it."""
    if not arguments.name:
        if arguments.json:
            print_json(_overview())
        else:
            _print_overview()
        return EXIT_DONE
    found = _found(arguments.name)
    if isinstance(found, OfId):
        if arguments.json:
            print_json(_of_id(found))
        else:
            _print_id(found)
    elif arguments.json:
        print_json(_of_name(found))
    else:
        _print_name(found)
    return EXIT_DONE


def _found(name: str) -> OfId | OfName:
    try:
        return look_up(name)
    except KeyError:
        near = name.upper() if name.upper() in names() else nearest(name, names())
        raise ScenarioError((Fault(FILE, "NAME", name, _ALLOWED, near),)) from None


def _overview() -> dict[str, Any]:
    return {
        "evidence": [one._asdict() for one in ids_by_kind()],
        "parameters": {support: len(of) for support, of in parameters_by_support().items()},
        "links": {"all": len(LINKS), "used": links_used()},
        "processes": [one._asdict() for one in by_process()],
        "patterns": [
            {**one._asdict(), "support": grade_of(one.evidence)} for one in CLAIMS.values()
        ],
    }


def _print_overview() -> None:
    counts = ids_by_kind()
    by_support = parameters_by_support()
    print_table(
        "Evidence",
        ("kind", "support", ">ids", ">used"),
        ((one.kind, one.support, str(one.ids), str(one.used)) for one in counts),
    )
    print_table(
        "Parameters, by their best support",
        ("support", "that is", ">parameters"),
        ((one, says, str(len(by_support[one]))) for one, says in SUPPORTS.items()),
    )
    print_table(
        "Processes",
        ("process", ">parameters", ">of them assumed", ">links", ">of them assumed"),
        ([str(cell) for cell in one] for one in by_process()),
    )
    print_table(
        "Patterns",
        ("pattern", "claim", "support"),
        ((one.key, one.title, grade_of(one.evidence)) for one in CLAIMS.values()),
    )
    used, ids = sum(one.used for one in counts), len(EVIDENCE)
    print_text(
        f"{used} of {ids} ids are used, and {links_used()} of {len(LINKS)} links of the causal "
        f"diagram. {len(by_support[ASSUMPTION])} of {len(PARAMETERS)} parameters are assumptions."
    )


def _of_id(found: OfId) -> dict[str, Any]:
    return {
        **found.evidence._asdict(),
        "support": found.support,
        "links": [link._asdict() for link in found.links],
        "used_by": [use._asdict() for use in found.uses],
        "not_used": [{"kind": one.kind, "words": one.words} for one in found.reasons],
    }


def _print_id(found: OfId) -> None:
    one = found.evidence
    grade = "" if one.grade == found.support else f", grade {one.grade}"
    print_text(f"{one.id}: {one.kind}, {found.support}{grade}")
    for says, what in (("about", arrow(one)), ("figure", figure(one)), ("source", source(one))):
        if what:
            print_text(f"{says}: {what}")
    if found.uses:
        print_table("Rests on it:", ("what", "name", "says"), (use[:3] for use in found.uses))
    else:
        print_text("Nothing rests on it.")
    for reason in found.reasons:
        print_text(f"Not used ({KINDS[reason.kind]}): {_what(found, reason.key)}{reason.words}")


def _what(found: OfId, reason: str) -> str:
    arrows = [link.arrow for link in found.links if link.reason == reason]
    return f"{', '.join(arrows)}. " if arrows else ""


def _of_name(found: OfName) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "name": found.name,
        "support": found.support,
        "rests_on": [{**use._asdict(), "support": grade_of(use.ids)} for use in found.uses],
        "evidence": [{**EVIDENCE[id]._asdict(), "support": grade_of([id])} for id in found.ids],
    }


def _print_name(found: OfName) -> None:
    print_text(f"{found.kind} {found.name}: best support {found.support}")
    print_table(
        "It is made of:",
        ("part", "says", "support", "evidence"),
        (
            (
                use.name if use.kind == PARAMETER else _PART[use.kind],
                use.says,
                grade_of(use.ids),
                " ".join(use.ids),
            )
            for use in found.uses
        ),
    )
    if not found.ids:
        print_text("No evidence is below it: it is an assumption.")
        return
    print_table(
        "It rests on:",
        ("id", "support", "about", "figure", "source"),
        (
            (one.id, grade_of([one.id]), arrow(one), figure(one), source(one))
            for one in (EVIDENCE[id] for id in found.ids)
        ),
    )
