"""Compiling the rules: the only file that names Numba.

A kernel is a plain Python function over arrays and numbers. With the JIT on it is compiled and
cached; with ``NUMBA_DISABLE_JIT=1`` it runs as written, with the same bits.
"""

import hashlib
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs

Function = TypeVar("Function", bound=Callable[..., Any])

_PACKAGE = Path(__file__).parent
_KERNEL_SOURCES = (
    "kernel.py",
    "luck.py",
    "columns.csv",
    "state.py",
    "week.py",
    "outcomes.csv",
    "outcomes.py",
)
_KERNEL_ROOMS = ("parameters", "world", "processes", "measuring")


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
_DECORATING = threading.RLock()


@contextmanager
def _own_cache() -> Iterator[None]:
    """Point Numba's cache at our folder while our kernels are decorated, and only then.

    One thread at a time: another would restore the setting in the middle.
    """
    with _DECORATING:
        theirs = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(CACHE_FOLDER)
        try:
            yield
        finally:
            numba.config.CACHE_DIR = theirs


def kernel(function: Function) -> Function:
    """Compile a function of columns; never with fast maths, never in parallel, without the GIL."""
    return _compiled(function, inlined=False)


def inlined(function: Function) -> Function:
    """Compile a function as part of every kernel that calls it.

    For what stands in the innermost loops: there it can be worked out for several residents at a
    time, which a call cannot.
    """
    return _compiled(function, inlined=True)


def _compiled(function: Function, inlined: bool) -> Function:
    with _own_cache():
        compiled = numba.njit(cache=True, error_model="numpy", nogil=True, forceinline=inlined)(
            function
        )
    return cast(Function, compiled)


def python_source(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the plain Python function behind a kernel."""
    return cast(Callable[..., Any], getattr(function, "py_func", function))


def compile_for(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Compile a kernel for the types of these arguments, or load it from the cache."""
    if is_compiled():
        cast(Any, function).compile(tuple(numba.typeof(argument) for argument in arguments))


def signatures(function: Callable[..., Any]) -> int:
    """Return how many signatures a kernel was compiled for; more than one is a fault."""
    return len(getattr(function, "signatures", ()))


def is_compiled() -> bool:
    """Return whether kernels are compiled (the JIT is on)."""
    return not numba.config.DISABLE_JIT
