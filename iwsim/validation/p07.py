"""P07: targeted help breeds resentment."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.experiment import TEAM
from iwsim.validation.runs import at_switch, with_arms

_QUIET = "team_without_outreach"
_WEEKS = 52
_FIRST_READ = 26

_NO_DOORS = Setting("a knock on the door lowers no resentment",
                    {"resident_trust.unfair_outreach": 0.0})  # fmt: skip
_FEW_DOORS = Setting("the team knocks on doors for two hours a week",
                     {"arms.colocated_team.outreach": 2.0})  # fmt: skip


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run the team with and without outreach; read those whom neither helped in a year."""
    team = scenario.arms[TEAM].arrangement
    quiet = team._replace(outreach=0.0)
    base = at_switch(with_arms(scenario, {_QUIET: quiet}), replicate)
    without, with_outreach = (_year(base, arm) for arm in (_QUIET, TEAM))
    unhelped = without[1] & with_outreach[1]
    return np.array([[without[0][unhelped].mean(), with_outreach[0][unhelped].mean()]])


def _year(base: Engine, arm: str) -> tuple[Numbers, np.ndarray]:
    """Return everyone's mean unfairness over the second half of a year, and whom nobody helped."""
    twin = base.branch(arm)
    twin.advance(_FIRST_READ)
    felt = np.zeros(twin.state["unfairness"].size)
    for _ in range(_FIRST_READ, _WEEKS):
        twin.advance(1)
        felt += twin.state["unfairness"]
    state = twin.state
    helped = state["help_so_far"] + state["help_so_far"][state["head"]]
    return felt / (_WEEKS - _FIRST_READ), (state["cohort"] == 1) & (helped == 0.0)


_WHY_LITTLE = (
    "Outreach lowers resentment by a tenth, just less than the smallest effect: with 20 hours a "
    "week a person's door is knocked on about every nine months, and the resentment that a knock "
    "takes away is back long before the next."
)

PATTERN = Pattern(
    claim=CLAIMS["P07"],
    scenario="rochdale",
    clauses=(
        Clause("resentment",
               "feeling, 0-1, that others get what I do not, over weeks 26-51, of residents whom "
               "nobody has helped since the switch",
               "team without outreach against the team with its 20 hours of outreach to all",
               "up", "M", _NO_DOORS, _FEW_DOORS, A_STATE, relative=False, reason=_WHY_LITTLE),
    ),
    pairs=pairs,
)  # fmt: skip
