"""The engine: the columns of one run, and the compiled weeks that move them."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from iwsim.arm import apply_arm, end_funding, timeline
from iwsim.luck import key_of
from iwsim.measuring import MEASURED_WEEK
from iwsim.outcomes import columns
from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import Scenario
from iwsim.state import Calendar, State, copy_of
from iwsim.week import Process, compiled_loop
from iwsim.world.build import build_world
from iwsim.world.estate import Estate

LATE_WEEKS = 78
_HELD = frozenset({"scenario", "state", "timeline", "record", "calendar", "key"})
"""Attributes that the compiled loop knows by their values or places."""


class Engine:
    """One run in the making.

    Parameters
    ----------
    scenario
        The scenario, checked.
    arm
        Name of the arm whose arrangement begins at the switch.
    seed, replicate
        The address of the luck; both at least 0.
    week
        The processes of a week; by default all, then the measuring.
    """

    _weeks: Callable[[int, int], None] | None

    def __init__(
        self,
        scenario: Scenario,
        arm: str,
        seed: int,
        replicate: int,
        week: tuple[Process, ...] = MEASURED_WEEK,
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.replicate = replicate
        self.week = week
        self.key = key_of(seed, replicate)
        self.columns = columns(scenario)
        self.calendar = calendar_of(scenario)
        self.done = 0
        self.computed = 0
        self.estate: Estate
        self.state: State
        self.state, self.estate = build_world(scenario, self.key)
        reported = self.calendar.end - self.calendar.reported
        self.record = np.full((reported, len(self.columns)), np.nan)
        self._choose(arm)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute; what the compiled loop holds is laid out anew if one of it changes."""
        super().__setattr__(name, value)
        if name in _HELD:
            super().__setattr__("_weeks", None)

    def _choose(self, arm: str) -> None:
        self.arm = arm
        self.timeline = timeline(self.scenario, self.scenario.arms[arm])

    def inputs(self) -> dict[str, Any]:
        """Return what kernels are given: columns, groups as ``p_<group>``, key, record."""
        groups = self.scenario.parameters
        return {
            **self.state,
            **{f"p_{name}": groups[name] for name in GROUPS},
            "key_0": self.key[0],
            "key_1": self.key[1],
            "record": self.record,
            "calendar": self.calendar,
            "timeline": self.timeline,
        }

    def arrangement(self) -> Arrangement:
        """Return the ingredients in force in the week that comes next."""
        row = self.timeline[min(self.done, len(self.timeline) - 1)]
        return Arrangement(*(float(value) for value in row))

    def compile(self, show: Callable[[int, int, str], None] | None = None) -> None:
        """Compile all kernels, or load them from the cache, telling `show` which is next."""
        inputs = self.inputs()
        self._weeks = compiled_loop(self.week, inputs, self.arrangement(), show).over(inputs)

    def advance(self, weeks: int) -> None:
        """Compute some weeks, at most to the end of the horizon.

        The arm's posts change at the switch, and go back in the week its funding ends.
        """
        last = min(self.done + weeks, self.calendar.end)
        stops = [self.calendar.switch, self._funding_ends(), last]
        while self.done < last:
            if self.done == self.calendar.switch:
                apply_arm(self.state, self.scenario, self.scenario.arms[self.arm])
            if self.done == self._funding_ends():
                end_funding(self.state)
            until = min(stop for stop in stops if stop > self.done)
            self._compute(self.done, min(until, last))
            self.computed += min(until, last) - self.done
            self.done = min(until, last)

    def _funding_ends(self) -> int:
        return self.calendar.switch + math.ceil(self.scenario.arms[self.arm].arrangement.duration)

    def _compute(self, first: int, last: int) -> None:
        if self._weeks is None:
            self.compile()
        assert self._weeks is not None
        self._weeks(first, last)

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what holds the places of columns: a copy has its own."""
        return {**self.__dict__, "_weeks": None}

    def branch(self, arm: str) -> "Engine":
        """Return a copy that goes on under another arm, with the same luck.

        Raises
        ------
        ValueError
            If the switch is past: then the two arms would not share what came before.
        """
        if self.done > self.calendar.switch:
            raise ValueError("an arm branches off at or before the week of the switch")
        twin = object.__new__(Engine)
        twin.__dict__.update(self.__dict__)
        twin.state = copy_of(self.state)
        twin.record = self.record.copy()
        twin.computed = 0
        twin._choose(arm)
        return twin


def calendar_of(scenario: Scenario) -> Calendar:
    """Return when baseline, switch, late window and end are, in weeks computed."""
    switch = scenario.spin_up + scenario.baseline
    end = switch + scenario.weeks
    return Calendar(scenario.spin_up, switch, max(switch, end - LATE_WEEKS), end)
