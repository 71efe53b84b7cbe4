"""The decorators of what is compiled: kernels, and the parts that they are made of."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar, cast

import numba

from iwsim.kernel.cache import CACHE_FOLDER

Function = TypeVar("Function", bound=Callable[..., Any])

_DECORATING = threading.RLock()


def kernel(function: Function) -> Function:
    """Compile a function of columns and keep it on disk.

    Never with fast maths, never in parallel, without the GIL.
    """
    with _own_cache():
        return _compiled(function, cache=True)


def part(function: Function) -> Function:
    """Compile a function that kernels call: it is kept on disk as part of them.

    Two processes that compile different kernels at once thus never write the same file.
    """
    return _compiled(function)


def inlined(function: Function) -> Function:
    """Compile a part so that it dissolves in every kernel that calls it.

    For what stands in the innermost loops: there it can be worked out for several residents at a
    time, which a call cannot.
    """
    return _compiled(function, forceinline=True)


@contextmanager
def _own_cache() -> Iterator[None]:
    """Point Numba's cache at our folder while our kernels are decorated, and only then.

    One thread at a time: another would restore the setting in the middle.
    """
    with _DECORATING:
        theirs = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(CACHE_FOLDER)
        try:
            yield
        finally:
            numba.config.CACHE_DIR = theirs


def _compiled(function: Function, **options: bool) -> Function:
    made = numba.njit(error_model="numpy", nogil=True, no_cfunc_wrapper=True, **options)(function)
    if is_compiled():
        made.get_call_template = partial(_by_kind_alone, made.get_call_template)
    return cast(Function, made)


def _by_kind_alone(template: Callable[..., Any], given: Any, named: Any) -> Any:
    """Find what a call compiles to without looking at literals: one signature a kernel, not many.

    Numba would compile anew for every whole number that stands in a call.
    """
    unliteral = numba.types.unliteral
    return template(
        tuple(unliteral(kind) for kind in given),
        {name: unliteral(kind) for name, kind in named.items()},
    )


def python_source(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the plain Python function behind a kernel."""
    return cast(Callable[..., Any], getattr(function, "py_func", function))


def signatures(function: Callable[..., Any]) -> int:
    """Return how many signatures a kernel was compiled for; more than one is a fault."""
    return len(getattr(function, "signatures", ()))


def is_compiled() -> bool:
    """Return whether kernels are compiled (the JIT is on)."""
    return not numba.config.DISABLE_JIT
