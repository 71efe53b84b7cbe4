"""Arguments held in memory, and calls by address: what keeps the loop over weeks small.

The loop hands some three hundred columns and groups to its processes. Taken as Python arguments
they would cost more at each call than a small estate's week, and a loop that held its processes'
code would be compiled with them. So they are laid out once, in the form in which compiled code
passes them, and processes are called where they are.

Plain Python, with the JIT off, has neither need: there, what is held is the tuple itself and an
address is the function.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

import numba
import numpy as np
from numba.core import cgutils
from numba.core.datamodel import default_manager
from numba.extending import intrinsic

from iwsim.kernel.decorators import Function, is_compiled, python_source

types: Any = numba.types
_intrinsic = cast(Callable[[Function], Function], intrinsic)
_WORD = 8
_ARRAY_FIELDS = default_manager.lookup(types.float64[::1])._fields


def kinds_of(values: Sequence[Any]) -> Any:
    """Return what compiled code must know of some arguments to read them: their types."""
    return types.Tuple([numba.typeof(value) for value in values])


def hold(values: Sequence[Any]) -> Any:
    """Return the arguments laid out for compiled code.

    Parameters
    ----------
    values
        Arrays, whole numbers, floating numbers, and named tuples of numbers. The arrays are held
        by their place: the caller keeps them alive and never puts another in their stead.
    """
    if not is_compiled():
        return tuple(values)
    words: list[int] = []
    for value in values:
        words += _words(value)
    return np.array(words, dtype=np.int64)


def _words(value: Any) -> list[int]:
    if isinstance(value, np.ndarray):
        parts = {
            "meminfo": [0],
            "parent": [0],
            "nitems": [value.size],
            "itemsize": [value.itemsize],
            "data": [value.ctypes.data],
            "shape": list(value.shape),
            "strides": list(value.strides),
        }
        return [word for name in _ARRAY_FIELDS for word in parts[name]]
    if isinstance(value, tuple):
        return [word for member in value for word in _words(member)]
    if isinstance(value, float):
        return [int(np.float64(value).view(np.int64))]
    return [int(value)]


def address_of(function: Any) -> Any:
    """Return where a kernel is that was compiled for one signature."""
    if not is_compiled():
        return python_source(function)
    (made,) = function.overloads.values()
    return made.library.get_pointer_to_function(made.fndesc.llvm_func_name)


@_intrinsic
def _thaw(typing_context: Any, held: Any, kinds: Any) -> Any:
    inside = kinds.instance_type
    signature = inside(held, kinds)

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        memory = cgutils.create_struct_proxy(signature.args[0])(context, builder, values[0]).data
        made = context.get_value_type(inside)
        if context.get_abi_sizeof(made) != _WORD * _count_words(inside):
            raise TypeError("compiled code lays arguments out in another way than they are held")
        return builder.load(builder.bitcast(memory, made.as_pointer()))

    return signature, generate


def _count_words(kind: Any) -> int:
    if isinstance(kind, types.Array):
        return len(_ARRAY_FIELDS) - 2 + 2 * int(kind.ndim)
    if isinstance(kind, types.BaseTuple):
        return sum(map(_count_words, kind.types))
    return 1


@_intrinsic
def _call(typing_context: Any, address: Any, arguments: Any) -> Any:
    signature = types.none(address, arguments)

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        kinds = tuple(signature.args[1].types)
        given = [builder.extract_value(values[1], place) for place in range(len(kinds))]
        made = context.call_conv.get_function_type(types.none, kinds)
        function = builder.inttoptr(values[0], made.as_pointer())
        status, _ = context.call_conv.call_function(builder, function, types.none, kinds, given)
        with cgutils.if_unlikely(builder, status.is_error):
            context.call_conv.return_status_propagate(builder, status)
        return context.get_dummy_value()

    return signature, generate


def _thaw_plain(held: Any, kinds: Any) -> Any:
    return held


def _call_plain(function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    function(*arguments)


thaw = _thaw if is_compiled() else _thaw_plain
"""``thaw(held, kinds)``: the arguments again, in a kernel."""

call = _call if is_compiled() else _call_plain
"""``call(address, arguments)``: run the kernel at an address on a tuple of arguments."""
