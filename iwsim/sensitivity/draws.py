"""The bootstrap's draws: which blocks of a design stand in each resample."""

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.place import Numbers

Places = NDArray[np.int64]
"""Places of blocks, one resample a row."""

_STREAM = 1
_HELD_AT_ONCE = 4_000_000


def block_draws(seed: int, blocks: int, resamples: int) -> Places:
    """Return the blocks of each resample, as many as there are, drawn with replacement.

    Blocks are drawn whole: the rows of a block depend on each other, blocks do not. Base samples
    of a low-discrepancy sequence are more even than independent ones, so that intervals of a Sobol
    design are rather too wide than too narrow.
    """
    random = np.random.default_rng(np.random.SeedSequence([seed, _STREAM]))
    return random.integers(blocks, size=(resamples, blocks), dtype=np.int64)


def weights(places: Places) -> Numbers:
    """Return the share of each block in each resample."""
    resamples, blocks = places.shape
    apart = places + blocks * np.arange(resamples, dtype=np.int64)[:, None]
    counts = np.bincount(apart.ravel(), minlength=resamples * blocks)
    return np.asarray(counts.reshape(resamples, blocks) / blocks, dtype=np.float64)


def resampled_means(places: Places, terms: Numbers) -> Numbers:
    """Return the means of terms, one block a row, over each resample: a product of matrices."""
    resamples, blocks = places.shape
    means = np.empty((resamples, terms.shape[1]))
    step = max(1, _HELD_AT_ONCE // blocks)
    for start in range(0, resamples, step):
        means[start : start + step] = weights(places[start : start + step]) @ terms
    return means
