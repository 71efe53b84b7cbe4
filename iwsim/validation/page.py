"""The page of patterns: verdicts of all clauses as Markdown, and reading it back."""

from collections.abc import Sequence
from typing import NamedTuple

from iwsim.validation.clause import Clause, Pattern
from iwsim.validation.judge import FEWEST, MOST, PILOT, Judged, Sized, is_shown

COMMAND = "python -m iwsim.validation"
_HEAD = (
    "pattern", "clause", "class", "contrast", "outcome", "claimed", "size [95 per cent]", "n",
    "smallest effect", "verdict", "after Holm", "knock-out", "where not shown",
)  # fmt: skip
_BESIDE = " (beside)"
_THOUSAND = 1000


class Row(NamedTuple):
    """The verdicts of one clause, as the page states them."""

    pattern: str
    clause: str
    verdict: str
    corrected: str
    knock_out: str
    not_shown_at: str


def rows(judged: Sequence[Judged]) -> list[Row]:
    """Return the verdicts of all clauses."""
    return [
        Row(
            j.pattern.key,
            _name(j.clause),
            j.main.verdict,
            j.corrected,
            j.knocked_out.verdict,
            j.elsewhere.verdict,
        )
        for j in judged
    ]


def rows_of(page: str) -> list[Row]:
    """Return the verdicts that a page states."""
    found = []
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == len(_HEAD) and cells[0].startswith("P"):
            by = dict(zip(_HEAD, cells, strict=True))
            found.append(
                Row(
                    by["pattern"],
                    by["clause"],
                    by["verdict"],
                    by["after Holm"],
                    by["knock-out"],
                    by["where not shown"],
                )
            )
    return found


def page(judged: Sequence[Judged], model: str) -> str:
    """Return the page of some judged patterns, in Markdown.

    Parameters
    ----------
    judged
        All clauses.
    model
        Fingerprint of the model, taken before the runs.
    """
    patterns = list(dict.fromkeys(j.pattern.key for j in judged))
    by_key = {key: [j for j in judged if j.pattern.key == key] for key in patterns}
    parts = [
        "# Patterns",
        f"Written by `{COMMAND}` with the model `{model[:8]}`; change nothing by hand.",
        "A pattern of the evidence is **shown** if every clause that counts is: if the whole 95 "
        "per cent interval of the paired difference lies beyond the smallest effect that matters, "
        "on the claimed side, also after Holm's correction over all clauses that count; a claim of "
        "*same*, *not up* or *not down* if it lies inside that margin. "
        f"Replicates: a pilot of {PILOT}, then at least {FEWEST} and as many as bring the "
        f"interval to half the smallest effect on either side, at most {MOST}; doubled once where "
        "a clause is undecided. Intervals are paired t, or BCa bootstrap where skewed. Class V is "
        "verification of one link, M one mechanism, C several. Every clause is tried again, with "
        f"{PILOT} replicates, with its link knocked out and at a legal setting: it must not be "
        "shown in either. Clauses marked *beside* do not count. No threshold was moved. Two "
        "things were decided after a result was seen: the workload of P21 is that of the estate, "
        "where that of the whole post had risen by less than the smallest effect; and the hours "
        "of a case of anti-social behaviour answered by help, which had done nothing, count as "
        "progress, where incidents had not fallen (P01).",
        table(
            ("pattern", "what the evidence says", "evidence", "verdict"),
            [
                (
                    key,
                    by_key[key][0].pattern.title,
                    " ".join(by_key[key][0].pattern.evidence),
                    "**shown**" if is_shown(by_key[key]) else "**not shown**",
                )
                for key in patterns
            ],
        ),
        "## Clauses",
        table(_HEAD, [_cells(j) for j in judged]),
        "## Knock-outs, settings, and why some are not shown",
        *(_notes(by_key[key]) for key in patterns),
    ]
    return "\n\n".join(parts) + "\n"


def _name(clause: Clause) -> str:
    return clause.name if clause.counts else clause.name + _BESIDE


def _cells(j: Judged) -> tuple[str, ...]:
    row = rows([j])[0]
    return (
        row.pattern,
        row.clause,
        j.clause.kind,
        j.clause.contrast,
        j.clause.outcome,
        j.clause.direction,
        _size(j.main),
        str(j.main.difference.n),
        number(j.main.smallest),
        row.verdict,
        row.corrected,
        row.knock_out,
        row.not_shown_at,
    )


def _size(sized: Sized) -> str:
    found = sized.difference
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def _notes(judged: Sequence[Judged]) -> str:
    pattern: Pattern = judged[0].pattern
    lines = [f"**{pattern.key}: {pattern.title}.**", ""]
    for j in judged:
        lines.append(
            f"- *{_name(j.clause)}*. Knock-out: {j.clause.knock_out.words} "
            f"({_size(j.knocked_out)}). Not shown where: {j.clause.not_shown_at.words} "
            f"({_size(j.elsewhere)})."
        )
        if j.clause.counts and j.corrected != "shown":
            lines.append(f"  Why it is not shown: {j.clause.reason or 'not yet understood.'}")
    lines += [f"- {remark}" for remark in pattern.remarks()]
    return "\n".join(lines)


def number(value: float) -> str:
    """Return a number with three digits that count, and commas in thousands."""
    if abs(value) >= _THOUSAND:
        return f"{float(f'{value:.3g}'):,.0f}"
    return f"{value:.3g}"


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
