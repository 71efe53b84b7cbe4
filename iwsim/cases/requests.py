"""What becomes of requests for help: followed week by week, by how severe the need is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.state import LONGEST_WAIT, NONE, SERVED, WAITING, Floats, Ints, State

HIGH, MEDIUM, LOW = "high", "medium", "low"
SEVERITIES = (HIGH, MEDIUM, LOW)
URGENT = 0.65
"""Need from which a request is of high severity: the model decides it between meetings, too."""
KNOWN_ENOUGH = 0.5
"""Share of the person's needs that the workers together know where a response is coordinated."""
PROMPT = 4
"""Weeks within which a response counts as prompt."""

_IDLE = -1
_DAYS = 7.0


class Waits(NamedTuple):
    """Weeks that some needs waited, with the place of their severity."""

    bands: Ints
    weeks: Floats


class Followed(NamedTuple):
    """What became of the requests of one run.

    Parameters
    ----------
    help_days, coordinated_days
        Mean days from request to first help, and to a coordinated response, by severity; at most
        182, and that where it never came. Needs that eased before any help are left out.
    prompt
        Share with a coordinated response within four weeks, by severity.
    asked
        Requests that start the clock of a need.
    repeated
        Requests for a need whose earlier request led to no help, or whose help was broken off.
    joined
        Requests of a person who has another one open, or in the same week.
    timed
        Requests that the means are over, by severity.
    """

    help_days: dict[str, float]
    coordinated_days: dict[str, float]
    prompt: dict[str, float]
    asked: int
    repeated: int
    joined: int
    timed: dict[str, int]

    @property
    def requests(self) -> int:
        """All requests, each for one need."""
        return self.asked + self.repeated


def follow(engine: Engine) -> Followed:
    """Run an engine to its horizon and return what became of the requests made on the way.

    A request is for one need of one person. Clocks start at the first request for a need while it
    lasts; those that cannot run for 26 weeks before the horizon are counted and not timed.
    """
    clocks = _Clocks(engine.state, engine.scenario.parameters["needs"].serious)
    while engine.done < engine.calendar.end:
        before = engine.state["phase"].ravel().copy()
        engine.advance(1)
        now = engine.done - 1
        clocks.week(now, before, engine.state, now + LONGEST_WAIT < engine.calendar.end)
    return clocks.followed()


class _Clocks:
    """Two clocks for each need of each person: to first help, and to a coordinated response.

    Needs are numbered by domain and person in one row.
    """

    def __init__(self, state: State, serious: float) -> None:
        needs = state["phase"].size
        self.people = state["phase"].shape[1]
        self.serious = serious
        self.start = np.full(needs, _IDLE)
        self.band = np.zeros(needs, np.int64)
        self.to_help = np.zeros(needs, np.bool_)
        self.to_joint = np.zeros(needs, np.bool_)
        self.help_weeks: list[Waits] = []
        self.joint_weeks: list[Waits] = []
        self.asked = self.repeated = self.joined = 0

    def week(self, now: int, before: Ints, state: State, timed: bool) -> None:
        """Take in one week."""
        phase = state["phase"].ravel()
        moved = np.flatnonzero(state["arrived"] == now)
        for person in moved:
            self._stop(np.arange(person, phase.size, self.people))
        entered = np.flatnonzero(state["entered_week"].ravel() == now)
        new = entered[before[entered] != SERVED]
        first = new[self.start[new] == _IDLE]
        self.asked += first.size
        self.repeated += new.size - first.size
        self.joined += self._joined(new, before)
        self.start[first] = now
        if timed:
            need = state["need"].ravel()[first]
            self.band[first] = np.where(need < self.serious, 2, np.where(need < URGENT, 1, 0))
            self.to_help[first] = self.to_joint[first] = True
        self._helped(now, phase)
        self._coordinated(now, phase, state["knowledge"])
        open_clocks = np.flatnonzero(self.start != _IDLE)
        ended = open_clocks[phase[open_clocks] == NONE]
        never = ended[self.to_joint[ended] & ~self.to_help[ended]]
        self.joint_weeks.append(Waits(self.band[never], np.full(never.size, LONGEST_WAIT)))
        self._stop(ended)

    def _joined(self, new: Ints, before: Ints) -> int:
        """Return how many requests come from people with another one open or in the same week."""
        persons, requests = np.unique(new % self.people, return_counts=True)
        waits_or_served = before.reshape(-1, self.people)[:, persons] >= WAITING
        return int((requests - 1 + waits_or_served.any(axis=0)).sum())

    def _helped(self, now: int, phase: Ints) -> None:
        running = np.flatnonzero(self.to_help)
        weeks = now - self.start[running]
        rings = (phase[running] == SERVED) | (weeks >= LONGEST_WAIT)
        self.help_weeks.append(Waits(self.band[running[rings]], weeks[rings].astype(np.float64)))
        self.to_help[running[rings]] = False

    def _coordinated(self, now: int, phase: Ints, knowledge: Floats) -> None:
        running = np.flatnonzero(self.to_joint)
        weeks = now - self.start[running]
        known = knowledge[running % self.people] >= KNOWN_ENOUGH
        rings = ((phase[running] == SERVED) & known) | (weeks >= LONGEST_WAIT)
        self.joint_weeks.append(Waits(self.band[running[rings]], weeks[rings].astype(np.float64)))
        self.to_joint[running[rings]] = False

    def _stop(self, those: Ints) -> None:
        """Stop the clocks of needs that have ended, or of people who have moved away."""
        self.start[those] = _IDLE
        self.to_help[those] = self.to_joint[those] = False

    def followed(self) -> Followed:
        """Return what has been followed so far."""
        helped, joint = _by_severity(self.help_weeks), _by_severity(self.joint_weeks)
        return Followed(
            help_days={s: _DAYS * _mean(w) for s, w in helped.items()},
            coordinated_days={s: _DAYS * _mean(w) for s, w in joint.items()},
            prompt={s: _mean(w <= PROMPT) for s, w in joint.items()},
            asked=self.asked,
            repeated=self.repeated,
            joined=self.joined,
            timed={s: w.size for s, w in joint.items()},
        )


def _by_severity(waits: list[Waits]) -> dict[str, Floats]:
    bands = np.concatenate([one.bands for one in waits])
    weeks = np.concatenate([one.weeks for one in waits])
    return {severity: weeks[bands == place] for place, severity in enumerate(SEVERITIES)}


def _mean(values: Floats | NDArray[np.bool_]) -> float:
    return float(values.mean()) if values.size else float("nan")
