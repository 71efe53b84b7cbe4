"""P10: risk factors compound."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.state import DOMAINS
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import at_switch
from iwsim.week import WEEK

_WEEKS = 52
_FLAGS = tuple(map(DOMAINS.index, ("money", "family_safety", "substance_use", "isolation")))
_AT_RISK = DOMAINS.index("mental_health")
_FLAGGED, _CLEAR = 0.7, 0.1
_NEEDS_ALONE = tuple(process for process in WEEK if process.name == "needs")

_APART = Setting("needs do not pull each other up", {"needs.coupling": 0.0})
_HARDLY = Setting("needs pull each other up a hundredth as much as the easing rate",
                  {"needs.coupling": 0.0002})  # fmt: skip


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Give everybody no risk factor, each of the four alone, and all four."""
    base = at_switch(scenario, replicate)
    none = _serious_share(base, ())
    alone = [_serious_share(base, (flag,)) - none for flag in _FLAGS]
    return np.array([[_serious_share(base, _FLAGS) - none, sum(alone)]])


def _serious_share(base: Engine, flags: tuple[int, ...]) -> float:
    """Return the share of person-weeks of a year with a serious mental-health need.

    Only the needs process goes on, so that nobody is helped. The four factors are held.
    """
    twin = base.branch(SILOED)
    twin.week = _NEEDS_ALONE
    state = twin.state
    state["relief"][:] = 0.0
    here = state["present"] == 1
    least = twin.scenario.parameters["needs"].serious
    total = 0.0
    for _ in range(_WEEKS):
        for flag in _FLAGS:
            state["need"][flag] = _FLAGGED if flag in flags else _CLEAR
        twin.advance(1)
        total += float(np.mean(state["need"][_AT_RISK][here] >= least))
    return total / _WEEKS


_WHY_HARDLY = (
    "Four factors at once add about six per cent more than the sum of each alone, which is close "
    "to the smallest effect that matters."
)

PATTERN = Pattern(
    claim=CLAIMS["P10"],
    scenario="rochdale",
    clauses=(
        Clause("compounding",
               "what needs of 0.7 for money, safety, substances and company add to the share of "
               "person-weeks with a serious mental-health need in a year; needs alone",
               "all four at once against the sum of each alone", "up", "V", _APART, _HARDLY,
               reason=_WHY_HARDLY),
    ),
    pairs=pairs,
)  # fmt: skip
