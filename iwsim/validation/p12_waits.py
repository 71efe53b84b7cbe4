"""Waits of P12: from a need's being known to first help, by how severe it then is."""

from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.state import LONGEST_WAIT, NONE, Floats, Ints
from iwsim.validation.runs import mean_of

URGENT = 0.65
"""Need from which severity is high; below it, down to a serious need, it is medium."""
_DAYS = 7.0


class Waits(NamedTuple):
    """Mean days, at most 182, from a need's being known to first help, by its severity then."""

    high: float
    medium: float


class Followed(NamedTuple):
    """Waits that ended: the need and the week when it became known, and weeks to first help."""

    need: Floats
    known: Ints
    weeks: Floats


def waits_of(engine: Engine) -> Waits:
    """Run an engine to its horizon and return the waits of needs that become known on the way.

    Left out are those that become known less than 26 weeks before the horizon.
    """
    waits = follow(engine)
    timed = waits.known + LONGEST_WAIT < engine.calendar.end
    serious = engine.scenario.parameters["needs"].serious
    high, medium = waits.need >= URGENT, (waits.need >= serious) & (waits.need < URGENT)
    return Waits(*(_DAYS * mean_of(waits.weeks[timed & those]) for those in (high, medium)))


def follow(engine: Engine) -> Followed:
    """Run an engine to its horizon and return all waits that begin and end on the way.

    A wait ends when the model counts it: at first help, in the 26th week, or, as 26 weeks, when
    the need passes without help. Needs that ease in a queue or leave with the person have none.
    """
    state = engine.state
    need = np.full(state["need"].shape, np.nan)
    began = np.zeros(need.shape, np.int64)
    ended = []
    while engine.done < engine.calendar.end:
        engine.advance(1)
        now, known = engine.done - 1, state["known_since"]
        need[known == now] = state["need"][known == now]
        began[known == now] = now
        waits = ~np.isnan(need)
        over = waits & (state["phase"] == NONE)
        never = over & (known < 0) & (state["present"] == 1)
        counted = (waits & (state["waited"] == 1)) | never
        weeks = np.where(never, LONGEST_WAIT, np.minimum(now - began, LONGEST_WAIT))
        ended.append(Followed(need[counted], began[counted], weeks[counted]))
        need[counted | over] = np.nan
    return Followed(*map(np.concatenate, zip(*ended, strict=True)))
