"""Write docs/evidence.md, the evidence map: all of it is collected from the package.

Run ``python docs/generate_evidence.py`` after a parameter, a link, a pattern or a reason was
changed; with ``--check`` nothing is written, and the exit code is 1 when the page is not current.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from iwsim.evidence import (
    ASSUMPTION,
    EVIDENCE,
    KINDS,
    LINKS,
    REASONS,
    SUPPORTS,
    Link,
    grade_of,
)
from iwsim.evidence_map.counts import by_process, ids_by_kind, links_used, parameters_by_support
from iwsim.evidence_map.lookup import of_processes
from iwsim.evidence_map.uses import CASE, LEVEL, SCENARIO, ids_below, reasons_of_ids, unused, uses
from iwsim.evidence_map.words import arrow, figure, source
from iwsim.parameters import PARAMETERS
from iwsim.validation.claims import CLAIMS
from markdown_page import table, write_or_check

PAGE = Path(__file__).resolve().parent / "evidence.md"


def opening() -> str:
    """Return the title, how to read the page, and the map in numbers."""
    counts = ids_by_kind()
    used, bare = sum(one.used for one in counts), len(parameters_by_support()[ASSUMPTION])
    return f"""\
# Evidence map

Written by `python docs/generate_evidence.py`; change nothing by hand. `iwsim evidence E139` shows
the same for one id, parameter, process, pattern or scenario, with its figure and source.

Ids with E are claims of the discussion paper, ids with L figures of the public literature. What is
named here is where somebody *looked*; that a parameter has support means that there is evidence
for its mechanism, seldom that the number is known. No number was fitted to a result of the paper.

**In short.** Of {len(EVIDENCE)} ids {used} are used. Of {len(PARAMETERS)} parameters {bare} are
assumptions. Of {len(LINKS)} links of the causal diagram the rules make {links_used()}.

{table(("kind of evidence", "support", "ids", "used"), counts)}"""


def parameters() -> str:
    """Return every parameter once, under its best support."""
    parts = ["## Parameters by support", "A parameter stands under the best of its ids."]
    for support, those in parameters_by_support().items():
        rows = [
            (f"`{one.key}`", one.default, one.unit, one.meaning, " ".join(one.evidence))
            for one in those
        ]
        heads = ("parameter", "default", "unit", "meaning", "evidence")
        parts.append(f"### {support.capitalize()}: {SUPPORTS[support]}")
        parts.append(f"{len(those)} parameters.")
        parts.append(table(heads, rows))
    return "\n\n".join(parts)


def mechanisms() -> str:
    """Return what each process rests on, and the links that it makes."""
    rows = [
        (
            f"[`{found.name}`](odd.md#process-{found.name.replace('_', '-')})",
            f"{count.parameters} ({count.parameters_assumed})",
            f"{count.links} ({count.links_assumed})",
            found.support,
            " ".join(found.ids),
        )
        for found, count in zip(of_processes(), by_process(), strict=True)
    ]
    heads = ("process", "parameters (assumed)", "links (assumed)", "best support", "evidence")
    made = [link for link in LINKS if link.processes]
    stated = [link for link in made if link.evidence != (ASSUMPTION,)]
    bare = [link for link in made if link.evidence == (ASSUMPTION,)]
    without = [found.name for found in of_processes() if not found.ids]
    none = f"Without any: {', '.join(without)}." if without else "No process is without any."
    return "\n\n".join(
        [
            "## Mechanisms",
            "A process rests on the ids of its own parameters, and on those of the links that its "
            "rules make. The ingredients that it reads are parameters of the arrangement and "
            f"stand there. The process `measure` moves nothing and is not here. {none}",
            table(heads, rows),
            "### Links that the rules make",
            "A link with several processes runs through all of them.",
            _links(stated),
            "### Links without support",
            "Inferred to close a chain or a loop: no claim states them, and no figure was found.",
            _links(bare),
        ]
    )


def _links(links: Iterable[Link]) -> str:
    rows = [
        (link.arrow, link.sign, ", ".join(link.processes), " ".join(link.evidence))
        for link in links
    ]
    return table(("link", "sign", "made by", "evidence"), rows)


def links_not_made() -> str:
    """Return the links that no rule makes, by kind of reason."""
    parts = ["## Links that no rule makes"]
    for kind, says in KINDS.items():
        rows = []
        for reason in REASONS.values():
            those = [link for link in LINKS if link.reason == reason.key]
            if those and reason.kind == kind:
                links = "; ".join(f"{link.arrow} ({' '.join(link.evidence)})" for link in those)
                rows.append((links, reason.words))
        if rows:
            parts += [f"**{_sentence(says)}**", table(("links", "why"), rows)]
    return "\n\n".join(parts)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def comparisons() -> str:
    """Return the patterns, levels, scenarios and case studies that name evidence."""
    patterns = [
        (one.key, one.title, grade_of(one.evidence), " ".join(one.evidence))
        for one in CLAIMS.values()
    ]
    levels = [(one.says, " ".join(one.ids)) for one in uses() if one.kind == LEVEL and one.ids]
    lines = [one for one in uses() if one.kind == SCENARIO]
    scenarios = [
        (f"`{name}`", " ".join(ids_below(tuple(use for use in lines if use.name == name))))
        for name in dict.fromkeys(use.name for use in lines)
    ]
    cases = [(f"`{one.name}`", one.says, " ".join(one.ids)) for one in uses() if one.kind == CASE]
    return "\n\n".join(
        [
            "## Patterns, levels, scenarios and case studies",
            "[Patterns](scorecard.md) that the model is held against:",
            table(("pattern", "what the evidence says", "support", "evidence"), patterns),
            "[Levels](face_validity.md) that have a figure in the literature:",
            table(("level", "evidence"), levels),
            "Scenarios, whose lines name the figures that they write down:",
            table(("scenario", "evidence"), scenarios),
            "Case studies, and the claims that they hold the model against:",
            table(("case", "what it is", "evidence"), cases),
        ]
    )


def not_used() -> str:
    """Return the ids that nothing names, by the reason."""
    loose = unused()
    parts = [
        "## Evidence that is not used",
        f"{len(loose)} ids that no parameter, process, pattern, level, scenario or case study "
        "names. An id that states several links may stand under several reasons.",
    ]
    why = reasons_of_ids()
    for kind, says in KINDS.items():
        rows = []
        for reason in REASONS.values():
            ids = [id for id in loose if reason in why[id]]
            if ids and reason.kind == kind:
                rows.append((" ".join(ids), reason.words))
        if rows:
            parts += [f"**{_sentence(says)}**", table(("ids", "why"), rows)]
    rows = [
        (id, grade_of([id]), arrow(EVIDENCE[id]), figure(EVIDENCE[id]), source(EVIDENCE[id]))
        for id in loose
    ]
    parts += ["They are:", table(("id", "support", "about", "figure", "source"), rows)]
    return "\n\n".join(parts)


def page() -> str:
    """Return the whole page."""
    parts = (opening, parameters, mechanisms, links_not_made, comparisons, not_used)
    return "\n\n".join(part() for part in parts) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page, __doc__))
