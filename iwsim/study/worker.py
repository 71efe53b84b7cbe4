"""What a worker process does besides its work: it never outlives the process that started it."""

import os
import signal
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

from iwsim.errors import RunError
from iwsim.study.parcels import opened

_LEFT_ALONE = 1


def begin(lifeline: Connection, sample: bytes | None = None) -> None:
    """Prepare a worker process.

    Parameters
    ----------
    lifeline
        Reading end of a pipe whose other end the parent holds. When the parent closes it, or
        dies, the worker ends at once, in the middle of a run if need be.
    sample
        A parcel like those to come: reading it loads what they need before a job's time runs.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
    if sample is not None:
        with suppress(RunError):  # said by the first job
            opened(sample)


def _end_with_parent(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(_LEFT_ALONE)
