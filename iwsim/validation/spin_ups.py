"""The weeks before the switch, computed once for all patterns that have them in common."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario, load_scenario, shipped_scenarios
from iwsim.world.build import reserve_seats

KEPT = 160
"""Replicates of a scenario as it is shipped that are kept, as many as any clause gets: 4 MB each in
`rochdale`."""


Before = tuple[Scenario, Mapping[str, int]]
Address = tuple[str, int, int]
"""Scenario by name, seed and replicate."""


class SpinUp(NamedTuple):
    """An engine in the week of the switch, and what its weeks so far depend on.

    Parameters
    ----------
    before
        The scenario without the arms that begin at the switch, and the seats that these reserve.
    engine
        The engine, from which every asker gets a copy.
    """

    before: Before
    engine: Engine


_as_shipped: dict[Address, SpinUp] = {}
_last = threading.local()


def at_switch(scenario: Scenario, replicate: int, seed: int) -> Engine:
    """Return an engine of the siloed arm that has done spin-up and baseline.

    The same as one that is made anew. The last one of every thread is kept, and the first
    replicates of scenarios as they are shipped, in which most patterns begin.
    """
    before = before_switch(scenario)
    key: Address = (scenario.name, seed, replicate)
    for spin_up, its_key in ((_as_shipped.get(key), key), getattr(_last, "made", (None, None))):
        if spin_up is not None and its_key == key and spin_up.before == before:
            return _copy(spin_up.engine, scenario)
    engine = Engine(scenario, SILOED, seed, replicate)
    engine.advance(engine.calendar.switch)
    made = SpinUp(before, engine)
    _last.made = (made, key)
    if replicate < KEPT and before == _shipped(scenario.name):
        _as_shipped[key] = made
    return _copy(engine, scenario)


def untouched(engine: Engine) -> Address | None:
    """Return the address of the kept spin-up that an engine stands at the end of, bit by bit.

    None where no such one is kept, or anything was changed since.
    """
    address = (engine.scenario.name, engine.seed, engine.replicate)
    kept = _as_shipped.get(address)
    if kept is None or (engine.done, engine.week) != (kept.engine.done, kept.engine.week):
        return None
    if before_switch(engine.scenario) != kept.before:
        return None
    columns = [(engine.record, kept.engine.record)]
    columns += [(column, kept.engine.state[name]) for name, column in engine.state.items()]
    return address if all(_same_bits(*pair) for pair in columns) else None


def _same_bits(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return np.array_equal(one.view(np.int64), other.view(np.int64))


def before_switch(scenario: Scenario) -> Before:
    """Return what an engine in the week of the switch depends on.

    Of the arms that begin there it has only the seats that are kept free for their posts.
    """
    return replace(scenario, arms={SILOED: scenario.arms[SILOED]}), reserve_seats(scenario)


@cache
def _shipped(name: str) -> Before | None:
    return before_switch(load_scenario(name)) if name in shipped_scenarios() else None


def _copy(engine: Engine, scenario: Scenario) -> Engine:
    twin = engine.branch(SILOED)
    twin.scenario = scenario
    return twin
