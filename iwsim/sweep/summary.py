"""All that a study says, as tables."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from iwsim.study.windows import all_weeks, windows
from iwsim.sweep.arms import JOIN, KINDS
from iwsim.sweep.crossing import crossing
from iwsim.sweep.ranking import ranks
from iwsim.sweep.results import Results, effects
from iwsim.sweep.sensitivity import RESAMPLES, Sensitivity, sensitivity_of
from iwsim.sweep.shares import shares


class Summary(NamedTuple):
    """The tables of a study.

    Parameters
    ----------
    effects
        Paired differences over the last window.
    early, everything
        The same over the early window, and over all weeks after the switch. None of the three
        where the points are a sample.
    ranks
        Ranks of the arms by point; None where the points are not levels of factors.
    shares
        What mechanisms contribute; None where none are declared.
    crossing
        Main effects and interactions of kinds; None where kinds are not crossed.
    sensitivity
        What each factor moves; None where the points are named one by one.
    """

    effects: pd.DataFrame | None
    early: pd.DataFrame | None
    everything: pd.DataFrame | None
    ranks: pd.DataFrame | None
    shares: pd.DataFrame | None
    crossing: pd.DataFrame | None
    sensitivity: Sensitivity | None = None

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Give the tables that there are, with their names."""
        for name, table in self._asdict().items():
            if isinstance(table, pd.DataFrame):
                yield name, table
        if self.sensitivity is not None:
            yield from self.sensitivity._asdict().items()


def summary_of(results: Results, resamples: int = RESAMPLES) -> Summary:
    """Return the tables of a study.

    Parameters
    ----------
    results
        Its numbers.
    resamples
        Resamples of the bootstrap of a sensitivity analysis.
    """
    study = results.study
    if study.sampled:
        return Summary(None, None, None, None, None, None, sensitivity_of(results, resamples=resamples))
    weeks = study.scenario.weeks
    first, last = windows(weeks)[0].name, windows(weeks)[-1].name
    parts = None
    if study.mechanisms:
        contrasts = ((one, outcome) for one in study.contrasts for outcome in study.outcomes)
        parts = pd.concat([shares(results, *one, last) for one in contrasts], ignore_index=True)
    kinds = None
    if JOIN.join(KINDS) in study.arms:
        silo = study.contrasts[0].reference
        crossed = [crossing(results, silo, outcome, last) for outcome in study.outcomes]
        kinds = pd.concat(crossed, ignore_index=True)
    return Summary(
        effects=effects(results, last),
        early=effects(results, first),
        everything=effects(results, all_weeks(weeks).name),
        ranks=ranks(results, last) if study.factors else None,
        shares=parts,
        crossing=kinds,
    )
