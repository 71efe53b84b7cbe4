"""Runs as tables: how what a run returns is laid out in the files of a part."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from iwsim.study.parts import RUNS, RUNS_SCHEMA
from iwsim.study.runs import Run, Task, failed_run, lost, runs_of

WEEKLY = "weekly"
FLATS = "flats"
SPENT = "spent"


class WholeRuns:
    """Makes runs and keeps all their tables: the work of a comparison."""

    def make(self, tasks: Sequence[Task]) -> Mapping[str, pa.Table]:
        """Make the runs; one that fails is a row with its reason."""
        return tables_of(run for task in tasks for run in runs_of(task))

    def failed(self, tasks: Sequence[Task], reason: str) -> Mapping[str, pa.Table]:
        """Return the rows of tasks that could not be made."""
        return tables_of(
            failed_run(task, arm, lost(task, arm, reason)) for task in tasks for arm in task.keys
        )


def tables_of(runs: Iterable[Run]) -> Mapping[str, pa.Table]:
    """Return the tables of a part: `RUNS` for all runs, the rows of the finished in the others.

    Only texts, 64-bit integers and doubles are used, whatever a version of pandas prefers.
    """
    runs = tuple(runs)
    tables = {RUNS: _runs_table(runs)}
    for name in (WEEKLY, FLATS, SPENT):
        finished = [
            _with_identity(run, frame) for run in runs if (frame := _frame(run, name)) is not None
        ]
        if finished:
            tables[name] = pa.concat_tables(finished)
    return tables


def to_frame(table: pa.Table) -> pd.DataFrame:
    """Return a stored table as a DataFrame."""
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _frame(run: Run, name: str) -> pd.DataFrame | None:
    if name == FLATS:
        return run.flats
    if name == SPENT:
        return run.spent
    return None if run.weekly is None else run.weekly.rename_axis("week").reset_index()


def _runs_table(runs: tuple[Run, ...]) -> pa.Table:
    rows = [
        {
            "key": run.key,
            "arm": run.arm,
            "seed": run.seed,
            "replicate": run.replicate,
            "status": "finished" if run.failure is None else "failed",
            "week": None if run.failure is None else run.failure.week,
            "reason": None if run.failure is None else run.failure.reason,
            "repeat": None if run.failure is None else run.failure.repeat,
            **(run.critical_points or {}),
        }
        for run in runs
    ]
    return pa.Table.from_pylist(rows, schema=RUNS_SCHEMA)


def _with_identity(run: Run, frame: pd.DataFrame) -> pa.Table:
    rows = len(frame)
    columns = {
        "key": pa.array([run.key] * rows, pa.string()),
        "arm": pa.array([run.arm] * rows, pa.string()),
        "seed": pa.array([run.seed] * rows, pa.int64()),
        "replicate": pa.array([run.replicate] * rows, pa.int64()),
    }
    for name in frame.columns:
        columns[str(name)] = _column(frame[name])
    return pa.table(columns)


def _column(values: "pd.Series[float]") -> pa.Array:
    kind = values.dtype.kind
    if kind == "f":
        return pa.array(values.to_numpy(dtype=np.float64), pa.float64())
    if kind in "iub":
        return pa.array(values.to_numpy(dtype=np.int64), pa.int64())
    return pa.array([str(value) for value in values], pa.string())
