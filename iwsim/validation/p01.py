"""P01: integration lowers anti-social behaviour."""

import numpy as np

from iwsim.scenario import SILOED, Scenario
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import LATE, at_switch, ingredients, mean_over, run_arms, with_arms

_TEAM, _MONEY, _STRUCTURE = "colocated_team", "siloed_same_money", "structure_alone"

NO_LINK = Setting(
    "behaviour follows neither progress, nor need, nor neighbours",
    {"asb.desistance": 0.0, "asb.need_weight": 0.0, "asb.guardianship": 0.0},
)
WEAK_LINK = Setting(
    "progress calms behaviour, and need drives it, at the low end of the plausible ranges",
    {"asb.desistance": 0.01, "asb.need_weight": 0.0},
)


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run the package, the structure alone, and the same money in silos, against the silo."""
    silo, team = scenario.arms[SILOED].arrangement, scenario.arms[_TEAM].arrangement
    scenario = with_arms(scenario, {_STRUCTURE: ingredients(silo, team, ("structure",))})
    base = at_switch(scenario, replicate)
    records = run_arms(base, (SILOED, _TEAM, _STRUCTURE, _MONEY))
    late = {name: mean_over(base, record, "incidents", LATE) for name, record in records.items()}
    return np.array(
        [
            [late[_TEAM], late[SILOED]],
            [late[_STRUCTURE], late[SILOED]],
            [late[_TEAM], late[_MONEY]],
        ]
    )


_OUTCOME = "true incidents a week, late"

_WHY_TOO_LITTLE = (
    "The team lowers incidents by about the smallest effect that matters, not clearly by more: it "
    "reaches a quarter more people with the same hours, so each gets fewer, and fewer sanctions "
    "take back a part (see the knock-out)."
)

_WHY_LITTLE = (
    "Without its climate and resources the team lowers incidents by less than the smallest "
    "effect: what one assessment, shared records and a keyworker bring in progress is largely "
    "taken back by fewer sanctions, which alone would raise incidents (see the knock-out)."
)

PATTERN = Pattern(
    claim=CLAIMS["P01"],
    scenario="rochdale",
    clauses=(
        Clause("package", _OUTCOME, "the whole package against the silo", "down", "C",
               NO_LINK, WEAK_LINK, reason=_WHY_TOO_LITTLE),
        Clause("structure", _OUTCOME,
               "structure alone, climate and resource of the silo, against the silo", "down",
               "C", NO_LINK, WEAK_LINK, reason=_WHY_LITTLE),
        Clause("same money", _OUTCOME,
               "the whole package against the same money spent in silos", "down", "C",
               NO_LINK, WEAK_LINK, counts=False),
    ),
    pairs=pairs,
)  # fmt: skip
