"""Loading what a command needs: of a short run this is most of the time it takes."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def loaded(name: str) -> ModuleType:
    """Return a module, loaded without Python looking for rubbish among what it loads."""
    with _no_collection():
        return import_module(name)


def keep_all() -> None:
    """Leave what is in memory now out of every later search for rubbish, the last one included.

    For a program that is about to do one thing and end. Python would otherwise go through
    hundreds of thousands of objects of the libraries again and again, and once more when it ends.
    """
    gc.freeze()


@contextmanager
def _no_collection() -> Iterator[None]:
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
