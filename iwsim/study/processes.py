"""Worker processes by Pebble, the one file that imports it: replaced when they die or hang."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from iwsim.errors import RunError
from iwsim.study.parcels import carried_out, packed
from iwsim.study.pool import TookTooLongError, WorkerDiedError

Given = ParamSpec("Given")
Done = TypeVar("Done")

_SECONDS_BETWEEN_LOOKS = 0.2
_POOLS_THAT_FAIL = 3


class _Job(NamedTuple):
    content: bytes
    seconds: float | None


class Processes(Executor):
    """An executor whose worker dies with one job only, and whose jobs may have a time limit.

    Jobs travel as bytes, so that one that cannot be read fails in its own name. If a worker dies
    with no job in hand, Pebble gives up the whole pool: another takes its place and its jobs.

    Parameters
    ----------
    workers
        How many processes.
    context
        How they are started.
    begin, given
        What each does first.
    """

    def __init__(
        self,
        workers: int,
        context: BaseContext,
        begin: Callable[..., None],
        given: Iterable[Any],
    ) -> None:
        self._new_pool = partial(
            ProcessPool, workers, context=context, initializer=begin, initargs=tuple(given)
        )
        self._pool = self._new_pool()
        self._open: dict[Future[Any], _Job] = {}
        self._failures = 0
        self._lock = threading.RLock()
        self._closed = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def submit(
        self, fn: Callable[Given, Done], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> "Future[Done]":
        """Have a function called by a worker, however long it takes."""
        return self._send(_Job(packed(fn, *args, **kwargs), None))

    def submit_within(
        self, seconds: float, work: "Callable[[Any], Done]", job: Any
    ) -> "Future[Done]":
        """Have the function of a job called by a worker, which is ended after so many seconds."""
        return self._send(_Job(packed(work, job), seconds))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: after what was begun, or at once if the rest is cancelled."""
        if wait and not cancel_futures:
            _wait_for(self._open)
        self._closed.set()
        with self._lock:
            for future in tuple(self._open):
                future.cancel()
            self._open.clear()
            self._pool.stop()  # type: ignore[no-untyped-call]

    def join(self) -> None:
        """Wait until no worker is left, after a shutdown."""
        self._watcher.join()
        self._pool.join()

    def _send(self, job: _Job) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            self._open[future] = job
            self._schedule(future, job)
        return future

    def _schedule(self, future: Future[Any], job: _Job) -> None:
        try:
            inner = self._pool.schedule(carried_out, args=(job.content,), timeout=job.seconds)
        except RuntimeError:  # the pool is broken: `_watch` sends the job to the next one
            return
        inner.add_done_callback(partial(self._settle, future))

    def _settle(self, future: Future[Any], inner: Future[Any]) -> None:
        error = None if inner.cancelled() else inner.exception()
        if inner.cancelled() or isinstance(error, BrokenProcessPool):
            return
        with self._lock:
            known = self._open.pop(future, None)
            self._failures = 0
        if known is None or not future.set_running_or_notify_cancel():
            return
        if error is None:
            future.set_result(inner.result())
        elif isinstance(error, ProcessExpired):
            future.set_exception(WorkerDiedError())
        elif isinstance(error, TimeoutError):
            future.set_exception(TookTooLongError())
        else:
            future.set_exception(error)

    def _watch(self) -> None:
        """Put another pool in the place of a broken one, a few times in a row."""
        while not self._closed.wait(_SECONDS_BETWEEN_LOOKS):
            if not self._open or self._pool.active:
                continue
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()  # not under the lock, which its last results may wait for
            with self._lock:
                if self._closed.is_set():
                    return
                self._failures += 1
                if self._failures >= _POOLS_THAT_FAIL:
                    self._end_all()
                self._pool = self._new_pool()
                for future, job in tuple(self._open.items()):
                    self._schedule(future, job)

    def _end_all(self) -> None:
        for future in tuple(self._open):
            del self._open[future]
            if future.set_running_or_notify_cancel():
                future.set_exception(
                    RunError(
                        "worker processes end before they begin to work. A script that asks for "
                        'processes must start below: if __name__ == "__main__":'
                    )
                )


def _wait_for(futures: Iterable[Future[Any]]) -> None:
    wait(tuple(futures))
