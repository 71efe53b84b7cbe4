"""Which jobs have run too long on workers of whom only their queues are known."""

from collections.abc import Mapping, Sequence

Worker = str
Key = str


class Clocks:
    """Knows when jobs began: those at the head of a worker's queue, as many as it has threads."""

    def __init__(self) -> None:
        self._begun: dict[Key, tuple[Worker, float]] = {}

    def overdue(
        self,
        queues: Mapping[Worker, Sequence[Key]],
        threads: Mapping[Worker, int],
        limits: Mapping[Key, float],
        now: float,
    ) -> list[tuple[Key, Worker]]:
        """Return the jobs that have run beyond their limits, and where.

        Parameters
        ----------
        queues
            Jobs given to each worker.
        threads
            How many jobs each works on at once.
        limits
            Seconds allowed to each job of ours, in the order in which they were sent.
        now
            The time in seconds.
        """
        order = {key: place for place, key in enumerate(limits)}
        running = {
            key: worker
            for worker, keys in queues.items()
            for key in sorted((key for key in keys if key in order), key=order.__getitem__)[
                : threads.get(worker, 1)
            ]
        }
        self._begun = {key: self._since(key, worker, now) for key, worker in running.items()}
        return [
            (key, worker)
            for key, (worker, begun) in self._begun.items()
            if now - begun > limits[key]
        ]

    def _since(self, key: Key, worker: Worker, now: float) -> tuple[Worker, float]:
        before = self._begun.get(key)
        return before if before is not None and before[0] == worker else (worker, now)
