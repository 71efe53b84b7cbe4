"""What batches are sent to, whoever makes them, and how it tells that a worker failed."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:  # what reads a number of workers should not load the model
    from iwsim.study.batches import Batch, Receipt

KEPT = "finished runs are kept; the same command goes on from there"
"""What every message ends with that ends a study."""


class WorkerDiedError(Exception):
    """A worker ended in the middle of a job.

    Parameters
    ----------
    times
        How many workers the job has taken with it.
    """

    def __init__(self, times: int = 1) -> None:
        super().__init__(times)
        self.times = times


class TookTooLongError(Exception):
    """A job ran beyond its limit and was ended."""


class Pool(Protocol):
    """Workers that make batches."""

    @property
    def shares_cache(self) -> bool:
        """Whether rules that the first batch has compiled need no compiling in the others."""

    @property
    def knows_culprit(self) -> bool:
        """Whether a worker that died is blamed on the job that it had begun, and on no other."""

    def workers(self) -> int:
        """Return how many batches can be made at once now."""

    def send(self, batch: "Batch", seconds: float) -> Future[Any]:
        """Have a batch made within so many seconds; the future always ends."""

    def take(self, batch: "Batch", done: Any) -> "Receipt":
        """Return the receipt for what a batch came back as; its part is then on our disk."""


class Local(NamedTuple):
    """Threads or processes of this machine, which write parts themselves.

    Parameters
    ----------
    begin
        Sends a batch and its limit.
    many
        How many batches are made at once.
    """

    begin: "Callable[[Batch, float], Future[Receipt]]"
    many: int

    @property
    def shares_cache(self) -> bool:
        """Whether the first batch compiles for all."""
        return True

    @property
    def knows_culprit(self) -> bool:
        """Whether a death is blamed on the right job: a worker has one job at a time."""
        return True

    def workers(self) -> int:
        """Return how many batches are made at once."""
        return self.many

    def send(self, batch: "Batch", seconds: float) -> "Future[Receipt]":
        """Have a batch made."""
        return self.begin(batch, seconds)

    def take(self, batch: "Batch", done: "Receipt") -> "Receipt":
        """Return the receipt as it came."""
        return done
