"""Kirkholt: its arms are those told of the pilot, its sums add up, its words follow its numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from iwsim.cases.case import at_defaults
from iwsim.cases.kirkholt import CASE, measure
from iwsim.cases.kirkholt_claims import claims
from iwsim.cases.kirkholt_ratio import (
    COUNTED,
    FOUND,
    MORE,
    largest_saving,
    money,
    ratio,
    ratio_with,
    swings,
    times_needed,
)
from iwsim.cases.kirkholt_sets import over_sets
from iwsim.cases.kirkholt_text import HORIZONS, WHOLE
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import load_scenario
from iwsim.state import LINES
from iwsim.validation.experiment import branch_under
from iwsim.validation.runs import at_switch
from tests.cases.made_up_kirkholt import SETS, made_up

SHORT = {"baseline": 52, "weeks": max(HORIZONS.values()), "spin_up": 4}


def short(**changes):
    scenario = load_scenario("kirkholt")
    return replace(scenario, blocks=scenario.blocks[:3], **{**SHORT, **changes})


def test_the_team_is_the_one_told_of_the_pilot():
    scenario = load_scenario("kirkholt")
    team, heard, enforcing = (
        scenario.arms[f"kirkholt_{name}"].arrangement for name in ("team", "heard", "enforcing")
    )
    preset = scenario.arms["colocated_team"].arrangement
    assert {block.kind for block in scenario.blocks} == {"low_rise"}
    assert team.resident_voice == team.outreach == team.community_events == 0.0
    assert team.enforcement_first < preset.enforcement_first < Arrangement().enforcement_first
    assert team.strategic_support > preset.strategic_support
    assert enforcing == team._replace(enforcement_first=Arrangement().enforcement_first)
    assert heard == team._replace(
        **{
            name: getattr(preset, name)
            for name in ("resident_voice", "outreach", "community_events")
        }
    )
    assert scenario.weeks >= 104
    assert scenario.agencies == load_scenario("rochdale").agencies


def test_its_lines_add_up_to_its_sums():
    found = measure(short(), 0)
    table = pd.DataFrame([found])
    cost, benefit = money(table)
    weeks = HORIZONS[WHOLE]
    assert cost[0] == pytest.approx(found[f"cost_{weeks}"])
    assert benefit[0] == pytest.approx(found[f"benefit_{weeks}"])
    assert found["cost_usual"] == pytest.approx(found[f"cost_{weeks}"])
    assert {MORE + line for line in LINES} < set(found)


def test_no_rule_reads_what_a_thing_costs():
    scenario = short()
    base = at_switch(scenario, 0)
    dear = {
        f"money.{name}": 2.0 * value
        for name, value in scenario.parameters["money"]._asdict().items()
        if name not in ("modelled_share", "eviction_counted", "cashable", "discount")
    }
    usual, twice = (
        branch_under(base, "kirkholt_team", {}),
        branch_under(base, "kirkholt_team", dear),
    )
    before = base.state["spend"].copy()
    for engine in (usual, twice):
        engine.advance(30)
    for column in ("stress", "propensity", "exhaustion", "phase", "events", "hours_used"):
        assert np.array_equal(usual.state[column], twice.state[column])
    needs = LINES.index("needs")
    one, two = (engine.state["spend"] - before for engine in (usual, twice))
    assert two[needs] == pytest.approx(2.0 * one[needs])


def test_a_ratio_needs_an_extra_cost():
    cost, benefit = np.array([1.0, 1.1, 0.9, 1.0]), np.array([2.0, 2.2, 1.8, 2.0])
    assert ratio(cost, benefit).mean == pytest.approx(2.0)
    assert np.isnan(ratio(-cost, benefit).mean)
    assert "not above zero" in ratio(cost - 1.0, benefit).words()


def test_unit_costs_move_the_ratio_as_they_should():
    runs = at_defaults(made_up())
    cost, benefit = (values.mean() for values in money(runs))
    assert largest_saving(runs) == "needs"
    needs = -runs[MORE + "needs"].mean()
    assert ratio_with(runs, "needs", 1.0) == pytest.approx(benefit / cost)
    assert ratio_with(runs, "needs", 2.0) == pytest.approx((benefit + needs) / cost)
    assert ratio_with(runs, "posts", 2.0) == pytest.approx(benefit / (2.0 * cost))
    times = times_needed(runs, "needs", FOUND)
    assert ratio_with(runs, "needs", times) == pytest.approx(FOUND)
    assert np.isnan(times_needed(runs, "evictions", FOUND))
    assert [one.line for one in swings(runs)][:2] == ["posts", "needs"]
    assert {one.line for one in swings(runs)} < set(COUNTED)


def test_sets_without_an_extra_cost_have_no_ratio_and_are_counted():
    table = made_up(sets_cost=-250_000.0)
    sets = over_sets(table)
    assert sets["ratio"].isna().sum() == 2
    assert (sets["cost"] > 0.0).sum() == SETS - 2
    assert f"in {SETS - 2} of {SETS} sets" in CASE.answer(table)[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "it does not pay for itself"),
        ({"cost": 100_000.0}, "it pays for itself"),
        ({"cost": -100_000.0}, "none (extra cost is not above zero)"),
        ({"needs": 20e6}, f"{FOUND} lies below nearly all"),
        ({}, f"{FOUND} lies outside the distribution"),
        ({"needs": 3e6}, f"{FOUND} lies inside the distribution"),
        ({"sets_cost": -9e6}, "extra cost is above zero, so that a ratio has a meaning, in 0 of 6"),
    ],
)
def test_the_answer_follows_its_numbers(changes, words):
    assert words in CASE.answer(made_up(**changes))[0]


@pytest.mark.parametrize(("times", "words"), [(0.8, "fewer incidents"), (1.3, "more incidents")])
def test_the_claim_of_a_study_stands_beside_the_truth(times, words):
    table = made_up()
    table["true_team"] *= times + np.linspace(-0.01, 0.01, len(table))
    paired = claims(table)["paired"].mean()
    assert paired == pytest.approx(100.0 * (times - 1.0), abs=0.1)
    assert words in "".join(CASE.answer(table))


@pytest.mark.parametrize("sets_cost", [400_000.0, -9e6])
def test_its_figures_can_be_drawn(sets_cost):
    assert set(CASE.draw(made_up(sets_cost=sets_cost))) == {"ratio", "what_it_hangs_on"}


@pytest.mark.slow_validation
def test_the_team_costs_more_and_meets_needs_and_giving_up_enforcement_has_a_price():
    rows = [measure(load_scenario("kirkholt"), replicate) for replicate in range(20)]
    runs = pd.DataFrame(rows)
    cost, benefit = money(runs)
    found = ratio(cost, benefit)
    assert found.low > 0.0
    assert found.high < FOUND
    needs = runs["team_serious_needs"] - runs["silo_serious_needs"]
    assert needs.mean() + 2.1 * needs.std() / np.sqrt(len(needs)) < 0.0
    given_up = runs["team_incidents"] - runs["enforcing_incidents"]
    assert given_up.mean() - 2.1 * given_up.std() / np.sqrt(len(given_up)) > 0.0
