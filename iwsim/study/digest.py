"""The digest of a folder of results: equal if and only if the results are equal, bit for bit."""

import hashlib
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from iwsim.errors import StoreError
from iwsim.study.parts import RUNS, Part, read_parts

_IDENTITY = ["key", "arm", "seed", "replicate"]
_CANONICAL_NAN = np.float64("nan")


def digest(folder: str | Path, only: Container[str] | None = None) -> str:
    """Return the digest of the finished runs in a folder of results.

    SHA-256 over schema and column buffers of every table, its rows sorted by key and week. How
    runs were spread over parts, when they were made and which runs failed leave no trace in it.

    Parameters
    ----------
    folder
        The folder.
    only
        Keys of the runs that count, None for all.

    Raises
    ------
    StoreError
        If there are no results, or a part is damaged.
    """
    parts = sound_parts(Path(folder))
    hashed = hashlib.sha256()
    for name, table in sorted(finished_tables(parts, only).items()):
        _add_table(hashed, name, table)
    return hashed.hexdigest()


def sound_parts(folder: Path) -> list[Part]:
    """Read the parts of a folder that nobody should have to repair first.

    Raises
    ------
    StoreError
        If there are none, or one is damaged.
    """
    parts, damaged = read_parts(folder)
    if damaged:
        raise StoreError(
            f"{', '.join(map(str, damaged))}: damaged. The command that made these results moves "
            "such a part aside and repeats its runs."
        )
    if not parts:
        raise StoreError(f"{folder}: holds no results.")
    return parts


def finished_tables(
    parts: Sequence[Part], only: Container[str] | None = None
) -> dict[str, pa.Table]:
    """Return each table over all parts, with the rows of finished runs, each run once.

    Rows are in order of key; within a run they keep the order in which they were written, which
    is by week for a weekly table.
    """
    names = sorted({name for part in parts for name in part.tables})
    seen: set[str] = set()
    kept: dict[str, list[pa.Table]] = {name: [] for name in names}
    for part in parts:
        runs = part.tables[RUNS]
        status, keys = runs["status"].to_pylist(), runs["key"].to_pylist()
        fresh = [
            key
            for key, state in zip(keys, status, strict=True)
            if state == "finished" and key not in seen and (only is None or key in only)
        ]
        seen.update(fresh)
        for name, table in part.tables.items():
            mine = table.filter(pc.is_in(table["key"], pa.array(fresh, pa.string())))
            if name == RUNS:
                mine = mine.filter(pc.equal(mine["status"], "finished")).select(_IDENTITY)
            kept[name].append(mine.replace_schema_metadata(None))
    return {name: _in_order(_stacked(name, tables)) for name, tables in kept.items()}


def _stacked(name: str, tables: list[pa.Table]) -> pa.Table:
    schemas = {table.schema.to_string() for table in tables}
    if len(schemas) > 1:
        raise StoreError(f"the parts of table {name} do not have the same columns")
    return pa.concat_tables(tables).combine_chunks()


def _in_order(table: pa.Table) -> pa.Table:
    keys = [table["key"].to_numpy().astype("U64")]
    if "week" in table.column_names:
        keys.insert(0, table["week"].to_numpy())
    return table.take(pa.array(np.lexsort(keys)))


def _add_table(hashed: Any, name: str, table: pa.Table) -> None:
    _add(hashed, f"table {name} of {table.num_rows} rows".encode())
    for field in table.schema:
        _add(hashed, f"{field.name}: {field.type}".encode())
        _add(hashed, _column_bytes(table[field.name]))


def _column_bytes(column: pa.ChunkedArray) -> bytes:
    """Return a column's values in one byte order, with one NaN; a missing number is NaN."""
    if pa.types.is_fixed_size_list(column.type):
        column = pa.chunked_array([column.combine_chunks().flatten()])
    if pa.types.is_floating(column.type):
        numbers = np.array(column.to_numpy(), dtype="<f8")
        numbers[np.isnan(numbers)] = _CANONICAL_NAN
        return numbers.tobytes()
    if pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        return np.array(column.to_numpy(), dtype="<i8").tobytes()
    texts = [str(value).encode("utf-8") for value in column.to_pylist()]
    return b"".join(b"%d:%s" % (len(text), text) for text in texts)


def _add(hashed: Any, content: bytes) -> None:
    hashed.update(b"%d:" % len(content))
    hashed.update(content)
