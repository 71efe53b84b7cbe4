"""People whom no service serves or knows at the switch, and who of them is reached."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.state import NONE, SERVED, WAITING, State

YEAR = 52
"""Weeks in which they are followed."""

Flags = NDArray[np.bool_]


class Reached(NamedTuple):
    """How many of some people were helped within a year, and how soon.

    Parameters
    ----------
    people
        How many there were at the switch.
    share
        Share of them who were helped, of those who stayed or had been helped before they left.
    weeks
        Mean weeks until first help, 52 for those who stayed without it.
    """

    people: int
    share: float
    weeks: float


def unserved(state: State) -> Flags:
    """Return who has a serious need, and none that a service knows, queues or works on."""
    phase, present = state["phase"], state["present"] == 1
    serious = phase != NONE
    known = serious & ((state["known_since"] >= 0) | (phase >= WAITING))
    nobodys: Flags = present & serious.any(axis=0) & ~known.any(axis=0)
    return nobodys


def in_families(state: State) -> Flags:
    """Return who lives in a home with children."""
    families: Flags = state["children"][state["flat"]] > 0
    return families


def follow_unserved(
    engine: Engine, groups: Mapping[str, Flags], held: Mapping[str, float]
) -> dict[str, Reached]:
    """Run an engine to its horizon and return who of some people was helped in the first year.

    Parameters
    ----------
    engine
        The engine in the week of the switch.
    groups
        The people, by name.
    held
        Columns set to a level at the start of every week.
    """
    week_of_help = np.full(engine.state["present"].size, YEAR)
    stayed = np.ones(engine.state["present"].size, np.bool_)
    helped = np.zeros(engine.state["present"].size, np.bool_)
    arrived = engine.state["arrived"].copy()
    while engine.done < engine.calendar.end:
        for column, level in held.items():
            engine.state[column][:] = level
        engine.advance(1)
        week = engine.done - 1 - engine.calendar.switch
        if week >= YEAR:
            if not held:
                engine.advance(engine.calendar.end)
            continue
        state = engine.state
        stayed &= (state["present"] == 1) & (state["arrived"] == arrived)
        now = stayed & ~helped & (state["phase"] == SERVED).any(axis=0)
        week_of_help[now] = week
        helped |= now
    return {
        name: _reached(those, those & (stayed | helped), helped, week_of_help)
        for name, those in groups.items()
    }


def _reached(those: Flags, counted: Flags, helped: Flags, weeks: NDArray[np.int64]) -> Reached:
    return Reached(
        people=int(those.sum()),
        share=float(helped[counted].mean()),
        weeks=float(weeks[counted].mean()),
    )
