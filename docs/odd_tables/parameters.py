"""Parameters, and the evidence that they rest on."""

from collections.abc import Iterable

from iwsim.evidence.table import ASSUMPTION, EVIDENCE, grade_of
from iwsim.parameters import PARAMETERS, Parameter
from odd_tables.markdown import span, table

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
    supports = ("measured", "reported", "paper", ASSUMPTION)
    rows: list[tuple[object, ...]] = []
    for kind, said in _KINDS.items():
        of_kind = [one for one in PARAMETERS.values() if one.kind == kind]
        counts = [sum(grade_of(one.evidence) == support for one in of_kind) for support in supports]
        rows.append((f"{kind}: {said}", *counts, len(of_kind)))
    totals = [sum(int(str(row[n])) for row in rows) for n in range(1, len(supports) + 2)]
    return table(("kind", *supports, "all"), [*rows, ("all", *totals)])


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
