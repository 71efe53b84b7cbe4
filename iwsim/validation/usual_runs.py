"""Runs that many patterns read, made once: the arms of a scenario, all as it is shipped."""

from functools import cache

from iwsim.engine import Engine
from iwsim.scenario import Arm, load_scenario
from iwsim.validation import spin_ups
from iwsim.validation.clause import Numbers

_records: dict[tuple[spin_ups.Address, str], Numbers] = {}


def record_of(engine: Engine) -> Numbers | None:
    """Return the record, to the horizon, of an engine that is about to run a usual arm.

    It is the one that comes out when the engine is run on, which is done the first time only; it
    cannot be written to. None where anything is not as shipped: parameters, the state in the week
    of the switch, or what the arm is.
    """
    address = spin_ups.as_kept(engine)
    if address is None:
        return None
    arm = engine.scenario.arms[engine.arm]
    for name, usual in _shipped(engine.scenario.name).items():
        if not _are_alike(arm, usual):
            continue
        if (address, name) not in _records:
            engine.advance(engine.calendar.end)
            engine.record.flags.writeable = False
            _records[address, name] = engine.record
        return _records[address, name]
    return None


def _are_alike(arm: Arm, usual: Arm) -> bool:
    """Return whether two arms are one but for their names, and depend on no third."""
    return (
        arm.same_money_as is usual.same_money_as is None
        and arm.arrangement == usual.arrangement
        and arm.extra_posts == usual.extra_posts
    )


@cache
def _shipped(name: str) -> dict[str, Arm]:
    return dict(load_scenario(name).arms)
