"""Saying what is kept when a command is interrupted."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept(text: str) -> Iterator[None]:
    """Give an interrupt that happens inside the line that the user is to read.

    Parameters
    ----------
    text
        What is kept and what is not.
    """
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(text) from interrupt
