"""The store: a folder of results that one process holds, where a finished run is never lost."""

import logging
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow.compute as pc

from iwsim.errors import StoreError
from iwsim.study import calls, manifest
from iwsim.study.keyset import Keys
from iwsim.study.lock import held
from iwsim.study.parts import (
    FOLDER,
    RUNS,
    Damaged,
    Part,
    Stamp,
    each_part,
    part_files,
    store_errors,
    unfinished_files,
)

ASIDE = "damaged"
_SHORT = 12


class Store:
    """A folder of results, held from `__enter__` to `__exit__`.

    On entry it is locked, cleared of files whose writing was interrupted, and checked: damaged
    parts are moved into the folder ``damaged`` so that their runs are made again.

    Parameters
    ----------
    folder
        Where results are; it is made if it does not exist.
    stamp
        What its results must belong to.
    force
        Remove the results that are there first. Nothing else replaces results.

    Attributes
    ----------
    finished
        Keys of the runs that were finished on entry.
    moved_aside
        The damaged files that were found on entry, by the names they had.

    Raises
    ------
    StoreError
        If the folder is held by another process, cannot be written, or holds results of another
        model, scenario or seed.
    """

    def __init__(self, folder: Path, stamp: Stamp, force: bool = False) -> None:
        self.folder = folder
        self.stamp = stamp
        self.force = force
        self.finished = Keys()
        self.moved_aside: tuple[Path, ...] = ()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            with store_errors(self.folder):
                calls.make_folder(self.folder)
            opening.enter_context(held(self.folder))
            self._prepare()
            self._open = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def _prepare(self) -> None:
        """Bring the folder into the state in which runs can be added."""
        with store_errors(self.folder):
            calls.make_folder(self.folder / FOLDER)
            for path in unfinished_files(self.folder):
                calls.remove(path)
        self._check_manifest()
        if self.force:
            self._remove_all()
            return
        named: set[str] = set()
        found: list[Keys] = []
        damaged: list[Damaged] = []
        for part in each_part(self.folder, names=(), columns={RUNS: ("key", "status")}):
            if isinstance(part, Damaged):
                damaged.append(part)
                continue
            self._refuse_foreign(part.stamp)
            found.append(_finished_keys(part))
            named.update(file.name for file in part.files)
        self.finished = Keys.joined(found)
        with store_errors(self.folder):
            for part in damaged:
                self._move_aside(*part)
            for path in part_files(self.folder):
                if path.name not in named:  # a companion whose part was never finished
                    calls.remove(path)

    def _check_manifest(self) -> None:
        """Refuse a file of somebody else under our name; a damaged one of ours is moved aside."""
        path = self.folder / manifest.NAME
        if not path.exists():
            return
        try:
            manifest.read(self.folder)
        except StoreError as error:
            if not isinstance(error.__cause__, ValueError):
                raise
            with store_errors(self.folder):
                self._move_aside(path, (path,))

    def _remove_all(self) -> None:
        with store_errors(self.folder):
            for path in part_files(self.folder):  # the runs first: what they name comes after
                calls.remove(path)

    def _refuse_foreign(self, theirs: Stamp) -> None:
        if theirs.fingerprint != self.stamp.fingerprint:
            raise StoreError(
                f"{self.folder}: holds results of another version of the model (fingerprint "
                f"{theirs.fingerprint[:_SHORT]}, this one is {self.stamp.fingerprint[:_SHORT]}). "
                "Choose another folder, or replace them with --force (force=True)."
            )
        if theirs.study != self.stamp.study:
            raise StoreError(
                f"{self.folder}: holds results of another scenario or seed. Choose another "
                "folder, or replace them with --force (force=True)."
            )

    def _move_aside(self, path: Path, files: Iterable[Path]) -> None:
        """Keep what cannot be trusted where it does no harm, and say so."""
        aside = self.folder / ASIDE
        calls.make_folder(aside)
        for file in sorted(files, key=lambda file: file != path):
            if file.exists():
                calls.rename(file, _free_name(aside, file.name))
        self.moved_aside += (path,)
        logging.getLogger("iwsim").warning(
            "%s is damaged: moved into %s, its runs will be repeated", path, aside
        )


def _finished_keys(part: Part) -> Keys:
    runs = part.tables[RUNS]
    return Keys(runs.filter(pc.equal(runs["status"], "finished"))["key"].to_pylist())


def _free_name(folder: Path, name: str) -> Path:
    """Return a name in a folder that nothing has yet: what was moved aside is never lost either."""
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}.{number}"
    return path
