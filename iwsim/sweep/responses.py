"""What the analysis of a sample is of: an outcome over a window, as a level or a difference."""

from collections.abc import Iterator
from typing import NamedTuple

from iwsim.study.windows import all_weeks, windows
from iwsim.sweep.definition import Contrast, Study
from iwsim.sweep.results import MONEY, Results
from iwsim.sweep.rows import Numbers, windows_of

YEAR = "year_"


class Response(NamedTuple):
    """One number a run, or a pair of runs.

    Parameters
    ----------
    arm, reference
        The arm, and the one that it is compared with; without one it is the level in the arm.
    outcome, window
        Their names.
    """

    arm: str
    reference: str
    outcome: str
    window: str

    def __str__(self) -> str:
        """Return it as a message names it."""
        against = f" against {self.reference}" if self.reference else ""
        return f"{self.outcome} of {self.arm}{against} ({self.window})"


COLUMNS = Response._fields


def values_of(results: Results, response: Response) -> Numbers:
    """Return the numbers of a response, by (point, replicate)."""
    arm, reference, outcome, window = response
    if reference:
        return results.differences(Contrast(arm, reference), outcome, window)
    return results.levels(arm, outcome, window)


def main_window(study: Study, outcome: str) -> str:
    """Return the window that an outcome is judged over: the last one, money over all weeks."""
    weeks = study.scenario.weeks
    return all_weeks(weeks).name if outcome in MONEY else windows(weeks)[-1].name


def years_of(study: Study) -> tuple[str, ...]:
    """Return the names of the windows of the years, the first first."""
    return tuple(
        window.name for window in windows_of(study.scenario) if window.name.startswith(YEAR)
    )


def responses(study: Study) -> tuple[Response, ...]:
    """Return the responses of a study, each outcome over the window that it is judged over."""
    return tuple(
        Response(*arms, outcome, main_window(study, outcome))
        for outcome in study.outcomes
        for arms in _arms(study)
    )


def yearly(study: Study) -> tuple[Response, ...]:
    """Return the same responses over each year."""
    return tuple(
        response._replace(window=year) for response in responses(study) for year in years_of(study)
    )


def _arms(study: Study) -> Iterator[tuple[str, str]]:
    if study.measure in {"difference", "both"}:
        yield from study.contrasts
    if study.measure in {"level", "both"}:
        yield from ((arm, "") for arm in study.arms)
