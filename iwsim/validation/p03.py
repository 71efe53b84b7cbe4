"""P03: costs come before gains."""

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.study.windows import Window
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import EARLY, LATE, at_switch, run_arms, weekly

_TEAM = "colocated_team"

_FREE = Setting(
    "what integration costs is nothing",
    {
        f"money.{line}": 0.0
        for line in ("office", "records", "supervision_hour", "training_hour", "event", "spanner",
                     "leadership", "setup")
    },
)  # fmt: skip
_CHEAP = Setting(
    "what integration costs, at the low end of the plausible ranges",
    {
        "money.office": 20.0,
        "money.records": 5.0,
        "money.supervision_hour": 50.0,
        "money.training_hour": 5.0,
        "money.event": 200.0,
        "money.spanner": 50.0,
        "money.leadership": 600.0,
        "money.setup": 10_000.0,
    },
)
WORTHLESS = Setting(
    "what happens to residents costs the public nothing",
    {
        f"money.{line}": 0.0
        for line in ("incident", "incident_acted", "eviction", "move", "crisis", "need_week")
    },
)
LITTLE_WORTH = Setting(
    "a week of serious need costs services outside the model 10 pounds, the low plausible end",
    {"money.need_week": 10.0},
)


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Run team and silo; the numbers are minus spend and public cost, summed over a window."""
    base = at_switch(scenario, replicate)
    records = run_arms(base, (_TEAM, SILOED))
    return np.array(
        [
            [-_cost(base, records[_TEAM], window), -_cost(base, records[SILOED], window)]
            for window in (EARLY, LATE)
        ]
    )


def _cost(base: Engine, record: Numbers, window: Window) -> float:
    return float(
        weekly(base, record, "spend", window).sum()
        + weekly(base, record, "public_cost", window).sum()
    )


_WHY_SMALL = (
    "The smallest effect is 5 per cent of all that the silo and its outcomes cost the public in "
    "the window. Most of that is needs which no arrangement meets, so a rise that is clear beside "
    "what the services themselves cost can stay below it."
)

PATTERN = Pattern(
    claim=CLAIMS["P03"],
    scenario="rochdale",
    clauses=(
        Clause("early", "cumulative net money at week 26, GBP", "team against silo", "down", "C",
               _FREE, _CHEAP),
        Clause("late", "rise of cumulative net money over the last 78 weeks, GBP",
               "team against silo", "up", "C", WORTHLESS, LITTLE_WORTH, reason=_WHY_SMALL),
    ),
    pairs=pairs,
)  # fmt: skip
