"""Parameters, and how well they are supported."""

from collections.abc import Iterable

from iwsim.evidence import ASSUMPTION, SUPPORTS, grade_of
from iwsim.parameters import PARAMETERS, Parameter
from markdown_page import span, table

_KINDS = {
    "lever": "policy can choose it",
    "uncertainty": "nobody knows it well",
    "reference": "a level that factors are centred on",
    "setting": "a choice between readings or definitions",
}


def _parameter_row(one: Parameter) -> tuple[object, ...]:
    support = f"{' '.join(one.evidence)} ({grade_of(one.evidence)})"
    if one.evidence == (ASSUMPTION,):
        support = ASSUMPTION
    off = "" if one.off is None else f"{one.off:g}"
    return (
        f"`{one.name}`",
        one.default,
        one.unit,
        span(one.allowed),
        span(one.plausible),
        one.kind,
        off,
        one.meaning,
        support,
    )


def parameter_table(found: Iterable[Parameter]) -> str:
    """Return all that is declared of some parameters."""
    heads = (
        "name", "default", "unit", "allowed", "plausible", "kind", "off", "meaning", "evidence",
    )  # fmt: skip
    return table(heads, map(_parameter_row, found))


def parameters(group: str) -> str:
    """Return the parameters of a group."""
    found = [one for one in PARAMETERS.values() if one.group == group]
    return parameter_table(found)


def parameter_counts() -> str:
    """Return how many parameters there are, by kind and by support."""
    rows: list[tuple[object, ...]] = []
    for kind, said in _KINDS.items():
        of_kind = [one for one in PARAMETERS.values() if one.kind == kind]
        counts = [sum(grade_of(one.evidence) == support for one in of_kind) for support in SUPPORTS]
        rows.append((f"{kind}: {said}", *counts, len(of_kind)))
    totals = [sum(int(str(row[n])) for row in rows) for n in range(1, len(SUPPORTS) + 2)]
    return table(("kind", *SUPPORTS, "all"), [*rows, ("all", *totals)])
