"""Where compiled kernels are kept: one folder a user and a state of the sources."""

import atexit
import hashlib
import logging
import os
import shutil
import tempfile
from pathlib import Path

import platformdirs

SESSION_FOLDER = "IWSIM_SESSION_FOLDER"
"""Environment variable in which a process hands on the folder it made for its session."""

_PACKAGE = Path(__file__).parent.parent
_KERNEL_SOURCES = ("luck.py", "columns.csv", "state.py", "week.py", "outcomes.csv", "outcomes.py")
_KERNEL_ROOMS = ("kernel", "parameters", "world", "processes", "measuring")


def kernel_sources() -> list[Path]:
    """Return the files whose change must make every kernel compile anew."""
    files = [_PACKAGE / name for name in _KERNEL_SOURCES]
    for room in _KERNEL_ROOMS:
        files += [path for path in (_PACKAGE / room).rglob("*") if path.suffix in {".py", ".toml"}]
    return sorted(path for path in files if path.exists())


def sources_hash() -> str:
    """Return the SHA-256 of all kernel sources, the name of their cache folder.

    Numba watches the caller's own file only: a change in a helper elsewhere would otherwise go
    unseen and give the old numbers.
    """
    digest = hashlib.sha256()
    for path in kernel_sources():
        digest.update(str(path.relative_to(_PACKAGE).as_posix()).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _writable_cache_folder() -> Path:
    """Return the user's cache folder or, where that cannot be written, one for this session.

    A session's folder is handed to the processes that this one starts, so that they find what it
    has compiled; who made it removes it.
    """
    name = sources_hash()[:16]
    folder = Path(platformdirs.user_cache_dir("iwsim", appauthor=False)) / name
    reason = _why_unwritable(folder)
    if not reason:
        return folder
    handed = os.environ.get(SESSION_FOLDER, "")
    if handed and not _why_unwritable(Path(handed) / name):
        return Path(handed) / name
    session = Path(tempfile.mkdtemp(prefix="iwsim-kernels-"))
    atexit.register(_remove, session, os.getpid())
    os.environ[SESSION_FOLDER] = str(session)
    logging.getLogger("iwsim").warning(
        "compiled kernels cannot be kept in %s (%s): compiling into %s for this session",
        folder,
        reason,
        session,
    )
    (session / name).mkdir()
    return session / name


def _why_unwritable(folder: Path) -> str:
    """Return why a folder cannot be made or written, empty if it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error)


def _remove(session: Path, maker: int) -> None:
    """Remove a session's folder, unless this is a fork of the process that made it."""
    if os.getpid() == maker:
        shutil.rmtree(session, ignore_errors=True)


CACHE_FOLDER = _writable_cache_folder()
