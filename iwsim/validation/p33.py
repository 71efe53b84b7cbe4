"""P33: owning failure earns respect."""

import numpy as np

from iwsim.scenario import SILOED, Scenario
from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import at_switch, mean_over, with_arms

_TOLD, _HIDDEN = "failures_told", "failures_hidden"
_PROMISES = 4
_HALF_A_YEAR = Window("half a year", 0, 25)

_NO_MATTER = Setting(
    "a failure costs the same trust whether it is owned or hidden",
    {"resident_trust.told_discount": 1.0, "resident_trust.hidden_penalty": 1.0},
)
_LITTLE_MATTER = Setting(
    "an owned failure costs nine tenths of a plain one, and a hidden one no more than that",
    {"resident_trust.told_discount": 0.9, "resident_trust.hidden_penalty": 1.0},
)


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Let everybody down four times in the week of the switch, then own it or hide it."""
    silo = scenario.arms[SILOED].arrangement
    arms = {
        _TOLD: silo._replace(honesty_about_failure=1.0),
        _HIDDEN: silo._replace(honesty_about_failure=0.0),
    }
    base = at_switch(with_arms(scenario, arms), replicate)
    found = []
    for arm in (_TOLD, _HIDDEN):
        twin = base.branch(arm)
        twin.state["broken"][:] += _PROMISES
        twin.advance(1)
        at_once = mean_over(twin, twin.record, "resident_trust", Window("at once", 0, 0))
        twin.advance(_HALF_A_YEAR.last)
        later = [
            mean_over(twin, twin.record, outcome, _HALF_A_YEAR)
            for outcome in ("resident_trust", "opened")
        ]
        found.append([at_once, *later])
    return np.array(found).T


_CONTRAST = "four promises to everybody broken and owned, against hidden and found out, in the silo"

PATTERN = Pattern(
    claim=CLAIMS["P33"],
    scenario="rochdale",
    overrides={"resident_trust.found_out": 1.0},
    clauses=(
        Clause("trust at once", "trust of residents in the week of the failures, 0-1", _CONTRAST,
               "up", "V", _NO_MATTER, _LITTLE_MATTER, A_STATE, relative=False),
        Clause("trust", "trust of residents in the half year from the failures on, 0-1",
               _CONTRAST, "up", "M", _NO_MATTER, _LITTLE_MATTER, A_STATE, relative=False),
        Clause("engagement",
               "requests taken in a week (stands for engagement), in the same half year",
               _CONTRAST, "up", "C", _NO_MATTER, _LITTLE_MATTER),
    ),
    pairs=pairs,
)  # fmt: skip
