"""Every call through which the store changes the disk, one function each.

They stand alone so that a test can make the k-th of them fail, for every k.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".unfinished"
"""Ending of a file that is being written."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that exists is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)


def open_new(path: Path) -> BinaryIO:
    """Open a file for writing, empty."""
    return path.open("wb")


def write(file: BinaryIO, content: bytes) -> None:
    """Write all of `content`."""
    file.write(content)
    file.flush()


def sync(file: BinaryIO) -> None:
    """Wait until the content of a file is on the disk."""
    os.fsync(file.fileno())


def rename(source: Path, target: Path) -> None:
    """Give a file its name, in one step that either happens or does not."""
    source.replace(target)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Remove a file; one that is not there is no fault."""
    path.unlink(missing_ok=True)


def read(path: Path) -> bytes:
    """Return the content of a file."""
    return path.read_bytes()


def save(path: Path, content: bytes) -> None:
    """Write a file so that under its name it is either whole or not there.

    A temporary name in the same folder is written, synced and renamed. If a step fails the
    temporary file is left to `iwsim.study.store`, which clears such files when it next opens.
    """
    save_all(path.parent, ((path.name, content),))


def save_all(folder: Path, files: Sequence[tuple[str, bytes]]) -> None:
    """Write files as `save` does, so that one is there only if those before it are.

    All are written before the first is synced: a disk then does most of the work at once.

    Parameters
    ----------
    folder
        Where.
    files
        Name and content of each.
    """
    unnamed = [folder / f"{name}{TEMPORARY}" for name, _ in files]
    with ExitStack() as opened:
        places = [opened.enter_context(open_new(path)) for path in unnamed]
        for place, (_, content) in zip(places, files, strict=True):
            write(place, content)
        for place in places:
            sync(place)
    for path, (name, _) in zip(unnamed, files, strict=True):
        rename(path, folder / name)
        sync_folder(folder)
