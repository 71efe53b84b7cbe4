"""P24: clients go forward and back on a slow way up."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.state import SERVED
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM
from iwsim.validation.runs import at_switch, mean_of

_WEEKS = 104
_LOW, _FAIR = 0.1, 0.5
_LEAST_GAIN = 2
_HALF = 0.5
_LADDER_STEPS = 10


def in_the_silo(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Count the steps of clients in the silo for two years."""
    forward, back, _ = _steps(at_switch(scenario, replicate), None)
    return [(back, forward)]


def trust_held(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Follow clients in the silo for two years, with everybody's trust held low and fair."""
    base = at_switch(scenario, replicate)
    clients = _in_service(base)
    forward, back, calm_low = _steps(base.branch(SILOED), _LOW)
    _, _, calm_fair = _steps(base, _FAIR)
    return [(back, forward), (float(calm_low[clients].mean()), float(calm_fair[clients].mean()))]


def in_the_team(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Follow clients in the team for two years."""
    start, end, relapsed = _way(at_switch(scenario, replicate).branch(TEAM))
    return [(end, start), (relapsed, _HALF)]


def _in_service(engine: Engine) -> np.ndarray:
    """Return who has a need that a service works on, the household's needs among them."""
    served = (engine.state["phase"] == SERVED).any(axis=0)
    found: np.ndarray = (engine.state["present"] == 1) & (served | served[engine.state["head"]])
    return found


def _steps(engine: Engine, held: float | None) -> tuple[float, float, Numbers]:
    """Return steps forward and back of people in service, per person-week, and mean activity.

    Parameters
    ----------
    engine
        An engine in the week of the switch.
    held
        Trust of all residents, set before every week; None to leave it alone.
    """
    forward = back = person_weeks = 0.0
    activity = np.zeros(engine.state["activity"].size)
    for _ in range(_WEEKS):
        if held is not None:
            engine.state["trust"][:] = held
        engine.advance(1)
        step = engine.state["ladder_step"][_in_service(engine)]
        forward += np.count_nonzero(step > 0)
        back += np.count_nonzero(step < 0)
        person_weeks += step.size
        activity += engine.state["activity"]
    return forward / person_weeks, back / person_weeks, activity / _WEEKS


def _way(engine: Engine) -> tuple[float, float, float]:
    """Return the mean place on the ladder, 0-1, at the start and after two years, and who relapsed.

    Of those who came into service after the switch and still live here. A relapse is a loss of at
    least half of what a person had gained, at any time, among those who gained two steps or more.
    """
    state = engine.state
    start = state["ladder"].copy()
    new = ~_in_service(engine)
    came = np.zeros(start.size, bool)
    best = start.copy()
    relapsed = np.zeros(start.size, bool)
    for _ in range(_WEEKS):
        engine.advance(1)
        came |= _in_service(engine)
        best = np.maximum(best, state["ladder"])
        gain = best - start
        relapsed |= (gain >= _LEAST_GAIN) & (best - state["ladder"] >= _HALF * gain)
    followed = new & came & (state["cohort"] == 1)
    gained = followed & (best - start >= _LEAST_GAIN)
    return (
        mean_of(start[followed]) / _LADDER_STEPS,
        mean_of(state["ladder"][followed]) / _LADDER_STEPS,
        mean_of(relapsed[gained]),
    )


_NO_BACK = {
    "casework.step_back": 0.0,
    "casework.change_of_worker": 0.0,
    "decisions.error_reach": 0.0,
}
_NEVER_BACK = Setting(
    "nobody ever steps back, by stress, by a change of worker or by an error", _NO_BACK
)
_SELDOM_BACK = Setting(
    "steps back at the low end of the plausible range, a change of worker costs none",
    {"casework.step_back": 0.01, "casework.change_of_worker": 0.0},
)
_NEVER_UP = Setting("help brings nobody forward", {"casework.step_up": 0.0})
_SLIPPERY = Setting(
    "steps forward at the low, steps back at the high end of the plausible ranges",
    {"casework.step_up": 0.5, "casework.step_back": 0.1},
)
_NO_CALM = Setting("behaviour follows neither progress nor need",
                   {"asb.desistance": 0.0, "asb.need_weight": 0.0})  # fmt: skip
_LITTLE_CALM = Setting(
    "progress calms behaviour at the low end of the plausible range, and need does not drive it",
    {"asb.desistance": 0.01, "asb.need_weight": 0.0},
)

_WHY_FORWARD = (
    "In service people step forward five times as often as back, since every hour of help pushes "
    "and a step back has a chance of one in forty a week; most steps back come after a service "
    "has ended. The six steps back for one forward of the evidence are a manner of speaking."
)
_WHY_FEW_RELAPSE = (
    "Two in five lose half of their gain within the two years, and about half of those who gained "
    "in the first half year and so were followed longest: while help lasts steps back are rare."
)
_WHY_AS_FAST = (
    "Trust reaches behaviour through hope alone. Held at 0.1 it lowers hope by 0.07 against 0.5, "
    "which slows calming by a few per cent; progress on the ladder is the same."
)

_STEPS = "steps of people in service, per person-week over two years"
_FOLLOWED = "those who come into service after the switch and stay, in the team"

PATTERN = Pattern(
    claim=CLAIMS["P24"],
    scenario="rochdale",
    clauses=(
        Clause("back", _STEPS, "steps back against steps forward, in the silo", "up", "C",
               _NEVER_BACK, _SELDOM_BACK, reason=_WHY_FORWARD),
        Clause("back, low trust", _STEPS,
               "steps back against steps forward, in the silo with all trust held at 0.1", "up",
               "C", _NEVER_BACK, _SELDOM_BACK, counts=False),
        Clause("up", "mean place on the ladder, 0-1, of " + _FOLLOWED,
               "after two years against the week of the switch", "up", "C", _NEVER_UP, _SLIPPERY,
               A_STATE, relative=False),
        Clause("relapse", "share who lost half of their gain at some time, of " + _FOLLOWED
               + " and gain two steps or more", "against one half", "up", "C",
               _NEVER_BACK, _SELDOM_BACK, A_STATE, relative=False, reason=_WHY_FEW_RELAPSE),
        Clause("desistance", "how far a propensity is acted out, 0-1, mean of two years, of those "
               "in service at the switch",
               "trust of all held at 0.1 against 0.5, in the silo", "up", "C",
               _NO_CALM, _LITTLE_CALM, A_STATE, relative=False, reason=_WHY_AS_FAST),
    ),
    pairs=Parts([Part((0,), in_the_silo), Part((1, 4), trust_held), Part((2, 3), in_the_team)]),
)  # fmt: skip
