"""The log of published scorecards as Markdown: what changed, what was shown before and after."""

from collections.abc import Sequence
from itertools import pairwise

from iwsim.validation.history import KINDS, RERUN, Published, Shown
from iwsim.validation.markdown import table

_HEAD = (
    "published", "model", "defaults and forms", "what changed, and why", "patterns judged",
    "shown", "also after Holm", *(f"clauses of class {kind}" for kind in KINDS),
)  # fmt: skip
_MOVED = ("published", "became shown", "ceased to be shown", "judged for the first time")


def history_page(rows: Sequence[Published]) -> str:
    """Return the section on all scorecards published so far, empty where there is no log.

    Parameters
    ----------
    rows
        The log, the oldest first.
    """
    if not rows:
        return ""
    parts = [
        "## What changed from one published scorecard to the next",
        "Defaults and functional forms are frozen by a hash (*defaults and forms*: of every "
        "parameter's default and kind, the values of the scenarios, the order of the week, and the "
        "sources of processes, estate and measurement without comments). Each scorecard published "
        "since has a row; clauses are given as counted / shown / shown also after Holm. Earlier "
        "scorecards are read back from the history of the project; no digest was kept of some. "
        f"`{RERUN}` makes the last one again in another folder, and says whether its digest and "
        "its tables are the same.",
        table(_HEAD, [_cells(row) for row in rows]),
    ]
    if len(rows) > 1:
        parts += [
            "Patterns by the rule of the intervals, and in brackets after Holm:",
            table(_MOVED, [_moved(before, after) for before, after in pairwise(rows)]),
        ]
    return "\n\n".join(parts)


def _cells(row: Published) -> tuple[str, ...]:
    return (
        row.date,
        f"`{row.model[:8]}`",
        f"`{row.frozen[:8]}`",
        row.what,
        str(len(row.patterns)),
        _listed(row.shown),
        _listed(row.after_holm),
        *(_counts(shown) for shown in row.by_class),
    )


def _counts(shown: Shown) -> str:
    return f"{shown.counted} / {shown.shown} / {shown.after_holm}"


def _listed(keys: Sequence[str]) -> str:
    return f"{len(keys)}: {' '.join(keys)}" if keys else "none"


def _moved(before: Published, after: Published) -> tuple[str, ...]:
    new = [key for key in after.patterns if key not in before.patterns]
    return (
        after.date,
        _both(
            [key for key in after.shown if key not in (*before.shown, *new)],
            [key for key in after.after_holm if key not in (*before.after_holm, *new)],
        ),
        _both(
            [key for key in before.shown if key not in after.shown],
            [key for key in before.after_holm if key not in after.after_holm],
        ),
        " ".join(new) or "none",
    )


def _both(raw: Sequence[str], after_holm: Sequence[str]) -> str:
    return f"{' '.join(raw) or 'none'} ({' '.join(after_holm) or 'none'})"
