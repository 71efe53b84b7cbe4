"""Small worlds for exact tests: scenarios made in Python, and processes called one by one."""

from dataclasses import replace

import numpy as np

from iwsim.arm import apply_arm, end_funding
from iwsim.engine import Engine
from iwsim.luck import STREAMS, Luck, key_of
from iwsim.measuring import MEASURED_WEEK
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import SILOED, Arm, BlockSpec, load_scenario
from iwsim.state import NONE, SERVED, UNMET, copy_of
from iwsim.week import call_arguments

TOWER = load_scenario("tower")
PROCESSES = {process.name: process for process in MEASURED_WEEK}
WARM_UP = 30
LIVELY = {
    "asb.base_rate": 0.3,
    "help_seeking.ask_rate": 0.4,
    "tenancies.move_rate": 0.4,
    "detection.notice_rate": 0.5,
}


def with_values(scenario, values):
    """Return a scenario with other parameters, given by ``group.name``; none is checked."""
    parameters = dict(scenario.parameters)
    for key, value in values.items():
        group, name = key.split(".")
        parameters[group] = parameters[group]._replace(**{name: float(value)})
    return replace(scenario, parameters=parameters)


def always(scenario, arm="siloed", **ingredients):
    """Return a scenario that works as one of its arms does from its very first week."""
    arrangement = scenario.arms[arm].arrangement._replace(
        **{name: float(value) for name, value in ingredients.items()}
    )
    parameters = {**scenario.parameters, "arrangement": arrangement}
    arms = {SILOED: Arm(SILOED, "siloed", arrangement)}
    return replace(scenario, parameters=parameters, arms=arms)


def small(scenario=TOWER, weeks=8, **values):
    """Return a scenario without spin-up; values by ``group__name``."""
    named = {key.replace("__", "."): value for key, value in values.items()}
    return replace(with_values(scenario, named), spin_up=0, baseline=0, weeks=weeks)


def block(number, patch=1, flats=6, **other):
    """Return a small block: by default two floors of three flats with one adult each."""
    values = {
        "kind": "low_rise",
        "floors": 2,
        "entrances": 1,
        "flats_per_landing": max(3, -(-flats // 2)),
        "adults_per_flat": 1.0,
        "children_per_flat": 0.0,
        **other,
    }
    return BlockSpec(number=number, name=f"Block {patch}-{number}", patch=patch, flats=flats,
                     **values)  # fmt: skip


def with_blocks(scenario, *blocks):
    """Return a scenario with other buildings."""
    return replace(scenario, blocks=tuple(blocks))


def engine_of(scenario, arm=SILOED, seed=1, replicate=0, week=MEASURED_WEEK):
    """Return an engine before its first week."""
    return Engine(scenario, arm, seed, replicate, week)


def call(name, engine, now=0, seed=None, arrangement=None, **groups):
    """Call one process alone on the columns of an engine.

    Parameters
    ----------
    name
        Name of the process.
    engine
        Whose columns are read and written.
    now
        The week that the draws are addressed by.
    seed
        Seed of the luck; by default the engine's.
    arrangement
        Ingredients in force; by default those of the engine's next week.
    groups
        Parameter groups in place of the scenario's, by name.
    """
    inputs = engine.inputs()
    inputs.update({f"p_{group}": values for group, values in groups.items()})
    if seed is not None:
        inputs["key_0"], inputs["key_1"] = key_of(seed, 0)
    in_force = engine.arrangement() if arrangement is None else arrangement
    process = PROCESSES[name]
    process.kernel(*call_arguments(process, inputs, in_force, now))


def lively_tower(arm="colocated_team"):
    """Return a tower in full swing, which works as an arm does, for tests that branch from it."""
    scenario = replace(TOWER, spin_up=0, baseline=0, weeks=WARM_UP + 2)
    agencies = tuple(replace(agency, leaving_rate=1.0) for agency in scenario.agencies)
    engine = engine_of(with_values(always(replace(scenario, agencies=agencies), arm), LIVELY))
    engine.advance(WARM_UP)
    phase = engine.state["phase"]
    served = phase.max(axis=0) == SERVED
    assert served.any()
    # People in service have other needs too, which their worker may notice.
    phase[:, served] = np.where(phase[:, served] == NONE, UNMET, phase[:, served])
    return engine


def twin_of(engine):
    """Return an engine with columns of its own."""
    twin = object.__new__(type(engine))
    twin.__dict__.update(engine.__dict__)
    twin.state = copy_of(engine.state)
    return twin


def luck_of(stream, now=0, seed=1):
    """Return where a process draws from in one week."""
    return Luck(*key_of(seed, 0), now, STREAMS[stream])


def siloed_with(**ingredients):
    """Return the siloed arrangement with some ingredients changed."""
    return Arrangement(**{name: float(value) for name, value in ingredients.items()})


def weeks_of(engine, weeks, after=None):
    """Compute weeks process by process; `after` is told of each, and of each week's start."""
    arm = engine.scenario.arms[engine.arm]
    ends = engine.calendar.switch + int(arm.arrangement.duration)
    for _ in range(weeks):
        if engine.done == engine.calendar.switch:
            apply_arm(engine.state, engine.scenario, arm)
        if engine.done == ends:
            end_funding(engine.state)
        inputs, in_force = engine.inputs(), engine.arrangement()
        for process in engine.week:
            process.kernel(*call_arguments(process, inputs, in_force, engine.done))
            if after is not None:
                after(process.name)
        engine.done += 1
