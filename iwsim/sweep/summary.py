"""All that a study says, as tables."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from iwsim.study.windows import all_weeks, windows
from iwsim.sweep.arms import JOIN, KINDS
from iwsim.sweep.crossing import crossing
from iwsim.sweep.ranking import ranks
from iwsim.sweep.results import Results, effects
from iwsim.sweep.shares import shares


class Summary(NamedTuple):
    """The tables of a study.

    Parameters
    ----------
    effects
        Paired differences over the last window.
    early, everything
        The same over the early window, and over all weeks after the switch.
    ranks
        Ranks of the arms by point; None where the points are not levels of factors.
    shares
        What mechanisms contribute; None where none are declared.
    crossing
        Main effects and interactions of kinds; None where kinds are not crossed.
    """

    effects: pd.DataFrame
    early: pd.DataFrame
    everything: pd.DataFrame
    ranks: pd.DataFrame | None
    shares: pd.DataFrame | None
    crossing: pd.DataFrame | None

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Give the tables that there are, with their names."""
        for name, table in self._asdict().items():
            if table is not None:
                yield name, table


def summary_of(results: Results) -> Summary:
    """Return the tables of a study."""
    study = results.study
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
