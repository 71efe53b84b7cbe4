"""Kirkholt: what a pilot without its residents costs and saves, and where 3.68 a pound lies."""

import numpy as np
from numpy.typing import NDArray

from iwsim.cases.case import Case, Measures
from iwsim.cases.kirkholt_claims import BEFORE, QUARTER, QUARTER_BEFORE, SECOND_YEAR
from iwsim.cases.kirkholt_figures import draw
from iwsim.cases.kirkholt_ratio import MORE
from iwsim.cases.kirkholt_text import CHAIN, HORIZONS, WHOLE, answer, limits
from iwsim.engine import Engine
from iwsim.parameters.money import Money
from iwsim.scenario import SILOED, Scenario
from iwsim.state import ARRANGEMENT_LINES, FISCAL_LINES, LINES
from iwsim.study.discounting import discount_factors
from iwsim.study.windows import Window
from iwsim.validation.experiment import branch_under
from iwsim.validation.runs import at_switch, mean_over, run_arms

Numbers = NDArray[np.float64]

TEAM, HEARD, ENFORCING = "kirkholt_team", "kirkholt_heard", "kirkholt_enforcing"
_USUAL = {f"money.{name}": value for name, value in Money()._asdict().items()}
_IS_COST = np.isin(LINES, ARRANGEMENT_LINES)
_IS_PUBLIC = np.isin(LINES, FISCAL_LINES)
_WEEKS = HORIZONS[WHOLE]
_ALL = Window("whole", 0, _WEEKS - 1)


def measure(scenario: Scenario, replicate: int) -> Measures:
    """Return what the team spends and saves by line, and what happens on the estate."""
    base = at_switch(scenario, replicate)
    silo, spent_silo = _booked(base, SILOED, {})
    team, spent_team = _booked(base, TEAM, {})
    more = spent_team - spent_silo
    heard, spent_heard = _booked(base, HEARD, {})
    enforcing = run_arms(base, (ENFORCING,))[ENFORCING]
    usual = _booked(base, TEAM, _USUAL)[1] - _booked(base, SILOED, _USUAL)[1]
    found = {MORE + line: more[_WEEKS - 1, at] for at, line in enumerate(LINES)}
    for weeks in HORIZONS.values():
        found[f"cost_{weeks}"], found[f"benefit_{weeks}"] = _sums(more[weeks - 1])
    found["cost_usual"], found["benefit_usual"] = _sums(usual[_WEEKS - 1])
    found["cost_heard"], found["benefit_heard"] = _sums((spent_heard - spent_silo)[_WEEKS - 1])
    found["heard_incidents"] = _mean(heard, "incidents", _ALL)
    found["enforcing_incidents"] = mean_over(base, enforcing, "incidents", _ALL)
    for name, engine in (("silo", silo), ("team", team)):
        for outcome in CHAIN:
            found[f"{name}_{outcome}"] = _mean(engine, outcome, _ALL)
        found[f"true_{name}"] = _mean(engine, "incidents", SECOND_YEAR)
        found[f"told_{name}"] = _mean(engine, "recorded_incidents", SECOND_YEAR)
        found[f"quarter_{name}"] = _mean(engine, "recorded_incidents", QUARTER)
    found["true_before"] = _mean(silo, "incidents", BEFORE)
    found["told_before"] = _mean(silo, "recorded_incidents", BEFORE)
    found["quarter_before"] = _mean(silo, "recorded_incidents", QUARTER_BEFORE)
    return {name: float(value) for name, value in found.items()}


def _booked(base: Engine, arm: str, prices: dict[str, float]) -> tuple[Engine, Numbers]:
    """Run an arm to the horizon; return it with what it spent so far, by (week, line).

    Pounds of all payers, each week's discounted to the switch.
    """
    twin = branch_under(base, arm, prices)
    weeks = base.scenario.weeks
    factors = discount_factors(
        np.arange(float(weeks)), float(twin.scenario.parameters["money"].discount)
    )
    paid = np.empty((weeks, len(LINES)))
    before = twin.state["spend"].sum(axis=1)
    for week in range(weeks):
        twin.advance(1)
        now = twin.state["spend"].sum(axis=1)
        paid[week] = factors[week] * (now - before)
        before = now
    return twin, paid.cumsum(axis=0)


def _sums(more: Numbers) -> tuple[float, float]:
    """Return extra cost and benefit of what is spent beyond the silo, by line."""
    return float(more[_IS_COST].sum()), -float(more[_IS_PUBLIC].sum())


def _mean(engine: Engine, outcome: str, window: Window) -> float:
    return mean_over(engine, engine.record, outcome, window)


CASE = Case(
    key="kirkholt",
    title="Kirkholt: a pilot without its residents, and its 3.68 pounds back per pound",
    question=(
        "What does the committed team of a low-rise estate cost and save if residents have no "
        "say, and where among the parameters that nobody knows does the reported 3.68 lie?"
    ),
    evidence=(
        "E155", "E156", "E157", "E163", "E165", "E166", "E169", "L048", "L049", "L058", "L060",
        "L067",
    ),
    scenario="kirkholt",
    measure=measure,
    answer=answer,
    draw=draw,
    members=40,
    limits=limits,
)  # fmt: skip
