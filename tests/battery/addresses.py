"""The words of the generator, in the orders in which the model goes through its addresses."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.kernel import kernel
from iwsim.luck import DRAWS_A_WEEK, STREAMS, key_of, philox
from iwsim.scenario import SILOED, load_scenario
from iwsim.state import DOMAINS

SEED = 1
KEYS = 4096
WEEKS = 512
DRAWS = 8
WORDS = 4
CHUNK = 1 << 18
WHO, PARTNER, DRAW, WEEK, STREAM, KEY = range(6)
STREAM_NUMBERS = np.array(sorted(STREAMS.values()))


class Addressing(NamedTuple):
    """An order of addresses.

    Parameters
    ----------
    name
        What runs fastest.
    order
        The parts of an address, the fastest first.
    keyed_by
        What another key stands for: another seed, or another replicate of one seed.
    """

    name: str
    order: tuple[int, ...]
    keyed_by: str = "seed"


ADDRESSINGS = (
    Addressing("who", (WHO, WEEK, PARTNER, DRAW, STREAM, KEY)),
    Addressing("partner", (PARTNER, WHO, WEEK, DRAW, STREAM, KEY)),
    Addressing("week", (WEEK, WHO, PARTNER, DRAW, STREAM, KEY)),
    Addressing("draw", (DRAW, WHO, WEEK, PARTNER, STREAM, KEY)),
    Addressing("stream", (STREAM, WHO, WEEK, PARTNER, DRAW, KEY)),
    Addressing("seed", (KEY, WHO, WEEK, PARTNER, DRAW, STREAM)),
    Addressing("replicate", (KEY, WHO, WEEK, PARTNER, DRAW, STREAM), "replicate"),
)


def people():
    """Return the addresses of the residents of `rochdale`, in the order of their rows."""
    return Engine(load_scenario("rochdale"), SILOED, SEED, 0).state["place"]


def keys(addressing, seed=SEED):
    """Return the key words of seeds from one on, or of replicates of one seed."""
    by_seed = addressing.keyed_by == "seed"
    return np.array(
        [key_of(seed + n, 0) if by_seed else key_of(seed, n) for n in range(KEYS)], np.int64
    )


@kernel
def fill(words, first, order, sizes, who, streams, key):
    """Write the words of the addresses from the `first` on, four an address."""
    at = np.zeros(sizes.size, np.int64)
    for n in range(words.shape[0]):
        left = first + n
        for axis in order:
            at[axis] = left % sizes[axis]
            left //= sizes[axis]
        drawn = philox(
            who[at[WHO]],
            at[PARTNER],
            at[WEEK] * DRAWS_A_WEEK + at[DRAW],
            streams[at[STREAM]],
            key[at[KEY], 0],
            key[at[KEY], 1],
        )
        words[n, 0], words[n, 1], words[n, 2], words[n, 3] = drawn


def words_of(addressing, seed=SEED) -> Iterator[bytes]:
    """Yield the words as 32-bit numbers, chunk by chunk."""
    who, key = people(), keys(addressing, seed)
    sizes = np.array([who.size, len(DOMAINS), DRAWS, WEEKS, STREAM_NUMBERS.size, KEYS])
    words = np.empty((CHUNK, WORDS), np.int64)
    for first in range(0, int(sizes.prod()), CHUNK):
        fill(words, first, np.array(addressing.order), sizes, who, STREAM_NUMBERS, key)
        yield words.astype("<u4").tobytes()
