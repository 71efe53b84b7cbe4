"""Which arm is best: ranks of the arms in every replicate, and how sure they are."""

import numpy as np
import pandas as pd
from scipy import stats

from iwsim.study.statistics import mean_difference
from iwsim.sweep.results import Results, better_of

COLUMNS = ("point", "outcome", "arm", "rank", "low", "high", "share_first", "n")


def ranks(results: Results, window: str) -> pd.DataFrame:
    """Return the mean rank of each arm, 1 the best, by point and outcome.

    Parameters
    ----------
    results
        The numbers.
    window
        Name of the window.

    Returns
    -------
    pandas.DataFrame
        The mean rank over replicates (all arms share their luck) with its 95 per cent interval,
        and the share of replicates in which the arm comes first. Equal arms share their rank.
    """
    study = results.study
    rows = []
    for outcome in study.outcomes:
        sign = {"lower": 1.0, "higher": -1.0}.get(better_of(outcome))
        if sign is None:
            continue
        levels = np.array([results.levels(arm, outcome, window) for arm in study.arms])
        for at, point in enumerate(study.points):
            known = sign * levels[:, at, np.isfinite(levels[:, at]).all(axis=0)]
            placed = stats.rankdata(known, axis=0)
            first = np.equal(placed, placed.min(axis=0, initial=np.inf))
            for place, arm in enumerate(study.arms):
                found = mean_difference(placed[place])
                share = float(first[place].mean()) if found.n else float("nan")
                rows.append(
                    (point.name, outcome, arm, found.mean, found.low, found.high, share, found.n)
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))
