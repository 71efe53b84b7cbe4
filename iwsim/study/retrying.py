"""Batches made by workers that may die or hang: what cannot be made becomes a row, and no more."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from typing import Any, NamedTuple

from iwsim.errors import IwsimError, RunError
from iwsim.study.batches import Batch, Pace, Receipt, give_up
from iwsim.study.pool import KEPT, Pool, TookTooLongError, WorkerDiedError

_BATCHES_A_WORKER = 2
_SECONDS_BETWEEN_LOOKS = 1.0
_LEAST_LIMIT = 600.0
_SECONDS_TO_LOAD = 30.0  # what a fresh worker takes before its first run, and more
_LIMIT_IN_TASKS = 100.0
_DEATHS_OF_A_TASK = 2
_DEATHS_AT_FIRST = 10
_DEATHS_LATER = 100
_WORDS = {1: "once", 2: "twice"}


class _Attempt(NamedTuple):
    batch: Batch
    deaths: int = 0
    alone: bool = False


def receipts(
    pool: Pool, coming: Iterator[Batch], pace: Pace, time_limit: float | None
) -> Generator[Receipt, None, None]:
    """Have batches made, a few ahead of the workers, and give receipts as they come.

    A batch whose worker dies, hangs or fails as a whole is made again one task at a time. A task
    that then takes its worker with it twice, or its time out, becomes failed rows with the reason.
    Where a worker may have died of another task that it held, a task is first made with no other.

    Parameters
    ----------
    pool
        The workers.
    coming
        The batches; the next one is asked for only when there is room.
    pace
        Learns how long tasks take.
    time_limit
        Seconds a task may take; by default 600, or a hundred times what one takes if that is more.

    Raises
    ------
    RunError
        If workers die again and again and nothing finishes.
    StoreError
        If a part cannot be written.
    """
    policy = _Policy(pace, time_limit)
    ahead: dict[Future[Any], _Attempt] = {}
    try:
        while True:
            pace.workers = pool.workers()
            alone = bool(policy.suspects) or (pool.shares_cache and not policy.begun)
            room = 1 if alone else max(1, pace.workers) * _BATCHES_A_WORKER
            while len(ahead) < room:
                attempt = policy.next(coming)
                if attempt is None:
                    break
                seconds = policy.limit() * len(attempt.batch.tasks) + _SECONDS_TO_LOAD
                ahead[pool.send(attempt.batch, seconds)] = attempt
            if not ahead:
                return
            done, _ = wait(ahead, _SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
            for future in done:
                receipt = policy.settled(pool, future, ahead.pop(future))
                if receipt is not None:
                    yield receipt
    finally:
        for future in ahead:
            future.cancel()


class _Policy:
    """What is to be made next, and what becomes of what failed."""

    def __init__(self, pace: Pace, time_limit: float | None) -> None:
        self._pace = pace
        self._time_limit = time_limit
        self._again: deque[_Attempt] = deque()
        self.suspects: deque[_Attempt] = deque()  # the first one stays until it has ended
        self._turn = False
        self._deaths = 0
        self._finished = False
        self.begun = False

    def limit(self) -> float:
        """Return how many seconds a task may take."""
        if self._time_limit is not None:
            return self._time_limit
        return max(_LEAST_LIMIT, _LIMIT_IN_TASKS * self._pace.seconds_a_task)

    def next(self, coming: Iterator[Batch]) -> _Attempt | None:
        """Return what comes next: a suspect, or by turns what is made again and what is new."""
        if self.suspects:
            return self.suspects[0]
        self._turn = not self._turn
        if self._again and self._turn:
            return self._again.popleft()
        batch = next(coming, None)
        if batch is not None:
            return _Attempt(batch)
        return self._again.popleft() if self._again else None

    def settled(self, pool: Pool, future: Future[Any], attempt: _Attempt) -> Receipt | None:
        """Return the receipt of what has ended, None if it is to be made again."""
        if attempt.alone:
            self.suspects.popleft()
        try:
            receipt = pool.take(attempt.batch, future.result())
        except WorkerDiedError as error:
            return self._died(attempt, error.times, pool.knows_culprit)
        except TookTooLongError:
            return self._failed(attempt, f"took longer than {self.limit():g} s and was ended")
        except IwsimError:  # the disk, or a worker of another version: nothing would go better
            raise
        except Exception as error:  # whatever else a run does is its own fault
            return self._failed(attempt, f"{type(error).__name__}: {error}")
        self._pace.learn(receipt)
        self._deaths = 0
        self._finished = self.begun = True
        return receipt

    def _died(self, attempt: _Attempt, times: int, culprit: bool) -> Receipt | None:
        self._deaths += 1
        most = _DEATHS_LATER if self._finished else _DEATHS_AT_FIRST
        if self._deaths >= max(most, _BATCHES_A_WORKER * self._pace.workers):
            raise RunError(
                f"worker processes died {self._deaths} times in a row and no run finished (killed, "
                f"or out of memory): {KEPT}, with fewer workers if memory was short."
            )
        deaths = attempt.deaths + times
        if len(attempt.batch.tasks) == 1:
            if deaths < _DEATHS_OF_A_TASK:
                again = self.suspects if attempt.alone else self._again
                again.append(attempt._replace(deaths=deaths))
                return None
            if not culprit and not attempt.alone:
                self.suspects.append(_Attempt(attempt.batch, alone=True))
                return None
        often = _WORDS.get(deaths, f"{deaths} times")
        return self._failed(attempt, f"its worker process died {often} (killed, or out of memory)")

    def _failed(self, attempt: _Attempt, reason: str) -> Receipt | None:
        """Part a batch into its tasks; of a task that was alone, write the rows."""
        self.begun = True
        tasks = attempt.batch.tasks
        if len(tasks) == 1:
            return give_up(attempt.batch, reason)
        self._again.extend(_Attempt(replace(attempt.batch, tasks=(task,))) for task in tasks)
        return None
