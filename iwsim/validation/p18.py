"""P18: ordered cooperation yields less."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.state import COVERED, PRESENT
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Pattern, Setting
from iwsim.validation.experiment import TEAM, Bases, Cell, Experiment, Read, compared
from iwsim.validation.runs import AFTER, LATE, mean_of

_A_FIFTH = 0.2
_HALF_A_YEAR = 26
_CONTRIBUTES = 0.5

_CONTRAST = (
    "team of whom a fifth chose to be there against the same team of whom four fifths did, with "
    "the same people and posts"
)
_NO_PULL = Setting("neither an own choice nor anything else pulls towards contributing",
                   {"cooperation.pull": 0.0})  # fmt: skip
_LITTLE_PULL = Setting(
    "what pulls towards contributing does so little, and nine posts in ten are moved into the team",
    {"cooperation.pull": 0.02, "arms.colocated_team.seconded": 0.9},
)

_START = (
    "the fifth of the staff who choose to be there, with whom a start with the willing begins, "
    "against all; half a year after the switch, in a team into which nobody is moved"
)
_SLOW_START = Setting(
    "what pulls towards contributing does little, and the own share of the benefit shrinks fast "
    "with the team, at the plausible ends",
    {"cooperation.pull": 0.02, "cooperation.crowd": 0.6},
)

_CELLS = {
    "silo": Cell(),
    "start": Cell(TEAM, {"voluntary": _A_FIFTH, "seconded": 0.0}),
    "ordered": Cell(TEAM, {"voluntary": _A_FIFTH}),
    "chosen": Cell(TEAM, {"voluntary": 0.8}),
}


def _gain(read: Read, cell: str) -> float:
    """Return the serious needs that a cell has fewer than the silo, over the silo's."""
    silo = read("silo", "serious_needs", LATE)
    return (silo - read(cell, "serious_needs", LATE)) / silo


_ROWS = (
    compared("ordered", "chosen", "contribution", AFTER),
    lambda read: (_gain(read, "ordered"), _gain(read, "chosen")),
)
"""What the clauses that count compare."""


def half_a_year(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Look at the willing and at all half a year after a start."""
    return start(Bases(_CELLS, scenario, replicate)("start"))


def start(engine: Engine) -> list[tuple[float, float]]:
    """Run a team half a year; return rise in contribution, and agencies reached: willing, all.

    The rise is that of people who stay in post. An agency is reached if somebody's contribution
    comes to one half or more.
    """
    state = engine.state
    before = state["contribution"].copy()
    engine.advance(_HALF_A_YEAR)
    there = np.isin(state["post_state"], (PRESENT, COVERED))
    willing = there & (state["chose"] < _A_FIFTH)
    stays = state["tenure"] >= _HALF_A_YEAR
    rise = state["contribution"] - before
    gives = state["contribution"] >= _CONTRIBUTES
    agency = np.resize(state["seat_agency"], there.size)
    return [
        (mean_of(rise[willing & stays]), mean_of(rise[there & stays])),
        (
            float(np.unique(agency[willing & gives]).size),
            float(np.unique(agency[there & gives]).size),
        ),
    ]


_WHY_NO_GAIN = (
    "Contribution acts on the residents only by what is told between agencies, where it is one "
    "reason among several; half of the posts are moved into the team and count as willing in both."
)

PATTERN = Pattern(
    claim=CLAIMS["P18"],
    scenario="rochdale",
    clauses=(
        Clause("contribution", "contribution to the common effort, 0-1",
               f"{_CONTRAST}, all weeks after the switch", "down", "M", _NO_PULL, _LITTLE_PULL,
               A_STATE, relative=False),
        Clause("gain", "serious needs fewer than in the silo, over the silo's, late", _CONTRAST,
               "down", "C", _NO_PULL, _LITTLE_PULL, relative=False, reason=_WHY_NO_GAIN),
        Clause("willing first, faster", "rise in contribution to the common effort since the "
               "switch, 0-1, of people who stay", _START, "up", "M",
               _NO_PULL, _SLOW_START, A_STATE, relative=False, counts=False),
        Clause("willing first, fewer", "agencies with somebody whose contribution is one half or "
               "more", _START, "down", "V", _NO_PULL, _SLOW_START, counts=False),
    ),
    pairs=Parts([Part((0, 1), Experiment(_CELLS, _ROWS)), Part((2, 3), half_a_year)]),
)  # fmt: skip
