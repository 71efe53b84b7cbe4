"""Runs of several arms as one block of numbers, paired by replicate, and their differences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iwsim.outcomes import Outcome
from iwsim.study.statistics import finite_pairs, paired_difference, runs_saved, share_better
from iwsim.study.windows import Window, over_window

Numbers = NDArray[np.float64]

TABLE_COLUMNS = (
    "window",
    "outcome",
    "arm",
    "reference",
    "mean_reference",
    "mean_arm",
    "difference",
    "low",
    "high",
    "share_better",
    "runs_saved",
    "before_after",
    "n",
)


@dataclass(frozen=True)
class Block:
    """Weekly outcomes of all arms in the replicates that every arm has.

    Parameters
    ----------
    arms, replicates, weeks, columns
        The labels of the four axes, in their order.
    values
        The numbers, by (arm, replicate, week, column).
    """

    arms: tuple[str, ...]
    replicates: tuple[int, ...]
    weeks: tuple[int, ...]
    columns: tuple[str, ...]
    values: Numbers

    def over(self, window: Window, kinds: Sequence[str]) -> Numbers:
        """Return what each column comes to over a window, by (arm, replicate, column)."""
        return over_window(self.weekly(window), kinds)

    def weekly(self, window: Window) -> Numbers:
        """Return the weeks of a window, by (arm, replicate, week, column)."""
        at = self.weeks.index(window.first)
        return self.values[:, :, at : at + window.last - window.first + 1]


def block_of(weekly: pd.DataFrame, arms: Sequence[str], columns: Iterable[str]) -> Block:
    """Return the runs of a weekly table as a block, replicates that lack an arm left out.

    Parameters
    ----------
    weekly
        One row an arm, replicate and week.
    arms
        The arms, the reference first.
    columns
        The outcome columns to take.
    """
    columns = tuple(columns)
    by_arm = [set(weekly.loc[weekly["arm"] == arm, "replicate"]) for arm in arms]
    replicates = tuple(sorted(int(number) for number in set.intersection(*by_arm)))
    weeks = tuple(sorted(int(week) for week in weekly["week"].unique()))
    rows = weekly[weekly["arm"].isin(arms) & weekly["replicate"].isin(replicates)]
    rows = rows.set_index(["arm", "replicate", "week"])
    index = pd.MultiIndex.from_product([arms, replicates, weeks])
    values = rows[list(columns)].reindex(index).to_numpy(dtype=np.float64)
    shape = (len(arms), len(replicates), len(weeks), len(columns))
    return Block(tuple(arms), replicates, weeks, columns, values.reshape(shape))


def outcome_of(column: str, outcomes: Mapping[str, Outcome]) -> Outcome | None:
    """Return the outcome that a weekly column belongs to: ``name`` or ``name.entry``."""
    return outcomes.get(column, outcomes.get(column.partition(".")[0]))


def difference_table(
    block: Block, outcomes: Mapping[str, Outcome], windows: Iterable[Window], baseline: int
) -> pd.DataFrame:
    """Return the paired differences of every arm from the first one.

    Parameters
    ----------
    block
        The runs; every column of it has an outcome.
    outcomes
        Outcomes by name: how they are taken over a window, and which direction is better.
    windows
        The windows.
    baseline
        Weeks before the switch, for what a before-after study of the arm alone would claim.

    Returns
    -------
    pandas.DataFrame
        One row a window, outcome column and arm.
    """
    declared = [outcomes.get(name) or outcomes[name.partition(".")[0]] for name in block.columns]
    rows = []
    for window in windows:
        levels = block.over(window, [outcome.over for outcome in declared])
        claims = _before_after(block, levels, window, baseline, declared)
        for at, (column, outcome) in enumerate(zip(block.columns, declared, strict=True)):
            for place, arm in enumerate(block.arms[1:], start=1):
                own, base = finite_pairs(levels[place, :, at], levels[0, :, at])
                found = paired_difference(own, base)
                rows.append(
                    (
                        window.name,
                        column,
                        arm,
                        block.arms[0],
                        _mean(base),
                        _mean(own),
                        found.mean,
                        found.low,
                        found.high,
                        share_better(own - base, outcome.better),
                        runs_saved(own, base),
                        float(claims[place, at]),
                        found.n,
                    )
                )
    return pd.DataFrame(rows, columns=list(TABLE_COLUMNS))


def _before_after(
    block: Block, levels: Numbers, window: Window, baseline: int, declared: Sequence[Outcome]
) -> Numbers:
    """Return what each arm came to in a window less what its baseline would have come to.

    By (arm, column), a mean over replicates: the claim of a study that looks at one arm before and
    after, and has nothing to compare it with. Sums of the baseline are scaled to the window.
    """
    if baseline == 0:
        return np.full((len(block.arms), len(block.columns)), np.nan)
    before = block.over(Window("baseline", -baseline, -1), [outcome.over for outcome in declared])
    longer = (window.last - window.first + 1) / baseline
    scale = np.array([longer if outcome.over == "sum" else 1.0 for outcome in declared])
    changes = levels - before * scale
    counted = np.isfinite(changes).sum(axis=1)
    total = np.where(np.isfinite(changes), changes, 0.0).sum(axis=1)
    return np.where(counted > 0, total / np.maximum(counted, 1), np.nan)


def _mean(values: Numbers) -> float:
    return float(values.mean()) if values.size else float("nan")
