"""What a case study is: a question put to a scenario, what its runs are read for, its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from iwsim.scenario import Scenario
from iwsim.validation.clause import no_remarks

DEFAULTS = 0
"""Number of the parameter set that holds the defaults; those of an ensemble follow from 1."""

Measures = Mapping[str, float]
"""What one replicate comes to, by name; NaN where it has no number."""


@dataclass(frozen=True)
class Case:
    """A case study.

    Parameters
    ----------
    key
        Its name, which is also that of its scenario and of its page.
    title
        What it is, in one line.
    question
        What it asks, in one or two sentences.
    evidence
        The ids it rests on.
    scenario
        Name of the shipped scenario.
    measure
        Makes one replicate of the scenario and returns what is read of it.
    answer
        Writes paragraphs and tables of Markdown from the table of replicates; the first paragraph
        answers the question, with an interval. Columns of the table: member, replicate, measures.
    draw
        Draws figures by name from the same table.
    replicates
        Replicates at the default parameters.
    members
        Parameter sets of the calibrated ensemble under which it is run, too.
    replicates_a_member
        Replicates of each of them.
    limits
        Sentences on what the case leaves out or assumes.
    """

    key: str
    title: str
    question: str
    evidence: tuple[str, ...]
    scenario: str
    measure: Callable[[Scenario, int], Measures]
    answer: Callable[[pd.DataFrame], tuple[str, ...]]
    draw: Callable[[pd.DataFrame], Mapping[str, Figure]]
    replicates: int = 40
    members: int = 0
    replicates_a_member: int = 2
    limits: Callable[[], tuple[str, ...]] = no_remarks


def at_defaults(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the replicates at the default parameters."""
    return measured[measured["member"] == DEFAULTS]


def over_ensemble(measured: pd.DataFrame) -> pd.DataFrame:
    """Return the mean over replicates of each measure, one row a set of the ensemble."""
    sets = measured[measured["member"] != DEFAULTS]
    return sets.drop(columns="replicate").groupby("member").mean()
