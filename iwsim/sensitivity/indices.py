"""The indices of an outcome: a table of them with intervals, ranks and verdicts."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from iwsim.designs.design import Design
from iwsim.designs.place import Numbers
from iwsim.sensitivity.converged import UNITS, WIDEST, samples_needed, widest
from iwsim.sensitivity.estimate import Estimate
from iwsim.sensitivity.fourier import NO_INTERVAL
from iwsim.sensitivity.luck import Luck
from iwsim.sensitivity.ranks import Stability, ranks

COLUMNS = (
    "method", "quantity", "factor", "other", "value", "low", "high", "width", "rank", "rank_low",
    "rank_high", "share_same_rank", "converged", "samples_needed", "seeds_gap",
)  # fmt: skip
"""Columns of a table of indices."""

_WHOLE = ("rank", "rank_low", "rank_high", "samples_needed")
_FINITE_AT_LEAST = 0.95


@dataclass(frozen=True, eq=False)
class Indices:
    """The indices of one outcome.

    Parameters
    ----------
    table
        One row an index, with the columns `COLUMNS`. `rank` counts from 1, the largest in size,
        within a quantity; `rank_low` and `rank_high` are its interval, `share_same_rank` the share
        of resamples with the same rank. `samples_needed` is in the unit of `samples`, missing
        where it is not known. `seeds_gap` is the index from the first half of the replicates less
        that from the second, NaN with one replicate.
    luck
        How much of the variance between points is luck.
    stability
        How stable the ranks of the main quantity are.
    samples
        Size of the design: base samples, trajectories, points a factor, or points.
    verdict
        In one sentence, whether the indices have converged.
    """

    table: pd.DataFrame
    luck: Luck
    stability: Stability
    samples: int
    verdict: str


def finite_draws(estimate: Estimate) -> Numbers:
    """Return the resamples in which the outcome varies; none if more than a few do not."""
    kept = estimate.draws[np.isfinite(estimate.draws).all(axis=1)]
    enough = len(kept) >= _FINITE_AT_LEAST * len(estimate.draws)
    return np.asarray(kept if enough else kept[:0], dtype=np.float64)


def interval(draws: Numbers, level: float) -> tuple[Numbers, Numbers]:
    """Return the percentile interval of each column; NaN without resamples."""
    if not len(draws):
        return np.full(draws.shape[1], np.nan), np.full(draws.shape[1], np.nan)
    low, high = np.quantile(draws, [0.5 - level / 2, 0.5 + level / 2], axis=0)
    return low, high


def table_of(
    design: Design,
    estimates: tuple[Estimate, ...],
    halves: tuple[tuple[Numbers, Numbers], ...],
    level: float,
) -> pd.DataFrame:
    """Return the table of estimates; `halves` are their values from halves of the replicates."""
    parts = []
    for estimate, (one, two) in zip(estimates, halves, strict=True):
        draws = finite_draws(estimate)
        low, high = interval(draws, level)
        limit = widest(estimates, estimate.method)
        rank = ranks(estimate.values)
        part = pd.DataFrame(
            {
                "method": estimate.method,
                "quantity": estimate.quantity,
                "factor": estimate.factors,
                "other": estimate.others,
                "value": estimate.values,
                "low": low,
                "high": high,
                "width": high - low,
                "rank": rank,
                "rank_low": pd.NA,
                "rank_high": pd.NA,
                "share_same_rank": np.nan,
                "converged": high - low <= limit,
                "samples_needed": [
                    samples_needed(design, float(width), limit) for width in high - low
                ],
                "seeds_gap": one - two,
            }
        )
        if len(draws):
            drawn = ranks(draws)
            ends = [0.5 - level / 2, 0.5 + level / 2]
            lower, upper = np.quantile(drawn, ends, axis=0, method="inverted_cdf")
            part["rank_low"], part["rank_high"] = lower, upper
            part["share_same_rank"] = (drawn == rank).mean(axis=0)
        parts.append(part.astype(dict.fromkeys(_WHOLE, "Int64")))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def verdict_of(design: Design, table: pd.DataFrame) -> str:
    """Return in one sentence whether indices have converged, and what would make them."""
    if "fast" in set(table["method"]):
        return NO_INTERVAL
    done, total = int(table["converged"].sum()), len(table)
    unit = UNITS.get(design.method, "points")
    of_largest = " of the largest mu_star" if "morris" in set(table["method"]) else ""
    narrow = f"an interval no wider than {WIDEST:g}{of_largest}"
    if done == total:
        return f"all {total} indices have {narrow} with {design.samples} {unit}"
    known = table["samples_needed"].dropna()
    unknown = int(table["samples_needed"].isna().sum())
    said = f"{done} of {total} indices have {narrow} with {design.samples} {unit}"
    if unknown:
        said += f", {unknown} have no interval because the outcome hardly varies in resamples"
    if int(known.max() if len(known) else 0) > design.samples:
        said += f", the others would take about {int(known.max())}"
    return said
