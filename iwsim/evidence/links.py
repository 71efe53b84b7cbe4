"""The links of the causal diagram: who computes each, and why the others are not computed.

A claim of the paper states links by its cause and effect, so which claims support a link is read
from the table of evidence. Figures of the literature state none there, so a link names those that
show it. A link that was inferred brings its own sign; without a figure it is an assumption.
"""

import csv
from importlib.resources import files
from typing import NamedTuple

from iwsim.evidence.table import ASSUMPTION, EVIDENCE

KINDS: dict[str, str] = {
    "outcome": "comes out of several rules, and none states it",
    "ingredient": "is set by the user, and no rule moves it",
    "stand-in": "another part of the model stands for it",
    "left out": "is not in the model",
    "better row": "another row says it better or holds it already",
    "background": "shaped the questions, not a number or a rule",
    "comparison": "is kept to compare with, and nothing is fitted to it",
}
"""Kinds of reasons, in words."""


class Reason(NamedTuple):
    """Why links or ids are not used by any rule.

    Parameters
    ----------
    key
        The word by which links refer to it.
    kind
        One of `KINDS`.
    words
        The reason, in a sentence or two.
    ids
        Ids that state no link and that nothing uses, for this reason.
    """

    key: str
    kind: str
    words: str
    ids: tuple[str, ...]


class Link(NamedTuple):
    """One arrow of the causal diagram.

    Parameters
    ----------
    cause, effect
        Its variables, named as in the table of evidence.
    sign
        Its sign; several, if the claims differ.
    evidence
        The claims that state it and the figures that show it, or ``assumption``.
    processes
        The processes whose rules make it, empty if none does.
    reason
        Key of the reason why none does, or empty.
    """

    cause: str
    effect: str
    sign: str
    evidence: tuple[str, ...]
    processes: tuple[str, ...]
    reason: str

    @property
    def arrow(self) -> str:
        """Cause and effect, for a reader."""
        return f"{self.cause} → {self.effect}"


def _rows(name: str) -> list[dict[str, str]]:
    with files("iwsim.evidence").joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def variables(text: str) -> tuple[str, ...]:
    """Return the variables of a cause or an effect as the table of evidence writes them."""
    return tuple(name for name in text.split("; ") if name)


def _stated() -> dict[tuple[str, str], list[str]]:
    """Return the claims behind each pair of cause and effect."""
    found: dict[tuple[str, str], list[str]] = {}
    for item in EVIDENCE.values():
        for cause in variables(item.cause):
            for effect in variables(item.effect):
                found.setdefault((cause, effect), []).append(item.id)
    return found


STATED = _stated()
"""The ids that state a link, by its cause and effect."""


def _link(row: dict[str, str]) -> Link:
    ids = STATED.get((row["cause"], row["effect"]), [])
    signs = dict.fromkeys(EVIDENCE[id].sign for id in ids if EVIDENCE[id].sign)
    return Link(
        cause=row["cause"],
        effect=row["effect"],
        sign=" or ".join(signs) or row["sign"],
        evidence=(*ids, *row["literature"].split()) or (ASSUMPTION,),
        processes=tuple(row["processes"].split()),
        reason=row["reason"],
    )


LINKS: tuple[Link, ...] = tuple(_link(row) for row in _rows("links.csv"))
"""Every link: those that the paper states, then those that were inferred from it."""

REASONS: dict[str, Reason] = {
    row["key"]: Reason(row["key"], row["kind"], row["words"], tuple(row["ids"].split()))
    for row in _rows("reasons.csv")
}
"""Every reason by its key."""
