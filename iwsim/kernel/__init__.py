"""Compiling the rules: the only room that names Numba.

A kernel is a plain Python function over arrays and numbers. With the JIT on it is compiled and
kept on disk; with ``NUMBA_DISABLE_JIT=1`` it runs as written, with the same bits.
"""

from iwsim.kernel.cache import CACHE_FOLDER, kernel_sources, sources_hash
from iwsim.kernel.compiling import Job, compile_all
from iwsim.kernel.decorators import (
    inlined,
    is_compiled,
    kernel,
    part,
    python_source,
    signatures,
)
from iwsim.kernel.memory import address_of, call, hold, kinds_of, thaw

__all__ = [
    "CACHE_FOLDER",
    "Job",
    "address_of",
    "call",
    "compile_all",
    "hold",
    "inlined",
    "is_compiled",
    "kernel",
    "kernel_sources",
    "kinds_of",
    "part",
    "python_source",
    "signatures",
    "sources_hash",
    "thaw",
]
