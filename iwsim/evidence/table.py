"""The table of evidence ids: E for claims of the discussion paper, L for figures of the literature.

The table holds facts only: what causes what, figures with their unit, and where they stand.
"""

import csv
from collections.abc import Iterable
from difflib import get_close_matches
from importlib.resources import files
from typing import NamedTuple

ASSUMPTION = "assumption"
"""What a mechanism or parameter says that rests on no evidence."""

_SUPPORT_OF_GRADE = {"A": "measured", "B": "review", "C": "reported", "paper": "paper"}

SUPPORTS: dict[str, str] = {
    "measured": "a figure from a primary or official source (grade A)",
    "review": "a figure from a review or a reputable secondary source (grade B)",
    "reported": "a weak or derived figure (grade C)",
    "paper": "the direction only, as a claim of the discussion paper",
    ASSUMPTION: "nothing better was found",
}
"""The grades of support, from best to none."""


class Evidence(NamedTuple):
    """One piece of evidence.

    Parameters
    ----------
    id
        ``E`` and a number for the discussion paper, ``L`` and a number for the literature.
    kind
        For the paper the kind of claim (mechanism, outcome, figure, ...), else ``literature``.
    grade
        ``paper``, or the quality of a figure: A primary or official, B review or reputable
        secondary source, C weak or derived.
    cause, effect
        The variables that a claim links; several are separated by semicolons.
    sign
        ``+``, ``-``, ``conditional``, ``threshold``, ``asymmetric``, ``inverted_u`` or empty.
    topic
        What it is about, in one word.
    value_low, value_mid, value_high
        The figure, where there is one.
    unit
        Unit of the figure, with the price base where it is money.
    source
        Who said or measured it.
    year
        Year of the source, if it has one.
    """

    id: str
    kind: str
    grade: str
    cause: str
    effect: str
    sign: str
    topic: str
    value_low: float | None
    value_mid: float | None
    value_high: float | None
    unit: str
    source: str
    year: int | None


class UnknownId(NamedTuple):
    """An id that no evidence has.

    Parameters
    ----------
    id
        What was given.
    nearest
        The most similar ids that exist, best first.
    """

    id: str
    nearest: tuple[str, ...]


def _number(text: str) -> float | None:
    return float(text) if text else None


def _evidence(row: dict[str, str]) -> Evidence:
    return Evidence(
        id=row["id"],
        kind=row["kind"],
        grade=row["grade"],
        cause=row["cause"],
        effect=row["effect"],
        sign=row["sign"],
        topic=row["topic"],
        value_low=_number(row["value_low"]),
        value_mid=_number(row["value_mid"]),
        value_high=_number(row["value_high"]),
        unit=row["unit"],
        source=row["source"],
        year=int(row["year"]) if row["year"] else None,
    )


def _read_table() -> dict[str, Evidence]:
    table = files("iwsim.evidence").joinpath("evidence.csv")
    with table.open(encoding="utf-8") as lines:
        return {row["id"]: _evidence(row) for row in csv.DictReader(lines)}


EVIDENCE: dict[str, Evidence] = _read_table()
"""Every piece of evidence by its id, in the order of the sources."""


def check_ids(ids: Iterable[str]) -> list[UnknownId]:
    """Return the ids that no evidence has, each with the nearest that exist.

    Parameters
    ----------
    ids
        Ids as a parameter or mechanism carries them; ``assumption`` is a valid one.
    """
    known = [*EVIDENCE, ASSUMPTION]
    return [
        UnknownId(given, tuple(get_close_matches(given, known, n=3)))
        for given in ids
        if given != ASSUMPTION and given not in EVIDENCE
    ]


def grade_of(ids: Iterable[str]) -> str:
    """Return the best support among ids, in a word.

    Parameters
    ----------
    ids
        Known ids, or ``assumption``; none at all is an assumption too.

    Returns
    -------
    str
        One of `SUPPORTS`.
    """
    support = {_SUPPORT_OF_GRADE[EVIDENCE[given].grade] for given in ids if given != ASSUMPTION}
    return min(support, key=tuple(SUPPORTS).index, default=ASSUMPTION)
