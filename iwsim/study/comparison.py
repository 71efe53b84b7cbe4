"""A comparison as a value: the runs of several arms, and what their differences say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from iwsim.errors import RunError
from iwsim.outcomes import BY_NAME
from iwsim.result import CriticalPoints
from iwsim.scenario import Scenario
from iwsim.study import manifest
from iwsim.study.critical import critical_table
from iwsim.study.digest import finished_tables, sound_parts
from iwsim.study.headline import headline_table
from iwsim.study.ledger import ledger_table
from iwsim.study.money import cumulative_table, money_table
from iwsim.study.notes import notes_on
from iwsim.study.paired import Block, block_of, difference_table, outcome_of
from iwsim.study.parts import RUNS, Part
from iwsim.study.payers import Gaps, gaps_of, money_by_payer, sums_by_payer
from iwsim.study.tables import FLATS, SPENT, WEEKLY, to_frame
from iwsim.study.windows import all_weeks, windows

FAILURE_COLUMNS = ("key", "arm", "seed", "replicate", "week", "reason", "repeat")
_FLAT_LEVELS = ("stress", "incidents")


@dataclass(frozen=True, eq=False)
class Comparison:
    """The finished runs of a comparison.

    Parameters
    ----------
    scenario
        The scenario that was run.
    arms
        Names of the arms, the reference first.
    seed, replicates
        The seed, and how many replicates were asked for.
    weekly
        One row an arm, replicate and week: the outcome columns.
    flats
        One row an arm and flat: means over replicates.
    spent
        One row an arm, replicate, line and payer: GBP since the switch, discounted.
    runs
        One row a finished run: its arm, replicate and critical points.
    failures
        One row a run that failed, with the reason and how to repeat it alone.
    provenance
        The manifest: versions, fingerprint, revision, times.
    folder
        Where the results are, None if they were not kept.
    """

    scenario: Scenario
    arms: tuple[str, ...]
    seed: int
    replicates: int
    weekly: pd.DataFrame
    flats: pd.DataFrame
    spent: pd.DataFrame
    runs: pd.DataFrame
    failures: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=FAILURE_COLUMNS))
    provenance: dict[str, Any] = field(default_factory=dict)
    folder: Path | None = None

    @classmethod
    def load(cls, folder: str | Path) -> "Comparison":
        """Return the comparison that a folder of results holds; nothing is run or changed.

        Parameters
        ----------
        folder
            The folder.

        Raises
        ------
        StoreError
            If it holds no results, or damaged ones.
        """
        folder = Path(folder)
        described = manifest.read(folder)
        scenario = manifest.scenario_of(described)
        return from_parts(sound_parts(folder), scenario, described, folder)

    @property
    def reference(self) -> str:
        """The arm that the others are compared with."""
        return self.arms[0]

    @cached_property
    def block(self) -> Block:
        """Every outcome of the replicates that all arms have, by (arm, replicate, week, column)."""
        identity = ("arm", "replicate", "week")
        columns = [name for name in self.weekly.columns if name not in identity]
        known = [name for name in columns if outcome_of(name, BY_NAME) is not None]
        return block_of(self.weekly, self.arms, known)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Paired differences of every outcome from the reference, by window and arm.

        Columns: window, outcome, arm, reference, mean_reference, mean_arm, difference, low, high
        (95 per cent), share_better (of replicates), runs_saved (how many times more runs
        independent luck would have needed), before_after (what a study that looks at the arm
        alone, before and after, would claim), n (pairs).
        """
        return difference_table(
            self.block, BY_NAME, windows(self.scenario.weeks), self.scenario.baseline
        )

    @cached_property
    def money(self) -> pd.DataFrame:
        """Extra cost, benefit, net and ratio against the reference, early, late and in all.

        GBP at the switch, discounted. The ratio is NaN where the interval of extra cost is not
        above zero; its row says in words where cost and benefit lie.
        """
        weeks = self.scenario.weeks
        cashable = float(self.scenario.parameters["money"].cashable)
        return money_table(
            self.block, (*windows(weeks), all_weeks(weeks)), self._discount, cashable
        )

    @cached_property
    def cumulative(self) -> pd.DataFrame:
        """Extra cost, benefit and net so far, by arm and week, with 95 per cent bands."""
        return cumulative_table(self.block, all_weeks(self.scenario.weeks), self._discount)

    @cached_property
    def money_by_payer(self) -> pd.DataFrame:
        """Who pays and who saves: extra cost or benefit of each line, by arm and payer.

        GBP at the switch over all weeks after it, discounted, with 95 per cent intervals.
        Columns: arm, reference, payer (an agency's key, or society), line, kind (fiscal, economic
        or social), cashable, price_year, quantity (extra_cost, or benefit: what is saved),
        counted (in the sums of public money), value, low, high, n.
        """
        return money_by_payer(self._gaps, self.scenario.price_year)

    @cached_property
    def sums_by_payer(self) -> pd.DataFrame:
        """Extra cost, benefit and net of each payer, by arm; they add up to those of `money`."""
        return sums_by_payer(self._gaps)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Gains and losses by window and arm: outcomes of the whole estate with a better side.

        Columns: window, side (whose gain or loss it is), outcome, meaning, unit, better, arm,
        reference, difference, low, high, share_better, and the same difference in standard
        deviations between replicates, gains positive: gain, gain_low, gain_high.
        """
        return ledger_table(self.block, self.table, windows(self.scenario.weeks))

    @cached_property
    def critical_points(self) -> pd.DataFrame:
        """How near incidents and needs come to feeding themselves at the end, by arm.

        Columns: arm, quantity (see `iwsim.result.CriticalPoints`), value (mean over runs),
        highest (of any run), n.
        """
        return critical_table(self.runs, self.arms)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader of any of these tables has to know."""
        return notes_on(self.block, self.scenario.weeks, self.replicates, len(self.failures))

    def headline(self) -> pd.DataFrame:
        """Return the dozen outcomes that matter, and net money, early and late, for printing."""
        return headline_table(self.table, self.money, self.scenario.weeks)

    @cached_property
    def _gaps(self) -> Gaps:
        return gaps_of(self.spent, self.arms, self.block.replicates)

    @property
    def _discount(self) -> float:
        return float(self.scenario.parameters["money"].discount)


