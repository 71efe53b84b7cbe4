"""A cluster by Dask, the one file that imports it: workers come and go, and share no disk."""

import asyncio
import logging
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

from iwsim.errors import DesignError, RunError
from iwsim.study.batches import Batch, Content, Receipt, content_of
from iwsim.study.overdue import Clocks
from iwsim.study.parcels import carried_out, packed
from iwsim.study.parts import save_part
from iwsim.study.pool import KEPT, TookTooLongError, WorkerDiedError
from iwsim.study.progress import Reporter

try:
    import distributed
except ModuleNotFoundError as missing:
    raise DesignError(
        f"--scheduler needs one more library ({missing.name} is not installed): pip install "
        '"iwsim[cluster]"'
    ) from missing

_SECONDS_TO_CONNECT = 10.0
_SECONDS_TO_ANSWER = 15.0
_SECONDS_TO_CLOSE = 2.0
_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_WITHOUT_WORKERS = 600.0
_SECONDS_OF_GRACE = 30.0  # in which we end a job that hangs, before its worker does so itself
_OUT_OF_TIME = 1
_RUNNING = "running"
_LOGS = ("distributed", "distributed.client", "distributed.core", "distributed.comm")


@contextmanager
def connected(address: str, told: Reporter) -> Iterator["Workers"]:
    """Give the workers of a scheduler; when left, what it has not begun for us is dropped.

    Parameters
    ----------
    address
        Address of the scheduler.
    told
        Told when there is no worker.

    Raises
    ------
    RunError
        If no scheduler answers.
    """
    for name in _LOGS:  # we say it in our own words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    begin: Any = distributed.Client
    loop: Any = distributed.utils.LoopRunner
    try:
        loop().run_sync(_greeted, address)
        client = begin(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False, name="iwsim")
    except Exception as error:  # whoever is there may answer anything
        raise RunError(
            f"no scheduler answers at {address} within {_SECONDS_TO_CONNECT:.0f} seconds "
            f"({str(error) or type(error).__name__}). The command dask scheduler starts one and "
            "tells its address."
        ) from error
    workers = Workers(client, address, told)
    try:
        yield workers
    finally:
        workers.close()


async def _greeted(address: str) -> None:
    """Shake hands: a client would wait for ever for an answer of a dashboard or the like."""
    begin: Any = distributed.comm.core.connect
    security: Any = distributed.Security
    secured = security().get_connection_args("client")
    async with asyncio.timeout(_SECONDS_TO_CONNECT + _SECONDS_TO_CLOSE):
        comm = await begin(address, timeout=_SECONDS_TO_CONNECT, **secured)
    await comm.close()


class _Sent(NamedTuple):
    inner: Any
    seconds: float


