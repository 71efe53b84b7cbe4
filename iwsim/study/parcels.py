"""Jobs as bytes: what only passes them on need not know them, and what cannot read one says so."""

import pickle
import zlib
from collections.abc import Callable
from typing import Any

from iwsim.errors import DesignError, RunError

_CANNOT_BE_SENT = (pickle.PicklingError, TypeError, AttributeError)


def packed(work: Callable[..., Any], *args: Any, **kwargs: Any) -> bytes:
    """Return a call as bytes.

    Raises
    ------
    DesignError
        If it holds what cannot travel to another process.
    """
    try:
        return zlib.compress(pickle.dumps((work, args, kwargs)), level=1)
    except _CANNOT_BE_SENT as error:
        raise DesignError(
            f"the scenario cannot be sent to another process ({error}): use threads "
            "(processes=False)"
        ) from error


def carried_out(parcel: bytes) -> Any:
    """Do what a parcel asks for.

    Raises
    ------
    RunError
        If it cannot be read here.
    """
    work, args, kwargs = opened(parcel)
    return work(*args, **kwargs)


def opened(parcel: bytes) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
    """Return the call in a parcel.

    Raises
    ------
    RunError
        If it cannot be read here.
    """
    try:
        call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]] = pickle.loads(
            zlib.decompress(parcel)
        )
    except Exception as error:
        raise RunError(
            f"a worker cannot read what it is sent ({type(error).__name__}: {error}). All workers "
            "need the same version of iwsim, and every class of a script must be in a module."
        ) from error
    return call
