"""Compiling many kernels: in this process and, when the cache is cold, in helpers beside it."""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from threading import Lock, Thread
from typing import Any, NamedTuple, cast

import numba

from iwsim.kernel.cache import CACHE_FOLDER
from iwsim.kernel.decorators import is_compiled

Show = Callable[[int, int, str], None]

_HELPER = "iwsim.kernel.helper"
_MOST_HELPERS = 3


class Job(NamedTuple):
    """One kernel to compile.

    Parameters
    ----------
    name
        What a person is told.
    function
        The kernel.
    arguments
        Arguments of the types that it is compiled for.
    """

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


def compile_all(jobs: Sequence[Job], label: str, show: Show | None = None) -> None:
    """Compile kernels, or load them from the cache.

    Parameters
    ----------
    jobs
        The kernels.
    label
        Name under which it is noted that all these have been compiled.
    show
        Called with the number, the count and the name of each kernel before it is compiled.
    """
    if not is_compiled():
        return
    desk = _Desk(jobs, show)
    note = CACHE_FOLDER / f"{label}.compiled"
    helpers = 0 if note.exists() else min(_processors() - 1, _MOST_HELPERS)
    threads = [Thread(target=_send_to_a_helper, args=(desk,), daemon=True) for _ in range(helpers)]
    for thread in threads:
        thread.start()
    for job in desk.here():
        _compile(job.function, _kinds(job))
    for thread in threads:
        thread.join()
    for job in jobs:
        _compile(job.function, _kinds(job))
    note.touch()


class _Desk:
    """The jobs that nobody has taken yet, the largest first."""

    def __init__(self, jobs: Sequence[Job], show: Show | None) -> None:
        self._count = len(jobs)
        self._show = show
        self._lock = Lock()
        ordered = sorted(jobs, key=lambda job: -len(job.arguments))
        self._only_here = deque(job for job in ordered if not _can_be_found(job.function))
        self._anywhere = deque(job for job in ordered if _can_be_found(job.function))

    def here(self) -> Iterable[Job]:
        """Give jobs to this process until none is left."""
        while (job := self._take(self._only_here, self._anywhere)) is not None:
            yield job

    def elsewhere(self) -> Iterable[Job]:
        """Give jobs to a helper until none is left that it could find."""
        while (job := self._take(self._anywhere)) is not None:
            yield job

    def _take(self, *piles: deque[Job]) -> Job | None:
        with self._lock:
            for pile in piles:
                if pile:
                    job = pile.popleft()
                    left = len(self._only_here) + len(self._anywhere)
                    if self._show is not None:
                        self._show(self._count - left, self._count, job.name)
                    return job
        return None


def _can_be_found(function: Callable[..., Any]) -> bool:
    """Return whether another process finds this kernel by its name."""
    module = sys.modules.get(function.__module__)
    return (
        function.__module__.startswith(f"{__name__.partition('.')[0]}.")
        and getattr(module, function.__name__, None) is function
    )


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _kinds(job: Job) -> tuple[Any, ...]:
    return tuple(numba.typeof(argument) for argument in job.arguments)


def _compile(function: Callable[..., Any], kinds: tuple[Any, ...]) -> None:
    cast(Any, function).compile(kinds)


def _send_to_a_helper(desk: _Desk) -> None:
    """Have jobs compiled into the cache by another process.

    Whatever it does not bring to an end is compiled here afterwards, so its failures need no
    word.
    """
    try:
        helper = subprocess.Popen(
            [sys.executable, "-m", _HELPER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
    except OSError:
        return
    with helper:
        assert helper.stdin is not None and helper.stdout is not None
        try:
            for job in desk.elsewhere():
                name = (job.function.__module__, job.function.__name__)
                pickle.dump((name, _kinds(job)), helper.stdin)
                helper.stdin.flush()
                if not helper.stdout.readline():
                    return
        except OSError:
            return
        finally:
            helper.kill()


def help_out() -> None:
    """Compile what standard input names, one kernel after the other, until it ends."""
    while True:
        try:
            (module, name), kinds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        _compile(getattr(import_module(module), name), kinds)
        print("compiled", flush=True)
