"""Who makes the simulations: processes that end with this one, or nobody but this process."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from iwsim.study import executor

Carry = Callable[[Callable[[Any], Any], Iterable[Any]], Generator[Any, None, None]]
"""Does a function of many jobs and gives what it returns, in any order."""

PATIENCE = 600.0
"""Seconds without any result after which simulations are taken to hang."""


def here(work: Callable[[Any], Any], jobs: Iterable[Any]) -> Generator[Any, None, None]:
    """Do jobs one after the other in this process."""
    for job in jobs:
        yield work(job)


@contextmanager
def workers(count: int) -> Iterator[Carry]:
    """Give what does jobs in so many processes; one works in this process."""
    if count == 1:
        yield here
        return
    with executor.processes(count) as pool:

        def carry(work: Callable[[Any], Any], jobs: Iterable[Any]) -> Generator[Any, None, None]:
            yield from executor.carry_out(pool, work, jobs, count, PATIENCE)

        yield carry
