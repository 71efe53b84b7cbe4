"""The digest: the same for the same rows, another for any other bit."""

import numpy as np
import pandas as pd
import pytest

from iwsim.errors import StoreError
from iwsim.study.digest import digest
from iwsim.study.parts import FOLDER, RUNS, Stamp, write_part
from iwsim.study.runs import Failure, Run
from iwsim.study.tables import tables_of

STAMP = Stamp("s" * 64, "f" * 64)


def _run(number, shift=0.0, failed=False):
    weeks = pd.RangeIndex(-1, 3, name="week")
    values = np.arange(4.0) * number + shift
    weekly = pd.DataFrame({"incidents": values, "caseload.police": np.nan}, index=weeks)
    flats = pd.DataFrame({"block": [1], "block_name": ["Tower"], "stress": [0.5]})
    failure = Failure(3, "ValueError: x", "again") if failed else None
    kept = (None, None) if failed else (weekly, flats)
    return Run(f"{number:064d}", "siloed", 1, number, *kept, failure)


def _folder(path, *parts):
    (path / FOLDER).mkdir(parents=True)
    for runs in parts:
        write_part(path, STAMP, tables_of(runs))
    return digest(path)


def test_parts_and_their_order_leave_no_trace(tmp_path):
    one, two, three = _run(1), _run(2), _run(3)
    expected = _folder(tmp_path / "a", [one, two, three])
    assert _folder(tmp_path / "b", [three], [two, one]) == expected
    assert _folder(tmp_path / "c", [three, two], [one]) == expected


def test_failed_runs_leave_no_trace(tmp_path):
    expected = _folder(tmp_path / "a", [_run(1)])
    assert _folder(tmp_path / "b", [_run(1), _run(2, failed=True)]) == expected
    assert _folder(tmp_path / "c", [_run(2, failed=True)], [_run(1)]) == expected


def test_one_bit_is_another_digest(tmp_path):
    expected = _folder(tmp_path / "a", [_run(1)])
    assert _folder(tmp_path / "b", [_run(1, shift=np.spacing(3.0))]) != expected
    renamed = _run(1)._replace(arm="virtual_team")
    assert _folder(tmp_path / "c", [renamed]) != expected


def test_every_nan_is_the_same(tmp_path):
    run = _run(1)
    odd = np.array([0x7FF8000000000001] * 4, dtype=np.uint64).view(np.float64)
    other = run._replace(weekly=run.weekly.assign(**{"caseload.police": odd}))
    assert _folder(tmp_path / "a", [run]) == _folder(tmp_path / "b", [other])


def test_row_order_within_a_run_leaves_no_trace_if_weeks_tell_it(tmp_path):
    run = _run(1)
    turned = run._replace(weekly=run.weekly.iloc[::-1])
    assert _folder(tmp_path / "a", [run]) == _folder(tmp_path / "b", [turned])


def test_a_folder_without_results_is_refused(tmp_path):
    with pytest.raises(StoreError, match="holds no results"):
        digest(tmp_path)


def test_tables_hold_texts_integers_and_doubles_only():
    frame = pd.DataFrame(
        {"block": np.array([1], np.int32), "kind": ["tower"], "stress": np.array([1], np.float32)}
    )
    table = tables_of([_run(1)._replace(flats=frame)])["flats"]
    assert {str(field.type) for field in table.schema} == {"string", "int64", "double"}


def test_a_failed_run_is_a_row_with_its_reason():
    run = _run(4, failed=True)
    tables = tables_of([run])
    assert set(tables) == {RUNS}
    row = tables[RUNS].to_pylist()[0]
    assert (row["status"], row["week"], row["reason"]) == ("failed", 3, "ValueError: x")
    said = str(run.error())
    assert "week 3: ValueError: x. To repeat it alone: again" in said
    assert _run(1).error() is None
