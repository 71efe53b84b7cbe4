"""Where runs are made: in threads, in processes of this machine, or on a cluster."""

from typing import NamedTuple


class Threads(NamedTuple):
    """In threads of this process: no main guard is needed; a run that hangs cannot be ended.

    Parameters
    ----------
    workers
        How many batches are made at once.
    """

    workers: int


class Processes(NamedTuple):
    """In processes of this machine, which are replaced when they die and ended when they hang.

    Parameters
    ----------
    workers
        How many batches are made at once.
    """

    workers: int


class Cluster(NamedTuple):
    """On the workers of a Dask scheduler, which may come and go and need not share our disk.

    Parameters
    ----------
    address
        Address of the scheduler, such as ``tcp://10.0.0.1:8786``.
    """

    address: str


Where = Threads | Processes | Cluster
