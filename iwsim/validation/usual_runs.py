"""Runs that many patterns read, made once: the arms of a scenario, all as it is shipped."""

from functools import cache

from iwsim.engine import Engine
from iwsim.scenario import Arm, load_scenario, shipped_scenarios
from iwsim.validation import spin_ups
from iwsim.validation.clause import Numbers

_records: dict[tuple[spin_ups.Address, str], Numbers] = {}
"""As many replicates as there are spin-ups, half a megabyte each in `rochdale`."""


def record_of(engine: Engine) -> Numbers | None:
    """Return the record, to the horizon, of an engine that is about to run a usual arm.

    It is the one that comes out when the engine is run on and nothing is changed on the way. That
    is done the first time only; the record cannot be written to. None where anything is not as
    shipped: parameters, the state in the week of the switch, or what the arm is. An arm that spends
    another's money is none of these.
    """
    arm = engine.scenario.arms[engine.arm]
    usual = next((name for name, one in _arms(engine.scenario.name) if _are_alike(arm, one)), None)
    address = spin_ups.untouched(engine) if usual else None
    if usual is None or address is None:
        return None
    if (address, usual) not in _records:
        engine.advance(engine.calendar.end)
        engine.record.flags.writeable = False
        _records[address, usual] = engine.record
    return _records[address, usual]


def _are_alike(arm: Arm, usual: Arm) -> bool:
    """Return whether two arms are one but for their names, and depend on no third."""
    return (
        arm.same_money_as is usual.same_money_as is None
        and arm.arrangement == usual.arrangement
        and arm.extra_posts == usual.extra_posts
    )


@cache
def _arms(name: str) -> tuple[tuple[str, Arm], ...]:
    """Return the arms of a scenario as it is shipped, none if there is no such one."""
    return tuple(load_scenario(name).arms.items()) if name in shipped_scenarios() else ()
