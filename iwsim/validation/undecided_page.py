"""Knock-outs and settings behind shown clauses that are only undecided, as Markdown."""

import math
from collections.abc import Sequence

from iwsim.validation.clause_verdict import Sized
from iwsim.validation.judge import Judged


def undecided_page(judged: Sequence[Judged]) -> str:
    """Return what has to be said of knock-outs and settings that decide nothing.

    Parameters
    ----------
    judged
        All clauses of a scorecard.
    """
    shown = [one for one in judged if one.main.verdict == "shown"]
    parts = [
        _listed("knock-out", [(one, one.knocked_out) for one in shown]),
        _listed("setting", [(one, one.elsewhere) for one in shown]),
    ]
    if not any(parts):
        return ""
    return (
        "A claim that is *undecided* under its knock-out or at its setting is not shown there, as "
        "it must be; yet neither is it shown to be absent: the interval reaches over the smallest "
        "effect, or there is no number. " + " ".join(part for part in parts if part)
    )


def _listed(which: str, tried: Sequence[tuple[Judged, Sized]]) -> str:
    names = [_name(one, sized) for one, sized in tried if sized.verdict == "undecided"]
    if not names:
        return ""
    return (
        f"Of {len(tried)} clauses that are shown by their intervals, {len(names)} are undecided "
        f"under their {which}: {', '.join(names)}."
    )


def _name(one: Judged, sized: Sized) -> str:
    beside = "" if one.clause.counts else " (beside)"
    missing = " (no number there)" if math.isnan(sized.difference.mean) else ""
    return f"{one.pattern.key} *{one.clause.name}*{beside}{missing}"
