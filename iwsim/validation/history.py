"""The log of published scorecards: one row each, with what changed since the one before and why."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

import iwsim
from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.validation.clause import Kind
from iwsim.validation.judge import is_shown, is_shown_after_holm
from iwsim.validation.scorecard import Scorecard

FILE = "history.csv"
PUBLISHED = Path(iwsim.__file__).resolve().parent.parent / "results" / "reference" / "scorecard"
"""Where a checkout holds the published scorecard and its log."""

_SCRIPT = "python docs/publish_scorecard.py"
_PUBLISH = f'{_SCRIPT} "what changed and why"'
RERUN = f"{_SCRIPT} --rerun FOLDER"
"""What makes the published scorecard again and compares."""
KINDS: tuple[Kind, ...] = get_args(Kind)
ROW_IS_MISSING = (
    "Defaults or forms have changed since the last published scorecard; when this one is "
    f"published, a row belongs into its log: {_PUBLISH}"
)


class Shown(NamedTuple):
    """Clauses of one class that count, and how many of them are shown.

    Parameters
    ----------
    counted
        All of them.
    shown, after_holm
        Those shown by their intervals, and after Holm's correction as well.
    """

    counted: int
    shown: int
    after_holm: int


class Published(NamedTuple):
    """One published scorecard.

    Parameters
    ----------
    date
        The day of it, ISO 8601.
    what
        What changed since the one before, and why.
    model
        Fingerprint of the model.
    frozen
        Hash of its defaults and functional forms.
    digest
        Digest of the scorecard; empty where none was kept.
    patterns
        The patterns judged.
    shown, after_holm
        Those shown by the intervals of their clauses, and after Holm's correction as well.
    by_class
        The clauses by class: V, M, C.
    """

    date: str
    what: str
    model: str
    frozen: str
    digest: str
    patterns: tuple[str, ...]
    shown: tuple[str, ...]
    after_holm: tuple[str, ...]
    by_class: tuple[Shown, ...]


_PLAIN = ("date", "what", "model", "frozen", "digest")
_LISTS = ("patterns", "shown", "after_holm")
_COUNTS = tuple(f"{field}_{kind}" for kind in KINDS for field in Shown._fields)


def published_by(card: Scorecard, frozen: str, date: str, what: str) -> Published:
    """Return the row of a scorecard."""
    counting = [j for one in card.scored for j in one.judged if j.clause.counts]
    return Published(
        date,
        what,
        card.model,
        frozen,
        card.digest,
        tuple(one.pattern.key for one in card.scored),
        tuple(one.pattern.key for one in card.scored if is_shown(one.judged)),
        tuple(one.pattern.key for one in card.scored if is_shown_after_holm(one.judged)),
        tuple(
            Shown(
                sum(j.clause.kind == kind for j in counting),
                sum(j.clause.kind == kind and j.main.verdict == "shown" for j in counting),
                sum(j.clause.kind == kind and j.corrected == "shown" for j in counting),
            )
            for kind in KINDS
        ),
    )


def log_for(folder: Path) -> tuple[Published, ...]:
    """Return the log in a folder of results, or else the checkout's; none where there is neither.

    Parameters
    ----------
    folder
        The folder that a scorecard is written into.
    """
    return read_history(folder) or read_history(PUBLISHED)


def read_history(folder: Path) -> tuple[Published, ...]:
    """Return the rows that a folder's log holds, the oldest first; none if it has no log."""
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(map(_row, csv.DictReader(lines)))


def _row(cells: dict[str, str]) -> Published:
    plain: dict[str, Any] = {name: cells[name] for name in _PLAIN}
    lists: dict[str, Any] = {name: tuple(cells[name].split()) for name in _LISTS}
    return Published(
        **plain,
        **lists,
        by_class=tuple(
            Shown(*(int(cells[f"{field}_{kind}"]) for field in Shown._fields)) for kind in KINDS
        ),
    )


def write_history(folder: Path, rows: Sequence[Published]) -> None:
    """Write the log of a folder, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_PLAIN, *_LISTS, *_COUNTS))
    for row in rows:
        plain = [getattr(row, name) for name in _PLAIN]
        lists = [" ".join(getattr(row, name)) for name in _LISTS]
        writer.writerow((*plain, *lists, *(n for shown in row.by_class for n in shown)))
    path = folder / FILE
    with store_errors(path):
        calls.make_folder(path.parent)
        calls.save(path, text.getvalue().encode())


def unlogged(rows: Sequence[Published], card: Scorecard, frozen: str) -> str:
    """Return why a scorecard has no row of its own as the last of the log, empty if it has one."""
    if not rows or rows[-1].frozen != frozen:
        return ROW_IS_MISSING
    if rows[-1].digest != card.digest:
        return (
            f"The last row of the log is of another scorecard: {_PUBLISH} adds the row of this one"
        )
    return ""
