"""The evidence that parameters rest on, and the links of the causal diagram."""

from iwsim.evidence import ASSUMPTION, EVIDENCE, KINDS, LINKS, REASONS, grade_of
from iwsim.evidence_map.words import arrow, figure, source
from iwsim.parameters import PARAMETERS
from markdown_page import table


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
        row = EVIDENCE[id]
        cells = (id, grade_of([id]), arrow(row), figure(row), source(row), ", ".join(users[id]))
        rows.append(cells)
    heads = ("id", "support", "link or topic", "figure", "source", "groups that name it")
    return table(heads, rows)


def links_left_out() -> str:
    """Return the links of the causal diagram that no rule makes, by the reason."""
    rows = []
    for reason in REASONS.values():
        those = [link for link in LINKS if link.reason == reason.key]
        if those and reason.kind != "outcome":
            said = "; ".join(f"{link.arrow} ({' '.join(link.evidence)})" for link in those)
            rows.append((said, KINDS[reason.kind], reason.words))
    return table(("link", "it", "because"), rows)
