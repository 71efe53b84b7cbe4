"""The prior sample: runs of the silo with sets drawn from all plausible ranges.

It says where levels lie before they are held against targets, the first emulator learns from it,
and it is the bank of runs on which the calibration itself is tested.
"""

import io
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from iwsim.calibration.ensemble import plausible_sets
from iwsim.calibration.simulate import levels_table
from iwsim.calibration.workers import Carry
from iwsim.errors import StoreError
from iwsim.study import calls
from iwsim.study.progress import Reporter

SETS, LEVELS = "sets.parquet", "levels.parquet"


class Prior(NamedTuple):
    """Sets and the levels of one run with each.

    Parameters
    ----------
    sets
        One row a set, one column a parameter.
    levels
        One row a set, one column a target.
    """

    sets: pd.DataFrame
    levels: pd.DataFrame


def sample(runs: int, seed: int, carry: Carry, told: Reporter) -> Prior:
    """Return the prior sample of so many runs, each with a set and luck of its own."""
    sets = plausible_sets(runs, seed).table.reset_index(drop=True)
    return Prior(sets, levels_table(sets, 0, carry, lambda done: told.advance(done, 0)))


def save(prior: Prior, folder: Path) -> None:
    """Keep a prior sample."""
    files = []
    for name, table in ((SETS, prior.sets), (LEVELS, prior.levels)):
        content = io.BytesIO()
        table.to_parquet(content)
        files.append((name, content.getvalue()))
    calls.save_all(folder, files)


def read(folder: Path) -> Prior | None:
    """Return the prior sample of a folder, None if it is not there."""
    if not (folder / LEVELS).is_file():
        return None
    try:
        return Prior(pd.read_parquet(folder / SETS), pd.read_parquet(folder / LEVELS))
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder}: holds no whole prior sample in {SETS} and {LEVELS} "
            f"({type(error).__name__}); replace it with --force."
        ) from error
