"""Where compiled kernels are kept: one folder a user and a state of the sources."""

import hashlib
import logging
import tempfile
from pathlib import Path

import platformdirs

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
    folder = Path(platformdirs.user_cache_dir("iwsim", appauthor=False)) / sources_hash()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        fallback = Path(tempfile.mkdtemp(prefix="iwsim-kernels-"))
        logging.getLogger("iwsim").warning(
            "compiled kernels cannot be kept in %s (%s): compiling into %s for this session",
            folder,
            error,
            fallback,
        )
        return fallback


CACHE_FOLDER = _writable_cache_folder()
