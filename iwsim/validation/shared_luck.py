"""How many times fewer runs shared luck needs: ``python -m iwsim.validation.shared_luck``."""

import numpy as np

from iwsim.outcomes import BY_NAME
from iwsim.scenario import SILOED, Scenario, load_scenario
from iwsim.study.headline import HEADLINE
from iwsim.study.keys import fingerprint
from iwsim.study.statistics import finite_pairs, paired_difference, runs_saved
from iwsim.validation.markdown import number, table
from iwsim.validation.runs import (
    EARLY,
    LATE,
    Numbers,
    at_switch,
    by_replicate,
    mean_over,
    run_arms,
)
from iwsim.validation.written import write

SCENARIO, TEAM = "rochdale", "colocated_team"
REPLICATES = 40
OUTCOMES = (*HEADLINE, "professional_trust", "caseload.children")
WINDOWS = (EARLY, LATE)


def levels(scenario: Scenario, replicate: int) -> Numbers:
    """Return the mean of each outcome a week, by (window, outcome, team or silo)."""
    base = at_switch(scenario, replicate)
    records = run_arms(base, (TEAM, SILOED))
    return np.array(
        [
            [[mean_over(base, records[arm], name, window) for arm in (TEAM, SILOED)]
             for name in OUTCOMES]
            for window in WINDOWS
        ]
    )  # fmt: skip


def text(by_run: Numbers, model: str) -> str:
    """Return the page.

    Parameters
    ----------
    by_run
        Levels by (replicate, window, outcome, team or silo).
    model
        Fingerprint of the model, taken before the runs.
    """
    body = []
    for at, name in enumerate(OUTCOMES):
        cells = [name, BY_NAME[name.partition(".")[0]].unit]
        for window in range(len(WINDOWS)):
            team, silo = finite_pairs(by_run[:, window, at, 0], by_run[:, window, at, 1])
            found = paired_difference(team, silo)
            cells.append(f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]")
            cells.append(number(runs_saved(team, silo)))
        body.append(cells)
    head = ("outcome", "unit", "early difference a week", "early: times fewer",
            "late difference a week", "late: times fewer")  # fmt: skip
    return "\n\n".join(
        [
            "# Shared luck",
            "Written by `python -m iwsim.validation.shared_luck` with the model "
            f"`{model[:8]}`; change nothing by hand.",
            f"The same estate, people and luck under `{SILOED}` and `{TEAM}`, {by_run.shape[0]} "
            f"replicates of `{SCENARIO}`. *Times fewer* is the variance of the difference of two "
            "independent runs over that of the paired difference, from the same runs: how many "
            "times more runs independent luck would need for the same interval. It is large where "
            "the arms have not grown apart, and about 1 where one different allocation has "
            "changed everything that follows. Early is the first 26 weeks after the switch, late "
            "the last 78.",
            table(head, body),
        ]
    ) + "\n"  # fmt: skip


if __name__ == "__main__":
    _model = fingerprint()
    _scenario = load_scenario(SCENARIO)
    _by_run = by_replicate(lambda n: levels(_scenario, n), range(REPLICATES))
    write("shared_luck.md", text(np.array(_by_run), _model))