class Workers:
    """The workers of a scheduler; parts come back to us and are written here.

    Parameters
    ----------
    client
        A client of the scheduler.
    address
        Its address, for messages.
    told
        Told when there is no worker.
    """

    shares_cache = False
    knows_culprit = False  # Dask blames all that the worker held, those that only waited too

    def __init__(self, client: Any, address: str, told: Reporter) -> None:
        self._client = client
        self._address = address
        self._told = told
        self._open: dict[Future[Any], _Sent] = {}
        self._lock = threading.Lock()
        self._gone: RunError | None = None
        self._threads: dict[str, int] = {}
        self._without_since: float | None = None
        self._said_waiting = False
        self._clocks = Clocks()
        self._closed = threading.Event()
        self._look()
        threading.Thread(target=self._watch, name="iwsim-cluster", daemon=True).start()

    def workers(self) -> int:
        """Return how many batches can be made at once now."""
        return sum(self._threads.values())

    def send(self, batch: Batch, seconds: float) -> Future[Any]:
        """Have a batch made."""
        outer: Future[Any] = Future()
        parcel = packed(content_of, batch)
        if self._gone is None:
            try:
                longest = seconds + _SECONDS_OF_GRACE
                inner = self._client.submit(_carried_out_within, longest, parcel, pure=False)
            except Exception as error:
                if self._client.status == _RUNNING:
                    raise
                self._end(self._away(), error)
        with self._lock:
            if self._gone is not None:
                outer.set_exception(self._gone)
                return outer
            self._open[outer] = _Sent(inner, seconds)
        inner.add_done_callback(partial(self._settle, outer))
        return outer

    def take(self, batch: Batch, done: Content) -> Receipt:
        """Write the part that came back."""
        save_part(batch.folder, done.files)
        return done.receipt

    def close(self) -> None:
        """Drop what is open and leave the scheduler."""
        self._closed.set()
        with self._lock:
            inner = [sent.inner for sent in self._open.values()]
            self._open.clear()
        if self._client.status == _RUNNING and inner:
            dropping = threading.Thread(target=self._client.cancel, args=(inner,), daemon=True)
            dropping.start()
            dropping.join(_SECONDS_TO_CLOSE)
        with suppress(Exception):  # whoever is gone needs no farewell
            self._client.close(timeout=_SECONDS_TO_CLOSE)

    def _settle(self, outer: Future[Any], inner: Any) -> None:
        """Pass on what a job ended in."""
        if inner.status == "finished":
            try:
                self._answer(outer, inner.result(timeout=_SECONDS_TO_ANSWER), None)
            except Exception as lost:  # with its worker, or with the scheduler
                self._lose(outer, lost)
        elif inner.status == "error":
            self._answer(outer, None, _in_our_words(inner.exception()))
        else:  # cancelled with the scheduler, or by somebody who restarted the workers
            self._lose(outer, None)

    def _lose(self, outer: Future[Any], cause: BaseException | None) -> None:
        if self._client.status == _RUNNING:
            self._answer(outer, None, WorkerDiedError())
        else:
            self._end(self._away(), cause)

    def _answer(self, outer: Future[Any], result: Any, error: BaseException | None) -> None:
        with self._lock:
            known = self._open.pop(outer, None)
        if known is None or not outer.set_running_or_notify_cancel():
            return
        if error is None:
            outer.set_result(result)
        else:
            outer.set_exception(error)

    def _away(self) -> RunError:
        return RunError(f"the scheduler at {self._address} went away; {KEPT}")

    def _end(self, error: RunError, cause: BaseException | None = None) -> None:
        """Let everything end in an error."""
        error.__cause__ = cause
        with self._lock:
            self._gone = self._gone or error
            outers = tuple(self._open)
        for outer in outers:
            self._answer(outer, None, self._gone)

    def _watch(self) -> None:
        while self._gone is None and not self._closed.wait(_SECONDS_BETWEEN_LOOKS):
            self._look()

    def _look(self) -> None:
        """See whether the scheduler is there, who its workers are, and who hangs."""
        try:
            if self._client.status != _RUNNING:
                raise OSError(f"the connection is {self._client.status}")
            self._threads = self._ask(self._client.scheduler.ncores, workers=None)
            limits = {sent.inner.key: sent.seconds for sent in tuple(self._open.values())}
            queues = self._ask(self._client.scheduler.processing, workers=None)
        except Exception as error:  # it does not matter how it is gone
            if not self._closed.is_set():
                self._end(self._away(), error)
            return
        self._miss_workers()
        for key, worker in self._clocks.overdue(queues, self._threads, limits, time.monotonic()):
            self._end_hanging(key, worker)

    def _ask(self, call: Any, **given: Any) -> Any:
        return self._client.sync(call, callback_timeout=_SECONDS_TO_ANSWER, **given)

    def _miss_workers(self) -> None:
        now = time.monotonic()
        if self._threads:
            if self._said_waiting:
                self._told.say(f"workers of {self._address} are there")
            self._without_since, self._said_waiting = None, False
        elif self._without_since is None:
            self._without_since = now  # said when it lasts: a nanny needs a moment to replace one
        elif not self._said_waiting:
            self._said_waiting = True
            self._told.say(f"waiting for workers of {self._address}")
        elif now - self._without_since > _SECONDS_WITHOUT_WORKERS:
            self._end(
                RunError(
                    f"the scheduler at {self._address} had no worker for "
                    f"{_SECONDS_WITHOUT_WORKERS:.0f} seconds; {KEPT}"
                )
            )

    def _end_hanging(self, key: str, worker: str) -> None:
        outers = [outer for outer, sent in tuple(self._open.items()) if sent.inner.key == key]
        for outer in outers:
            inner = self._open[outer].inner
            self._answer(outer, None, TookTooLongError())
            inner.cancel()
        threading.Thread(target=self._restart, args=(worker,), daemon=True).start()

    def _restart(self, worker: str) -> None:
        """Have a worker's process replaced; one that nobody minds is asked to leave."""
        with suppress(Exception):
            try:
                self._client.restart_workers([worker], timeout=_SECONDS_TO_ANSWER)
            except ValueError:  # it has no nanny
                self._client.retire_workers([worker])


def _carried_out_within(seconds: float, parcel: bytes) -> Any:
    """Do what a parcel asks for; when its time is out, the worker ends, even if we are gone."""
    end = threading.Timer(seconds, os._exit, (_OUT_OF_TIME,))
    end.daemon = True
    end.start()
    try:
        return carried_out(parcel)
    finally:
        end.cancel()


def _in_our_words(error: BaseException) -> BaseException:
    if isinstance(error, distributed.KilledWorker):
        return WorkerDiedError(error.allowed_failures + 1)
    if "iwsim" in str(error) and isinstance(error, ImportError | RuntimeError):
        return RunError(
            f"the cluster does not have iwsim ({error}): install the same version there"
        )
    return error
