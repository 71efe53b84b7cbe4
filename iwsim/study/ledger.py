"""The ledger of gains and losses: every outcome with a better side, for whom, and how sure."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.outcomes import BY_NAME
from iwsim.study.paired import Block
from iwsim.study.windows import Window, over_window

Numbers = NDArray[np.float64]

COLUMNS = (
    "window",
    "side",
    "outcome",
    "meaning",
    "unit",
    "better",
    "arm",
    "reference",
    "mean_reference",
    "difference",
    "low",
    "high",
    "share_better",
    "gain",
    "gain_low",
    "gain_high",
)


def ledger_table(block: Block, table: pd.DataFrame, windows: Sequence[Window]) -> pd.DataFrame:
    """Return one row a window, outcome of the whole estate that has a better side, and arm.

    The columns ``gain``, ``gain_low`` and ``gain_high`` are the difference and its interval
    divided by the standard deviation between replicates, pooled over the arm and the reference,
    with the sign turned where lower is better: gains are positive. An outcome that does not vary
    between replicates in either arm has no such number.

    Parameters
    ----------
    block
        The runs.
    table
        The paired differences, by window, outcome and arm.
    windows
        The windows of the table.
    """
    judged = [name for name in block.columns if name in BY_NAME]
    judged = [name for name in judged if BY_NAME[name].better != "neither"]
    spreads = {
        (window.name, arm, name): spread
        for window in windows
        for (arm, name), spread in _spreads(block, window, judged).items()
    }
    rows = table[table["outcome"].isin(judged)].reset_index(drop=True)
    declared = [BY_NAME[name] for name in rows["outcome"]]
    places = zip(rows["window"], rows["arm"], rows["outcome"], strict=True)
    spread = np.array([spreads[place] for place in places])
    sign = np.array([1.0 if outcome.better == "higher" else -1.0 for outcome in declared])
    scale = np.where(spread > 0.0, sign / np.where(spread > 0.0, spread, 1.0), np.nan)
    ends = rows[["low", "high"]].to_numpy(dtype=np.float64) * scale[:, None]
    rows = rows.assign(
        side=[outcome.side for outcome in declared],
        meaning=[outcome.meaning for outcome in declared],
        unit=[outcome.unit for outcome in declared],
        better=[outcome.better for outcome in declared],
        gain=rows["difference"].to_numpy(dtype=np.float64) * scale + 0.0,
        gain_low=ends.min(axis=1) + 0.0,
        gain_high=ends.max(axis=1) + 0.0,
    )
    return rows[list(COLUMNS)]


def _spreads(block: Block, window: Window, names: Sequence[str]) -> dict[tuple[str, str], float]:
    """Return the standard deviation between replicates, pooled over an arm and the reference."""
    at = [block.columns.index(name) for name in names]
    kinds = [BY_NAME[name].over for name in names]
    levels = over_window(block.weekly(window)[..., at], kinds)
    variances = [[_variance(values) for values in of_arm.T] for of_arm in levels]
    return {
        (arm, name): float(np.sqrt((own[place] + variances[0][place]) / 2.0))
        for arm, own in zip(block.arms, variances, strict=True)
        for place, name in enumerate(names)
    }


def _variance(values: Numbers) -> float:
    known = values[np.isfinite(values)]
    return float(known.var(ddof=1)) if known.size > 1 else float("nan")
