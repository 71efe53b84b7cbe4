"""P06: success is unseen by neighbours and overrated by the project."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.study.windows import Window
from iwsim.validation.apart import Part, Parts
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM, branch_under
from iwsim.validation.runs import AFTER, at_switch, mean_over, weekly

_FEWER, _MORE = 0.5, 1.5
_WEEKS = 104
_WEEK = 13
_AT_THE_END = 26
_HALF = 0.5
_ONE_WEEK = 1.0

_UNMOVED = Setting("what reaches people does not lower perceived safety", {"asb.safety_fall": 0.0})
_FORGIVING = Setting(
    "perceived safety falls half as readily as at the low plausible end, and comes back in a week",
    {"asb.safety_fall": 0.05, "asb.safety_rise": 1.0},
)
_NO_CREDIT = Setting("an outside evaluation corrects the team's verdict in full",
                     {"context.outside_evaluation": 1.0})  # fmt: skip
_LITTLE_CREDIT = Setting("an outside evaluation corrects nine tenths of it",
                         {"context.outside_evaluation": 0.9})  # fmt: skip
_NOTHING = Setting("help brings nobody forward", {"casework.step_up": 0.0})
_NEVER_BACK = Setting("nobody steps back by stress", {"casework.step_back": 0.0})


def steps(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Let everybody cause half, and half again, as many incidents."""
    base = at_switch(scenario, replicate)
    as_ever, fewer, more = (_safety(base, times) for times in (1.0, _FEWER, _MORE))
    gain, loss = fewer - as_ever, as_ever - more
    return [(gain[_WEEK], loss[_WEEK]), (half_way(gain), half_way(loss))]


def overrated(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Hold the team's own verdict beside what is measured."""
    return [_verdict(at_switch(scenario, replicate), None)]


def evaluated(scenario: Scenario, replicate: int) -> list[tuple[float, float]]:
    """Hold the gap between the two under full outside evaluation beside that under none."""
    base = at_switch(scenario, replicate)
    full, none = (own - measured for own, measured in (_verdict(base, 1.0), _verdict(base, 0.0)))
    return [(full, none)]


def _safety(base: Engine, times: float) -> Numbers:
    """Return mean perceived safety of two years if everybody is so many times as disposed."""
    twin = base.branch(SILOED)
    twin.state["propensity"][:] *= times
    twin.advance(_WEEKS)
    return weekly(twin, twin.record, "safety", Window("two years", 0, _WEEKS - 1))


def half_way(change: Numbers) -> float:
    """Return the first week with half of the mean change of the last half year; 0 if none."""
    final = float(change[-_AT_THE_END:].mean())
    return float(np.argmax(change / final >= _HALF)) if final != 0.0 else 0.0


def _verdict(base: Engine, evaluation: float | None) -> tuple[float, float]:
    """Return performance of the team, in its own view and measured, after the switch.

    Parameters
    ----------
    base
        An engine in the week of the switch.
    evaluation
        Outside evaluation from the switch on; None for that of the scenario.
    """
    values = {} if evaluation is None else {"context.outside_evaluation": evaluation}
    twin = branch_under(base, TEAM, values)
    twin.advance(base.calendar.end)
    own, measured = (
        mean_over(twin, twin.record, outcome, AFTER)
        for outcome in ("perceived_performance", "measured_performance")
    )
    return own, measured


_WHY_AS_LARGE = (
    "The change for the better comes later (pace), yet is no smaller in week 13: what reaches "
    "people lowers safety by less the more there is of it already, so that taking half away moves "
    "safety further in the end than adding half."
)

_STEP = "half as many incidents against half as many again, each beside as many as ever"

PATTERN = Pattern(
    claim=CLAIMS["P06"],
    scenario="rochdale",
    overrides={"tenancies.move_rate": 0.0, "response.evict": 0.0},
    clauses=(
        Clause("size", "change of perceived safety in week 13, 0-1, either way", _STEP, "down",
               "M", _UNMOVED, _FORGIVING, A_STATE, relative=False, reason=_WHY_AS_LARGE),
        Clause("pace", "week in which half of the final change of perceived safety is reached",
               _STEP, "up", "M", _UNMOVED, _FORGIVING, _ONE_WEEK, relative=False),
        Clause("overrated", "performance, 0-1, in the team, all weeks after the switch",
               "the team's own verdict against the measured share of steps forward", "up", "V",
               _NO_CREDIT, _LITTLE_CREDIT, A_STATE, relative=False),
        Clause("evaluated", "the team's own verdict less what is measured, 0-1, all weeks after "
               "the switch", "a full outside evaluation against none", "down", "V",
               _NOTHING, _NEVER_BACK, A_STATE, relative=False, counts=False),
    ),
    pairs=Parts([Part((0, 1), steps), Part((2,), overrated), Part((3,), evaluated)]),
    sets=("context.outside_evaluation",),
)  # fmt: skip
