"""The lock on a folder of results: one process writes, and a second one is told who does."""

import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from iwsim.errors import StoreError
from iwsim.study import calls
from iwsim.study.parts import store_errors

LOCK = ".lock"
HOLDER = ".holder.json"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder of results; the system lets go of it if this process dies.

    Raises
    ------
    StoreError
        If another process holds it; the message names that process.
    """
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        with store_errors(folder):
            _acquire(lock, folder)
            calls.save(folder / HOLDER, json.dumps(_myself(), sort_keys=True).encode("utf-8"))
        yield
    finally:
        if lock.is_locked:
            try:
                with store_errors(folder):
                    calls.remove(folder / HOLDER)
            finally:
                lock.release()


def holder_of(folder: Path) -> str:
    """Return who holds a folder of results now, empty for nobody."""
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    if not (folder / LOCK).exists():
        return ""
    try:
        with lock:
            return ""
    except Timeout:
        return _holder(folder)


def _acquire(lock: FileLock, folder: Path) -> None:
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"{folder}: in use by {_holder(folder)}. Wait for it to end, or choose another folder."
        ) from error


def _myself() -> dict[str, str | int]:
    return {
        "process": os.getpid(),
        "user": _user(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        return "unknown"


def _holder(folder: Path) -> str:
    try:
        who = json.loads(calls.read(folder / HOLDER))
        return f"process {who['process']} of {who['user']} on {who['host']} since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
