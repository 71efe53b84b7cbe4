"""Parts: the files that hold finished runs, written whole, checked when read.

A part is a table `runs` (one row a run) and its companions (such as the weekly table). Each file
is Parquet and has the SHA-256 of its own bytes in its name; the table of runs is renamed into
place last and names its companions, so a run is finished when, and only when, it stands there.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from iwsim.errors import StoreError
from iwsim.result import CriticalPoints
from iwsim.study import calls

RUNS = "runs"
"""Name of the table with one row a run, whose file makes the part."""

SCHEMA_VERSION = 2
"""Version of the tables' layout; readers accept this one and earlier ones."""

FOLDER = "parts"
_HEADER = b"iwsim"
_DIGITS = 32
_FEW_ROWS = 1000  # in a column of fewer, zstd takes twice as long and saves nothing
_NAME = re.compile(rf"(?P<table>[a-z_]+)-(?P<checksum>[0-9a-f]{{{_DIGITS}}})\.parquet")

RUNS_SCHEMA = pa.schema(
    [
        ("key", pa.string()),
        ("arm", pa.string()),
        ("seed", pa.int64()),
        ("replicate", pa.int64()),
        ("status", pa.string()),
        ("week", pa.int64()),
        ("reason", pa.string()),
        ("repeat", pa.string()),
        *((name, pa.float64()) for name in CriticalPoints._fields),
    ]
)
"""Columns of `RUNS`: week, reason and repeat are empty for a finished run, the last for a failed.

Layout 1 had no critical points, and no table of what was spent.
"""


PartFiles = tuple[tuple[str, bytes], ...]
"""Name and content of the files of a part, in the order in which they are written."""


class Stamp(NamedTuple):
    """What a folder of parts belongs to.

    Parameters
    ----------
    study
        Key of scenario and seed, see `iwsim.study.keys.study_key`.
    fingerprint
        Fingerprint of the model that made the runs.
    """

    study: str
    fingerprint: str


@dataclass(frozen=True)
class Part:
    """One part as it was read: whose it is, its files and its tables."""

    stamp: Stamp
    files: tuple[Path, ...]
    tables: Mapping[str, pa.Table]


class Damaged(NamedTuple):
    """A damaged file, and the files of the part that it belongs to."""

    path: Path
    files: tuple[Path, ...]


class DamagedFileError(Exception):
    """A file that is not what was once written under its name."""


@contextmanager
def store_errors(place: Path) -> Iterator[None]:
    """Turn the system's refusals into one clear sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{place}: {reason}. Runs finished so far are kept; when the cause is mended, the same "
            "command goes on from there."
        ) from error


def part_files_of(stamp: Stamp, tables: Mapping[str, pa.Table]) -> PartFiles:
    """Return the files of a part, that of `RUNS` last.

    Parameters
    ----------
    stamp
        What the part belongs to.
    tables
        `RUNS` and its companions by name.
    """
    companions = {
        name: _file(name, table, {}) for name, table in sorted(tables.items()) if name != RUNS
    }
    names = {name: file for name, (file, _) in companions.items()}
    header = {**stamp._asdict(), "companions": names}
    return (*companions.values(), _file(RUNS, tables[RUNS], header))


def save_part(folder: Path, files: PartFiles) -> None:
    """Write the files of a part into a folder of results, whose folder of parts must exist.

    Raises
    ------
    StoreError
        If the disk refuses; the part then counts as not written.
    """
    place = folder / FOLDER
    with store_errors(place):
        calls.save_all(place, files)


def write_part(folder: Path, stamp: Stamp, tables: Mapping[str, pa.Table]) -> None:
    """Write tables as a part into a folder of results.

    Parameters
    ----------
    folder
        The folder of results; its folder of parts must exist.
    stamp
        What the folder belongs to.
    tables
        `RUNS` and its companions by name.

    Raises
    ------
    StoreError
        If the disk refuses; the part then counts as not written.
    """
    save_part(folder, part_files_of(stamp, tables))


def _file(name: str, table: pa.Table, header: Mapping[str, Any]) -> tuple[str, bytes]:
    header = {"schema_version": SCHEMA_VERSION, **header}
    stamped = table.replace_schema_metadata({_HEADER: json.dumps(header, sort_keys=True)})
    sink = pa.BufferOutputStream()
    texts = [field.name for field in table.schema if pa.types.is_string(field.type)]
    pq.write_table(
        stamped,
        sink,
        compression="zstd" if table.num_rows > _FEW_ROWS else "snappy",
        use_dictionary=texts,
        write_statistics=False,
        write_page_checksum=True,
    )
    content = sink.getvalue().to_pybytes()
    return f"{name}-{hashlib.sha256(content).hexdigest()[:_DIGITS]}.parquet", content


def part_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of all parts in a folder of results, those of `RUNS` first."""
    place = folder / FOLDER
    if not place.is_dir():
        return ()
    files = [path for path in place.iterdir() if _NAME.fullmatch(path.name)]
    return tuple(sorted(files, key=lambda path: (not _is_runs(path), path.name)))


