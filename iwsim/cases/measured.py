"""The runs of a case study, kept a few at a time so that a killed one loses little."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from iwsim.cases.case import DEFAULTS, Case, Measures
from iwsim.scenario import load_scenario
from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.validation.runs import by_replicate

TABLE, ABOUT = "replicates.csv", "measured.json"
_IDENTITY = ["member", "replicate"]
_AT_ONCE = 8
_DIGITS = "%.6g"

Overrides = Callable[[int], Mapping[str, float]]
"""The parameters of a set of the ensemble, by its number."""

Told = Callable[[int, int], None]
"""Told how many replicates are done, of how many."""


class _Job(NamedTuple):
    member: int
    replicate: int


def measure(
    case: Case,
    folder: Path,
    model: str,
    overrides: Overrides,
    *,
    told: Told,
    workers: int,
    force: bool = False,
) -> pd.DataFrame:
    """Make the replicates of a case that a folder does not hold, and return all of them.

    Parameters
    ----------
    case
        The case.
    folder
        Where its table is kept; what another model has measured is measured again.
    model
        Fingerprint of the model, and of the ensemble if the case uses one.
    overrides
        Parameters of the sets of the ensemble.
    told
        Told how far it has come.
    workers
        How many replicates are made at once.
    force
        Make again those that are there.

    Returns
    -------
    pandas.DataFrame
        Columns: member (0: the defaults), replicate, and what the case measures.

    Raises
    ------
    StoreError
        If the folder cannot be used.
    """
    jobs = list(_jobs(case))
    known = None if force else stored(case, folder, model)
    there = set() if known is None else set(known[_IDENTITY].itertuples(index=False, name=None))
    missing = [job for job in jobs if tuple(job) not in there]
    told(len(jobs) - len(missing), len(jobs))
    for start in range(0, len(missing), _AT_ONCE):
        now = missing[start : start + _AT_ONCE]
        rows = by_replicate(partial(_row, case, overrides, now), range(len(now)), workers)
        known = _rounded(pd.concat([known, pd.DataFrame(rows)], ignore_index=True))
        _keep(case, folder, model, known)
        told(len(jobs) - len(missing) + start + len(now), len(jobs))
    assert known is not None
    return known


def stored(case: Case, folder: Path, model: str) -> pd.DataFrame | None:
    """Return what a folder holds of a case, None if nothing that this model has measured."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        known = pd.read_csv(folder / TABLE)
    except (OSError, ValueError):
        return None
    asked = set(_jobs(case))
    if about.get("model") != model or about.get("scenario") != _digest(case):
        return None
    mine = [_Job(*row) in asked for row in known[_IDENTITY].itertuples(index=False, name=None)]
    return known[mine].sort_values(_IDENTITY, ignore_index=True)


def _jobs(case: Case) -> Iterator[_Job]:
    for replicate in range(case.replicates):
        yield _Job(DEFAULTS, replicate)
    for member in range(1, case.members + 1):
        for replicate in range(case.replicates_a_member):
            yield _Job(member, replicate)


def _row(case: Case, overrides: Overrides, jobs: Sequence[_Job], place: int) -> Measures:
    job = jobs[place]
    values = {} if job.member == DEFAULTS else overrides(job.member)
    return {**job._asdict(), **case.measure(load_scenario(case.scenario, values), job.replicate)}


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Return what will be read back, so that a run that was interrupted gives the same table."""
    table = table.sort_values(_IDENTITY, ignore_index=True)
    return pd.read_csv(StringIO(table.to_csv(index=False, float_format=_DIGITS)))


def _digest(case: Case) -> str:
    text = json.dumps(load_scenario(case.scenario).resolved(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(case: Case, folder: Path, model: str, known: pd.DataFrame) -> None:
    about = {"case": case.key, "model": model, "scenario": _digest(case)}
    text = known.to_csv(index=False, float_format=_DIGITS, lineterminator="\n")
    with store_errors(folder):
        calls.make_folder(folder)
        calls.save(folder / TABLE, text.encode())
        calls.save(folder / ABOUT, f"{json.dumps(about, indent=1)}\n".encode())