def from_parts(
    parts: Sequence[Part], scenario: Scenario, described: dict[str, Any], folder: Path | None
) -> Comparison:
    """Return the comparison that a manifest describes, from the parts of its folder.

    Parameters
    ----------
    parts
        Sound parts; runs of other arms and replicates in them are left out.
    scenario
        The scenario that was run.
    described
        The manifest.
    folder
        Where they are, None if they are not kept.

    Raises
    ------
    RunError
        If no run has finished.
    """
    arms, replicates = tuple(described["arms"]), int(described["replicates"])
    tables = finished_tables(parts)
    if WEEKLY not in tables:
        raise _none_finished(failures_of(parts, arms, replicates))
    weekly = _asked_for(to_frame(tables[WEEKLY]), arms, replicates)
    flats = _asked_for(to_frame(tables[FLATS]), arms, replicates)
    return Comparison(
        scenario=scenario,
        arms=arms,
        seed=int(described["seed"]),
        replicates=replicates,
        weekly=weekly.drop(columns=["key", "seed"]),
        flats=_mean_over_replicates(flats.drop(columns=["key", "seed"])),
        spent=_spent(tables, arms, replicates),
        runs=_runs(parts, arms, replicates),
        failures=failures_of(parts, arms, replicates),
        provenance=described,
        folder=folder,
    )


def _spent(tables: Mapping[str, pa.Table], arms: Sequence[str], replicates: int) -> pd.DataFrame:
    """Return what was spent; a single run, and tables of layout 1, do not tell."""
    columns = ["arm", "replicate", "line", "payer", "gbp"]
    if SPENT not in tables:
        return pd.DataFrame(columns=columns)
    return _asked_for(to_frame(tables[SPENT]), arms, replicates)[columns]


def _runs(parts: Sequence[Part], arms: Sequence[str], replicates: int) -> pd.DataFrame:
    """Return the finished runs, each once; tables of layout 1 lack the critical points."""
    frames = [to_frame(part.tables[RUNS]) for part in parts]
    runs = pd.concat(frames, ignore_index=True)
    finished = runs[runs["status"] == "finished"].drop_duplicates("key")
    columns = ["arm", "replicate", *CriticalPoints._fields]
    return _asked_for(finished, arms, replicates).reindex(columns=columns)


def _none_finished(failures: pd.DataFrame) -> RunError:
    if failures.empty:
        return RunError("no run has finished.")
    first = failures.iloc[0]
    return RunError(
        f"no run has finished; {len(failures)} failed. The first: {first['reason']}. "
        f"To repeat it alone: {first['repeat']}"
    )


def failures_of(parts: Sequence[Part], arms: Sequence[str], replicates: int) -> pd.DataFrame:
    """Return the failed runs among those asked for that no later attempt has finished."""
    frames = [to_frame(part.tables[RUNS]) for part in parts]
    runs = _asked_for(pd.concat(frames, ignore_index=True), arms, replicates)
    finished = set(runs.loc[runs["status"] == "finished", "key"])
    failed = runs[(runs["status"] == "failed") & ~runs["key"].isin(finished)]
    return failed.drop_duplicates("key")[list(FAILURE_COLUMNS)].reset_index(drop=True)


def _asked_for(rows: pd.DataFrame, arms: Sequence[str], replicates: int) -> pd.DataFrame:
    """Return the rows asked for, arms in the order asked, then by replicate and as written."""
    place = {arm: at for at, arm in enumerate(arms)}
    mine = rows[rows["arm"].isin(arms) & (rows["replicate"] < replicates)]
    order = np.lexsort((mine["replicate"].to_numpy(), mine["arm"].map(place).to_numpy()))
    return mine.iloc[order].reset_index(drop=True)


def _mean_over_replicates(flats: pd.DataFrame) -> pd.DataFrame:
    """Return one row an arm and flat, in the order in which a run lists its flats."""
    levels = [name for name in _FLAT_LEVELS if name in flats.columns]
    place = [name for name in flats.columns if name not in (*levels, "replicate")]
    return flats.groupby(place, sort=False)[levels].mean().reset_index()