def unfinished_files(folder: Path) -> tuple[Path, ...]:
    """Return the files whose writing was interrupted."""
    return tuple(
        path
        for place in (folder, folder / FOLDER)
        if place.is_dir()
        for path in sorted(place.glob(f"*{calls.TEMPORARY}"))
    )


def read_parts(
    folder: Path, names: Iterable[str] | None = None
) -> tuple[list[Part], dict[Path, tuple[Path, ...]]]:
    """Read all parts of a folder.

    Parameters
    ----------
    folder
        The folder of results.
    names
        Names of the companions to read, None for all; all files are checked in any case.

    Returns
    -------
    tuple
        The sound parts, and for each damaged file the files of its part.
    """
    sound: list[Part] = []
    damaged: dict[Path, tuple[Path, ...]] = {}
    for part in each_part(folder, names):
        if isinstance(part, Part):
            sound.append(part)
        else:
            damaged[part.path] = part.files
    return sound, damaged


def each_part(
    folder: Path,
    names: Iterable[str] | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Part | Damaged]:
    """Read the parts of a folder one after the other, so that a large one need not fit in memory.

    Parameters
    ----------
    folder
        The folder of results.
    names
        Names of the companions to read, None for all; all files are checked in any case.
    columns
        Columns to read, by name of the table; of others all.
    """
    wanted = None if names is None else frozenset(names)
    of = {} if columns is None else columns
    for path in filter(_is_runs, part_files(folder)):
        files: tuple[Path, ...] = (path,)
        try:
            runs, header = _read(path, of.get(RUNS))
            tables = {RUNS: runs}
            companions = {key: path.with_name(name) for key, name in header["companions"].items()}
            files = (path, *companions.values())
            for name, file in companions.items():
                if wanted is None or name in wanted:
                    tables[name], _ = _read(file, of.get(name))
                else:
                    _checked(file)
            yield Part(Stamp(header["study"], header["fingerprint"]), files, tables)
        except DamagedFileError as error:
            yield Damaged(Path(str(error)), files)


def _is_runs(path: Path) -> bool:
    named = _NAME.fullmatch(path.name)
    return named is not None and named["table"] == RUNS


def _read(path: Path, columns: Sequence[str] | None = None) -> tuple[pa.Table, dict[str, Any]]:
    content = pa.BufferReader(_checked(path))
    table = pq.read_table(
        content, columns=columns and list(columns), page_checksum_verification=True
    )
    header = json.loads(table.schema.metadata[_HEADER])
    if header["schema_version"] > SCHEMA_VERSION:
        raise StoreError(
            f"{path}: tables of layout {header['schema_version']}, this version reads up to "
            f"{SCHEMA_VERSION}; a newer iwsim wrote them."
        )
    return table, header


def _checked(path: Path) -> bytes:
    """Return the bytes of a file; the checksum in its name covers them all, header included."""
    named = _NAME.fullmatch(path.name)
    with store_errors(path):
        content = calls.read(path) if path.exists() else b""
    if named is None or hashlib.sha256(content).hexdigest()[:_DIGITS] != named["checksum"]:
        raise DamagedFileError(str(path))
    return content
