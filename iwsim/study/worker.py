"""What a worker process does besides its work: it never outlives the process that started it."""

import os
import signal
import threading
from multiprocessing.connection import Connection

_LEFT_ALONE = 1


def begin(lifeline: Connection) -> None:
    """Prepare a worker process.

    Parameters
    ----------
    lifeline
        Reading end of a pipe whose other end the parent holds. When the parent closes it, or
        dies, the worker ends at once, in the middle of a run if need be.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()


def _end_with_parent(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(_LEFT_ALONE)
