"""A comparison over an ensemble: what a finding owes to parameters that nobody knows, what to luck.

Every member of the ensemble is a comparison of its own, with its own values and its own luck, kept
in a folder of its own by `iwsim.study.compare`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from iwsim.calibration.ensemble import ParameterSets, own_values
from iwsim.calibration.spread import COLUMNS, spread_of
from iwsim.errors import RunError, ScenarioError
from iwsim.outcomes import BY_NAME
from iwsim.scenario import Scenario
from iwsim.scenario.arguments import LARGEST_SEED, MOST_REPLICATES, Given
from iwsim.scenario.changed import changed
from iwsim.study import executor
from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison
from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.study.headline import HEADLINE, NET
from iwsim.study.keys import canonical, sha256
from iwsim.study.progress import Reporter, Silent
from iwsim.study.windows import windows

_SHORT = 8


class Failed(NamedTuple):
    """A member of which no run, or not every run, could be used, and why."""

    member: int
    reason: str


@dataclass(frozen=True, eq=False)
class EnsembleComparison:
    """What a comparison came to in every member of an ensemble.

    Parameters
    ----------
    scenario
        The scenario, with its own values.
    arms
        The arms, the reference first.
    replicates
        Runs of each arm in each member.
    sets
        The ensemble.
    differences
        One row a member, replicate, window, arm and headline outcome: the paired difference.
    failures
        Members that failed.
    held
        Parameters whose values are the scenario's own in every member.
    """

    scenario: Scenario
    arms: tuple[str, ...]
    replicates: int
    sets: ParameterSets
    differences: pd.DataFrame
    failures: tuple[Failed, ...]
    held: tuple[str, ...]

    @property
    def priors_alone(self) -> tuple[str, ...]:
        """The parameters that vary over the ensemble and that no target has narrowed."""
        return priors_alone(self.sets, self.held)

    @property
    def table(self) -> pd.DataFrame:
        """Headline outcomes over the ensemble, by window and arm.

        Columns: window, outcome, unit, arm, reference, mean, low and high (95 per cent of members:
        parameter uncertainty and the luck of their runs), share_higher and share_better (of
        members), sd_parameters and sd_luck (standard deviations of a difference between members
        and between replicates), from_parameters (share of the variance of one run's difference),
        members, replicates. What luck adds takes two replicates a member.
        """
        keys = ["window", "arm", "outcome"]
        rows = [
            self._row(dict(zip(keys, group, strict=True)), part)
            for group, part in self.differences.groupby(keys, sort=False)
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def _row(self, group: dict[str, Any], part: pd.DataFrame) -> tuple[object, ...]:
        name = str(group["outcome"])
        by_member = part.pivot(index="member", columns="replicate", values="difference")
        return (
            group["window"],
            name,
            "GBP" if name == NET else BY_NAME[name].unit,
            group["arm"],
            self.arms[0],
            *spread_of(
                by_member.to_numpy(dtype=np.float64),
                "higher" if name == NET else BY_NAME[name].better,
            ),
        )


def compare_over(
    scenario: Scenario,
    arms: Sequence[str],
    sets: ParameterSets,
    replicates: int = 1,
    seed: int = 1,
    *,
    workers: int | None = None,
    out: str | Path,
    force: bool = False,
    progress: Reporter | None = None,
) -> EnsembleComparison:
    """Compare arms in every member of an ensemble, each with luck of its own.

    A parameter to which the scenario gives a value other than the declared default keeps it.

    Parameters
    ----------
    scenario
        The scenario.
    arms
        Names of its arms; the first is the reference.
    sets
        The ensemble, for instance from `iwsim.calibration.ensemble.read_ensemble`.
    replicates
        How many times each arm is run in each member; two or more tell luck from parameters.
    seed
        Seed of all luck.
    workers
        How many members are run at once, by default one a processor.
    out
        Folder that keeps the results, one folder a member; runs that are there are not made again.
    force
        Replace the results that it holds.
    progress
        What is told how far it has come, by default nothing.

    Raises
    ------
    ScenarioError
        With all faults of the arguments.
    RunError
        If no member could be run.
    """
    given = Given(compare_over.__name__)
    given.arms("arms", arms, given.scenario(scenario))
    given.kind("sets", sets, (ParameterSets,), "what read_ensemble returns")
    replicates = given.whole("replicates", replicates, 1, MOST_REPLICATES)
    seed = given.whole("seed", seed, 0, LARGEST_SEED)
    many = executor.processors() if workers is None else workers
    workers = given.whole("workers", many, 1)
    given.close()
    held = own_values(scenario)
    one = _Asked(scenario, tuple(arms), sets, held, replicates, seed, Path(out), force).member
    told = Silent() if progress is None else progress
    told.begin(len(sets), 0)
    frames, failures = [], []
    try:
        told.say("comparing in each member")
        with executor.threads(workers) as pool:
            for frame, failure in executor.carry_out(pool, one, sets.members, workers):
                frames.append(frame)
                failures += [] if failure is None else [failure]
                told.advance(int(failure is None), int(failure is not None))
    finally:
        told.end()
    found = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if found.empty:
        raise RunError(f"no member could be run. The first: {failures[0].reason}")
    found = found.sort_values("member", kind="stable", ignore_index=True)
    return EnsembleComparison(
        scenario, tuple(arms), replicates, sets, found, tuple(sorted(failures)), held
    )


def priors_alone(sets: ParameterSets, held: Sequence[str]) -> tuple[str, ...]:
    """Return the parameters that vary over an ensemble and that no target has narrowed."""
    return tuple(name for name in sets.priors_alone if name not in held)


def with_values(scenario: Scenario, values: dict[str, float], held: Sequence[str]) -> Scenario:
    """Return a scenario with other values of parameters, those held left as they are.

    Raises
    ------
    ScenarioError
        If they break a rule of scenarios together.
    """
    return changed(scenario, {name: v for name, v in values.items() if name not in held})


def luck_of(seed: int, member: int) -> int:
    """Return the seed of a member: another one for each, so that members share no luck."""
    return int(np.random.SeedSequence([seed, member]).generate_state(1)[0])


def ensemble_folder(scenario: Scenario, sets: ParameterSets, seed: int, below: Path) -> Path:
    """Return the usual folder: ``<below>/results/<name>-ensemble-<short key>``."""
    described = {
        "scenario": scenario.resolved(),
        "seed": seed,
        "sets": [sets.overrides(member) for member in sets.members],
    }
    return below / "results" / f"{scenario.name}-ensemble-{sha256(canonical(described))[:_SHORT]}"


class _Asked(NamedTuple):
    """What every member is compared in, and the comparison of one."""

    scenario: Scenario
    arms: tuple[str, ...]
    sets: ParameterSets
    held: tuple[str, ...]
    replicates: int
    seed: int
    out: Path
    force: bool

    def member(self, number: int) -> tuple[pd.DataFrame, Failed | None]:
        """Return the differences in one member, and why it failed if it did."""
        try:
            comparison = compare(
                with_values(self.scenario, self.sets.overrides(number), self.held),
                self.arms,
                self.replicates,
                luck_of(self.seed, number),
                workers=1,
                out=self.out / f"member-{number:03d}",
                force=self.force,
            )
        except (RunError, ScenarioError) as error:
            return pd.DataFrame(), Failed(number, str(error))
        failure = None
        if not comparison.failures.empty:
            failure = Failed(number, str(comparison.failures.iloc[0]["reason"]))
        return differences(comparison, number), failure


def differences(comparison: Comparison, member: int) -> pd.DataFrame:
    """Return the paired differences of the headline outcomes and of net public money.

    Parameters
    ----------
    comparison
        The comparison of one member.
    member
        Its number.
    """
    block = comparison.block
    discount = float(comparison.scenario.parameters["money"].discount)
    kinds = [BY_NAME[name.partition(".")[0]].over for name in block.columns]
    frames = []
    for window in windows(comparison.scenario.weeks):
        levels = block.over(window, kinds)
        factors = discount_factors(np.arange(window.first, window.last + 1.0), discount)
        weekly = block.weekly(window)
        money = sum(weekly[..., block.columns.index(name)] for name in (SPEND, PUBLIC_COST))
        net = -(money * factors).sum(axis=-1)
        for place, arm in enumerate(block.arms[1:], start=1):
            found = {
                name: levels[place, :, at] - levels[0, :, at]
                for name in HEADLINE
                if name in block.columns
                for at in (block.columns.index(name),)
            }
            found[NET] = net[place] - net[0]
            frames.append(
                pd.DataFrame(found)
                .assign(member=member, replicate=block.replicates, window=window.name, arm=arm)
                .melt(
                    id_vars=["member", "replicate", "window", "arm"],
                    var_name="outcome",
                    value_name="difference",
                )
            )
    return pd.concat(frames, ignore_index=True)
