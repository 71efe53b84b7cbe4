"""Critical points of a comparison: whether incidents and needs feed themselves, by arm."""

from collections.abc import Sequence

import pandas as pd

from iwsim.result import CriticalPoints

COLUMNS = ("arm", "quantity", "value", "highest", "n")


def critical_table(runs: pd.DataFrame, arms: Sequence[str]) -> pd.DataFrame:
    """Return the mean and the highest of each critical point over the runs of an arm.

    Parameters
    ----------
    runs
        One row a finished run: its arm and its critical points.
    arms
        The arms.
    """
    rows = []
    for arm in arms:
        own = runs[runs["arm"] == arm]
        for name in CriticalPoints._fields:
            known = own[name].dropna()
            rows.append((arm, name, float(known.mean()), float(known.max()), len(known)))
    return pd.DataFrame(rows, columns=list(COLUMNS))
