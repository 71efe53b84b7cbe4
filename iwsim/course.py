"""The course of one run: its weeks computed and timed, and the tables it ends in.

It knows nothing of Mesa, so that a run in which nobody looks at an agent does not load it.
"""

import time
from typing import Any, Self

import pandas as pd

from iwsim.engine import Engine
from iwsim.errors import RunError
from iwsim.kernel import sources_hash
from iwsim.result import RunResult, critical_points, result_of, versions
from iwsim.scenario import Scenario


class Course:
    """One run, from its first week to its tables.

    Parameters
    ----------
    scenario, arm, seed, replicate
        What is run, checked: `iwsim.IntegratedWorkingModel` checks what a user gives.

    Attributes
    ----------
    engine : Engine
        What computes the weeks.
    seconds : float
        Time taken by the weeks so far.
    spent_before_switch : numpy.ndarray
        The column ``spend`` as it was at the switch, None before it.
    """

    def __init__(self, scenario: Scenario, arm: str, seed: int, replicate: int = 0) -> None:
        self._begin(Engine(scenario, arm, seed, replicate))

    def _begin(self, engine: Engine) -> None:
        """Take an engine in, fresh or branched off."""
        self.engine = engine
        self.seconds = 0.0
        self.spent_before_switch: Any = None
        self._take_stock()

    @property
    def week(self) -> int:
        """The last week computed, 0 being the switch; one before the first when there is none."""
        return self.engine.done - 1 - self.engine.calendar.switch

    @property
    def weeks_left(self) -> int:
        """Weeks that are not computed yet."""
        return self.engine.calendar.end - self.engine.done

    def refuse_beyond_horizon(self, weeks: int) -> None:
        """Raise unless so many weeks are left.

        Raises
        ------
        RunError
            If they are not.
        """
        left = self.weeks_left
        if not 0 <= weeks <= left:
            raise RunError(f"{left} weeks are left of this run, and {weeks} were asked for")

    def advance(self, weeks: int) -> None:
        """Compute weeks, from 0 to those that are left.

        Raises
        ------
        RunError
            If fewer weeks are left.
        """
        self.refuse_beyond_horizon(weeks)
        began = time.perf_counter()
        to_switch = self.engine.calendar.switch - self.engine.done
        if 0 < to_switch < weeks:
            self.engine.advance(to_switch)
            self._take_stock()
            weeks -= to_switch
        self.engine.advance(weeks)
        self._take_stock()
        self.seconds += time.perf_counter() - began

    def run(self) -> RunResult:
        """Compute all weeks that are left and return the tables of the run."""
        self.advance(self.weeks_left)
        return self._result()

    def branch(self, arm: str) -> Self:
        """Return a course that goes on from here under another arm, with the same luck."""
        twin = type(self).__new__(type(self))
        twin._begin(self.engine.branch(arm))
        return twin

    def _take_stock(self) -> None:
        if self.engine.done == self.engine.calendar.switch:
            self.spent_before_switch = self.engine.state["spend"].copy()

    def _result(self) -> RunResult:
        engine = self.engine
        provenance = {
            "scenario": engine.scenario.name,
            "arm": engine.arm,
            "seed": engine.seed,
            "replicate": engine.replicate,
            "weeks_computed": engine.computed,
            "model": sources_hash(),
            "versions": dict(versions()),
            "seconds": self.seconds,
            "critical_points": critical_points(engine.scenario, engine.state)._asdict(),
        }
        return result_of(
            engine.scenario,
            engine.estate,
            engine.state,
            pd.DataFrame(engine.record, columns=list(engine.columns)),
            spent_before=self.spent_before_switch,
            provenance=provenance,
        )
