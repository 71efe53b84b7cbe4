"""Small scenarios, and what two runs are compared by: every bit of their columns and records."""

import hashlib
from dataclasses import replace

from iwsim.arm import apply_arm, end_funding
from iwsim.scenario import load_scenario
from iwsim.week import call_arguments

ARMS = ("siloed", "siloed_same_money", "colocated_team")
"""A silo, an arm with more posts, and one that changes the way of working."""


def tower(spin_up=8, baseline=4, weeks=12, **overrides):
    """Return the shipped tower with fewer weeks."""
    values = {key.replace("__", "."): value for key, value in overrides.items()}
    scenario = load_scenario("tower", values)
    return replace(scenario, spin_up=spin_up, baseline=baseline, weeks=weeks)


def fingerprints(run):
    """Return a digest for each column and for the record of a model or an engine."""
    arrays = {**run.state, "record": run.record}
    return {
        name: hashlib.sha256(f"{a.dtype}{a.shape}".encode() + a.tobytes()).hexdigest()
        for name, a in arrays.items()
    }


def advance_one_by_one(engine, weeks, after=None):
    """Compute weeks by calling one process after the other, and tell `after` of each call."""
    arm = engine.scenario.arms[engine.arm]
    ends = engine.calendar.switch + int(arm.arrangement.duration)
    for _ in range(weeks):
        if engine.done == engine.calendar.switch:
            apply_arm(engine.state, engine.scenario, arm)
        if engine.done == ends:
            end_funding(engine.state)
        for process in engine.week:
            before = {name: column.copy() for name, column in engine.state.items()}
            arguments = call_arguments(process, engine.inputs(), engine.arrangement(), engine.done)
            process.kernel(*arguments)
            if after is not None:
                after(process, before)
        engine.done += 1
