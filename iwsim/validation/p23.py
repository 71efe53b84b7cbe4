"""P23: involvement and knowledge weigh on the worker."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.processes.post import filled
from iwsim.scenario import Scenario
from iwsim.state import copy_of
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import (
    TEAM,
    Bases,
    Cell,
    Experiment,
    changes_compared,
    compared,
    run,
    set_in,
)
from iwsim.validation.runs import AFTER
from iwsim.week import WEEK, call_arguments

Mask = NDArray[np.bool_]

_WEEK = 52
_BURNOUT = next(process for process in WEEK if process.name == "burnout")

_OPEN = {"shared_records": 0.8, "single_gateway": 1.0}
_MORE_POSTS = 0.2
_TO_THE_CRISIS = {
    "silo": Cell(),
    "team": Cell(TEAM),
    "little": Cell(TEAM, parameters={"workforce.involvement": 0.2}),
    "much": Cell(TEAM, parameters={"workforce.involvement": 0.6}),
}
_TO_THE_END = {
    "closed": Cell(),
    "open": Cell(ingredients=_OPEN),
    "closed, more posts": Cell(posts=_MORE_POSTS),
    "open, more posts": Cell(ingredients=_OPEN, posts=_MORE_POSTS),
}
_ROWS = [
    compared("open", "closed", "emotional_load", AFTER),
    changes_compared(
        ("open, more posts", "closed, more posts"), ("open", "closed"), "emotional_load", AFTER
    ),
]

_NO_CRISIS = Setting("a client's crisis worries nobody", {"burnout.worry_crisis": 0.0})
_MILD_CRISIS = Setting(
    "a client's crisis worries at the low end of the plausible range",
    {"burnout.worry_crisis": 0.1},
)
_NO_KNOWING = Setting("known need worries nobody", {"burnout.worry_knowledge": 0.0})
_MILD_KNOWING = Setting(
    "known need worries at the low end of the plausible range",
    {"burnout.worry_knowledge": 0.02},
)


def crises(
    arm: str, reference: str, scenario: Scenario, replicate: int
) -> list[tuple[float, float]]:
    """Give every worker with cases one more crisis in one week, in two of the cells."""
    bases = Bases(_TO_THE_CRISIS, scenario, replicate)
    one, other = (run(bases(name), _TO_THE_CRISIS[name], _WEEK) for name in (arm, reference))
    return [jumps(one, other)]


def jumps(arm: Engine, reference: Engine) -> tuple[float, float]:
    """Return the mean jump of worry by one more crisis, over workers with cases in both.

    What worries one worker reaches no other in the same week, so all of them are tried at once.
    """
    both = _with_cases(arm) & _with_cases(reference)
    jump, other = (
        (_load(engine, both, 1) - _load(engine, both, 0))[both] for engine in (arm, reference)
    )
    return float(jump.mean()), float(other.mean())


def _with_cases(engine: Engine) -> Mask:
    cases = engine.state["open_cases"]
    there = [filled(post, engine.state["post_state"]) for post in range(cases.size)]
    return np.array(there) & (cases > 0)


def _load(engine: Engine, who: Mask, crises: int) -> Numbers:
    """Return worry after burnout alone is computed once more, with crises added."""
    inputs = engine.inputs()
    state = copy_of(engine.state)
    state["crises_held"][who] += crises
    call = call_arguments(_BURNOUT, {**inputs, **state}, engine.arrangement(), engine.done)
    _BURNOUT.kernel(*call)
    return state["emotional_load"]


_WHY_LITTLE_JUMP = (
    "The jump is larger in the team, by a little less than the smallest effect: most hours go to "
    "people whom a worker holds as their keyworker, which lifts involvement from 0.35 to 0.46, "
    "but they carry more worry to begin with, so there is less room to rise."
)
_WHY_NO_WEIGHT = (
    "Workers do know more of each person, but what is on record saves assessments: the hours go "
    "to people, more needs are met, and each worker carries fewer known needs than before."
)

_JUMP = "jump of worry by one more crisis held in week 52, mean of workers with cases, 0-1"
_WORRY = "worry carried, 0-1"

PATTERN = Pattern(
    claim=CLAIMS["P23"],
    scenario="rochdale",
    clauses=(
        Clause("crisis", _JUMP, "the same workers in the team against the silo", "up", "M",
               _NO_CRISIS, _MILD_CRISIS, A_STATE, relative=False, reason=_WHY_LITTLE_JUMP),
        Clause("involvement", _JUMP,
               "mean involvement of 0.6 against 0.2 from the first week on, in the team", "up",
               "V", _NO_CRISIS, _MILD_CRISIS, A_STATE, relative=False),
        Clause("knowledge", _WORRY,
               "the silo with shared records of 0.8 and one gateway against the silo, all weeks "
               "after the switch", "up", "M", _NO_KNOWING, _MILD_KNOWING, A_STATE,
               relative=False, reason=_WHY_NO_WEIGHT),
        Clause("knowledge, more posts", _WORRY,
               "what records and gateway change with a fifth more posts against what they change "
               "with the posts there are", "down", "M", _NO_KNOWING, _MILD_KNOWING, A_STATE,
               relative=False, counts=False),
    ),
    pairs=Parts(
        [
            Part((0,), partial(crises, "team", "silo")),
            Part((1,), partial(crises, "much", "little")),
            Part((2, 3), Experiment(_TO_THE_END, _ROWS)),
        ]
    ),
    sets=set_in({**_TO_THE_CRISIS, **_TO_THE_END}),
)  # fmt: skip
