"""Who pays and who saves: every pound once, the same pounds as in the sums of public money."""

import dataclasses

import numpy as np
import pytest
from fakes import ARMS, small_scenario
from scipy import stats

from iwsim.arm import patches_of, planned_extra_cost
from iwsim.model import IntegratedWorkingModel
from iwsim.scenario import load_scenario, shipped_scenarios
from iwsim.state import ARRANGEMENT_LINES, FISCAL_LINES, LINES, WELLBEING_LINES
from iwsim.study import parts, runs, tables
from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison
from iwsim.study.discounting import discount_factors
from iwsim.study.lines import LINE_TABLE, SCENARIO_PRICES
from iwsim.study.money import planned_money

REAL_ARMS = ("siloed", "siloed_same_money", "colocated_team")


@pytest.fixture(scope="module")
def real():
    scenario = dataclasses.replace(load_scenario("tower"), weeks=30, baseline=3, spin_up=5)
    return compare(scenario, REAL_ARMS, 3, seed=0, workers=1)


def test_every_line_is_declared_once():
    assert tuple(line.line for line in LINE_TABLE) == LINES


def test_lines_are_of_the_kind_that_the_account_takes_them_for():
    for line in LINE_TABLE:
        assert line.payer and line.meaning
        assert (line.kind == "fiscal") == (line.line not in WELLBEING_LINES)
        assert line.counted == (line.line in ARRANGEMENT_LINES + FISCAL_LINES)
        assert (line.quantity == "extra_cost") == (line.line in ARRANGEMENT_LINES)
        assert (line.cashable == "yes") == (line.line in ARRANGEMENT_LINES)
        assert (line.cashable == "no") == (line.kind != "fiscal")
    assert {line.line for line in LINE_TABLE if line.kind == "social"} == {"harm"}


@pytest.mark.parametrize("name", shipped_scenarios())
def test_unit_costs_have_the_prices_of_the_shipped_scenarios(name):
    years = {line.price_year for line in LINE_TABLE}
    assert years == {str(load_scenario(name).price_year), SCENARIO_PRICES}


@pytest.mark.parametrize("quantity", ["extra_cost", "benefit", "net"])
def test_payers_add_up_to_the_sums_of_public_money(real, quantity):
    money = real.money.set_index(["window", "arm", "quantity"])["value"]
    sums = real.sums_by_payer
    by_arm = sums[sums["quantity"] == quantity].groupby("arm")["value"].sum()
    for arm in REAL_ARMS[1:]:
        assert by_arm[arm] == pytest.approx(money["all", arm, quantity], rel=1e-9)


def test_lines_add_up_to_their_payer(real):
    lines = real.money_by_payer
    lines = lines[lines["counted"]].groupby(["arm", "payer", "quantity"])["value"].sum()
    sums = real.sums_by_payer.set_index(["arm", "payer", "quantity"])["value"]
    for (arm, payer, quantity), value in lines.items():
        assert sums[arm, payer, quantity] == pytest.approx(value, rel=1e-9, abs=1e-6)
    assert "society" not in set(real.sums_by_payer["payer"])


def test_one_line_of_one_payer_by_hand(real):
    """Weekly differences of the account of separate runs, discounted, paired by replicate."""
    scenario = real.scenario
    rate = scenario.parameters["money"].discount
    payer, line = len(scenario.agencies), LINES.index("harm")
    totals = {}
    for arm in ("siloed", "colocated_team"):
        for replicate in range(3):
            model = IntegratedWorkingModel(scenario, arm, seed=0, replicate=replicate)
            model.advance(scenario.spin_up + scenario.baseline)
            paid = [model.state["spend"][line, payer]]
            for _ in range(scenario.weeks):
                model.step()
                paid.append(model.state["spend"][line, payer])
            weeks = np.arange(scenario.weeks)
            totals[arm, replicate] = (np.diff(paid) / (1 + rate) ** (weeks / 52)).sum()
    saved = [totals["siloed", n] - totals["colocated_team", n] for n in range(3)]
    rows = real.money_by_payer.set_index(["arm", "payer", "line"])
    row = rows.loc[("colocated_team", "society", "harm")]
    interval = stats.ttest_1samp(saved, 0.0).confidence_interval(0.95)
    assert row["value"] == pytest.approx(np.mean(saved), rel=1e-9)
    assert (row["low"], row["high"]) == pytest.approx((interval.low, interval.high), rel=1e-9)
    assert (row["kind"], row["cashable"], row["quantity"]) == ("social", "no", "benefit")
    assert (row["counted"], row["n"], row["price_year"]) == (False, 3, 2024)


def test_a_line_stands_only_where_somebody_pays_it(real):
    rows = real.money_by_payer
    assert set(rows.loc[rows["payer"] == "society", "line"]) == {"harm", "out_of_work"}
    assert set(rows.loc[rows["line"] == "needs", "payer"]) <= {
        agency.key for agency in real.scenario.agencies if agency.domains
    }
    posts = rows[rows["line"] == "posts"]
    assert list(posts.loc[posts["arm"] == "colocated_team", "payer"]) == [
        agency.key for agency in real.scenario.agencies
    ]


def test_the_plan_is_the_weekly_plan_of_all_patches_discounted():
    scenario = load_scenario("tower", {"money.discount": 0.1})
    weekly = planned_extra_cost(scenario, scenario.arms["colocated_team"])
    factors = discount_factors(np.arange(float(scenario.weeks)), 0.1)
    assert factors[52] == pytest.approx(1 / 1.1)
    expected = weekly * patches_of(scenario) * factors.sum()
    assert planned_money(scenario, "colocated_team") == pytest.approx(expected)
    assert planned_money(scenario, "siloed") == pytest.approx(0.0, abs=1e-6)


@pytest.mark.usefixtures("fake_model")
def test_tables_of_the_first_layout_are_read_without_what_they_lack(tmp_path, monkeypatch):
    with monkeypatch.context() as then:
        then.setattr(parts, "SCHEMA_VERSION", 1)
        then.setattr(
            tables, "RUNS_SCHEMA", parts.RUNS_SCHEMA.remove(11).remove(10).remove(9).remove(8)
        )
        then.setattr(runs, "advance_and_book", lambda model: None)
        compare(small_scenario(), ARMS, 2, workers=1, out=tmp_path)
    old = Comparison.load(tmp_path)
    assert len(old.table)
    assert old.money_by_payer.empty
    assert old.sums_by_payer.empty
    assert (old.critical_points["n"] == 0).all()
