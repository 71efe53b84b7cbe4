"""Many keys of runs in 32 bytes each."""

from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray

_BYTES = 32


class Keys:
    """A set of keys of runs, made once.

    Parameters
    ----------
    keys
        The keys, 64 hexadecimal digits each.
    """

    def __init__(self, keys: Iterable[str] = ()) -> None:
        digits = bytes.fromhex("".join(keys))
        self._sorted = np.unique(np.frombuffer(digits, dtype=f"S{_BYTES}"))

    @classmethod
    def joined(cls, sets: Iterable[Self]) -> Self:
        """Return the keys of several sets."""
        made = cls()
        arrays = [one._sorted for one in sets]
        if arrays:
            made._sorted = np.unique(np.concatenate(arrays))
        return made

    def __contains__(self, key: str) -> bool:
        sought = np.bytes_(bytes.fromhex(key).rstrip(b"\0"))  # as NumPy gives them back
        place = int(np.searchsorted(self._sorted, sought))
        return place < len(self._sorted) and bool(self._sorted[place] == sought)

    def holds(self, digests: NDArray[np.bytes_]) -> NDArray[np.bool_]:
        """Return which of many keys, given as raw digests, are among these."""
        if not len(self._sorted):
            return np.zeros(digests.shape, dtype=bool)
        place = np.searchsorted(self._sorted, digests)
        place[place == len(self._sorted)] = 0
        found: NDArray[np.bool_] = self._sorted[place] == digests
        return found

    def __len__(self) -> int:
        return len(self._sorted)
