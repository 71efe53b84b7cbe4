"""Calls of SALib that leave nothing behind: no warnings, and NumPy's global generator as it was."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np


@contextmanager
def quietly() -> Iterator[None]:
    """Hold back warnings and put the state of NumPy's global generator back.

    Some of SALib's functions seed or use the global generator. What SALib warns of (outcomes that
    do not vary, intervals of FAST) is refused or handled before it is called.
    """
    state = np.random.get_state()  # noqa: NPY002 - the generator that SALib uses
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
