"""What a run leaves behind agrees with the columns that it was made from."""

import pickle

import numpy as np
import pytest

from iwsim.model import IntegratedWorkingModel
from iwsim.outcomes import columns
from iwsim.result import CriticalPoints
from iwsim.scenario import load_scenario
from iwsim.state import DOMAINS, HOUR_USES, HOUSEHOLD_DOMAINS, LINES
from tests.model.bits import fingerprints, tower

SCENARIO = tower(8, 4, 20)
KEYS = [agency.key for agency in SCENARIO.agencies]


@pytest.fixture(scope="module")
def model():
    return IntegratedWorkingModel(SCENARIO, "colocated_team", seed=2)


@pytest.fixture(scope="module")
def result(model):
    return model.run()


def test_weeks(model, result):
    assert result.weekly.index.name == "week"
    assert result.weekly.index.tolist() == list(range(-4, 20))
    assert tuple(result.weekly.columns) == columns(SCENARIO)
    assert np.array_equal(result.weekly.to_numpy(), model.record, equal_nan=True)
    assert result.weekly["stress"].notna().all()


def test_people_posts_and_agencies(model, result):
    state = model.state
    assert result.residents["stress"].tolist() == state["stress"].tolist()
    assert result.residents["need.housing"].tolist() == state["need"][0].tolist()
    recorded = result.residents[f"recorded.police.{DOMAINS[-1]}"]
    assert recorded.tolist() == state["recorded"][1, -1].tolist()
    assert set(result.residents["block"]) == {SCENARIO.blocks[0].number}
    assert result.residents["floor"].between(1, SCENARIO.blocks[0].floors).all()
    assert result.professionals["exhaustion"].tolist() == state["exhaustion"].tolist()
    assert list(dict.fromkeys(result.professionals["agency"])) == KEYS
    assert result.professionals["hours_used.direct"].sum() == state["hours_used"][14].sum()
    assert result.agencies.index.tolist() == KEYS
    assert result.agencies["waiting"].tolist() == state["waiting"][0].tolist()
    assert not any(name.endswith(".") for name in result.agencies.columns)


def test_flats(model, result):
    flats = result.flats
    spec = SCENARIO.blocks[0]
    assert len(flats) == spec.flats
    assert not flats.duplicated(["block", "entrance", "floor", "flat"]).any()
    assert flats["floor"].between(1, spec.floors).all()
    assert flats["flat"].between(0, spec.flats_per_landing - 1).all()
    assert flats["entrance"].between(0, spec.entrances - 1).all()
    assert set(flats["kind"]) == {spec.kind}
    assert flats["stress"].between(0.0, 1.0).all()
    assert flats["incidents"].sum() == result.weekly.loc[0:, "incidents"].sum()


def test_entrances_are_counted_in_each_block():
    scenario = load_scenario("rochdale")
    model = IntegratedWorkingModel(scenario, seed=0)
    model.engine.done = model.engine.calendar.end
    model.course.spent_before_switch = 0.0
    flats = model.run().flats
    for spec in scenario.blocks:
        own = flats[flats["block"] == spec.number]
        assert len(own) == spec.flats
        assert sorted(set(own["entrance"])) == list(range(spec.entrances))
        assert set(own["block_name"]) == {spec.name}


def test_hours(result):
    assert result.hours.index.tolist() == KEYS
    assert tuple(result.hours.columns) == HOUR_USES
    for use in HOUR_USES:
        weekly = result.weekly.loc[0:, f"hours_{use}"].sum()
        assert result.hours[use].sum() == pytest.approx(weekly, rel=1e-9)


def test_cases(model, result):
    assert result.cases["waiting"].sum() == result.weekly["waiting"].iloc[-1]
    assert result.cases["met"].sum() == model.state["exits"][0].sum()
    exits = ["met", "refused", "withdrawn", "closed", "lost", "moved"]
    still = result.cases[["waiting", "serving"]].sum(axis=None)
    assert result.cases["entered"].sum() == result.cases[exits].sum(axis=None) + still


@pytest.mark.parametrize("portions", [(32,), (5, 27), (12, 20), (13, 19), tuple([1] * 32)])
def test_money_since_the_switch(result, portions):
    model = IntegratedWorkingModel(SCENARIO, "colocated_team", seed=2)
    for weeks in portions:
        model.advance(weeks)
    money = model.run().money
    assert money.equals(result.money)
    assert money.index.tolist() == list(LINES)
    assert money.columns.tolist() == [*KEYS, "society"]
    spent = money.loc[:"leadership"].sum(axis=None) + money.loc["setup"].sum()
    assert spent == pytest.approx(result.weekly.loc[0:, "spend"].sum(), rel=1e-9)


@pytest.mark.parametrize("weeks", [0, 7, 12])
def test_a_branch_has_the_tables_of_a_separate_run(result, weeks):
    base = IntegratedWorkingModel(SCENARIO, "siloed", seed=2)
    base.advance(weeks)
    branch = base.branch("colocated_team").run()
    for name in ("weekly", "residents", "professionals", "agencies", "flats", "hours", "cases",
                 "money"):  # fmt: skip
        assert getattr(branch, name).equals(getattr(result, name)), name
    assert branch.provenance["weeks_computed"] == 32 - weeks


def test_provenance(result):
    where = result.provenance
    assert (where["scenario"], where["arm"]) == ("tower", "colocated_team")
    assert (where["seed"], where["replicate"], where["weeks_computed"]) == (2, 0, 32)
    assert len(where["model"]) == 64
    assert set(where["versions"]) == {"iwsim", "python", "numpy", "numba", "mesa"}
    assert where["seconds"] > 0.0


def test_provenance_tells_the_critical_points(model, result):
    points = result.provenance["critical_points"]
    assert tuple(points) == CriticalPoints._fields
    assert points["branching_number"] == pytest.approx(model.branching_number(), rel=1e-6)
    assert points["branching_bound"] == pytest.approx(model.branching_number(True), rel=1e-6)
    assert points["branching_number"] < points["branching_bound"]
    assert points["criticality"] == model.criticality
    assert points["mean_need"] == model.mean_need


def test_the_mean_need_is_over_residents_and_domains(model):
    state = model.state
    needs = [
        state["need"][d, state["head"][i] if d < HOUSEHOLD_DOMAINS else i]
        for i in range(state["present"].size)
        for d in range(len(DOMAINS))
        if state["present"][i] == 1
    ]
    assert model.mean_need == pytest.approx(sum(needs) / len(needs))


def test_tables_are_copies_and_travel(model, result):
    before = fingerprints(model)
    again = model.run()
    again.residents.loc[:, "stress"] = 0.0
    again.weekly.loc[:, "stress"] = 0.0
    again.hours.loc[:, :] = 0.0
    again.flats.loc[:, "incidents"] = 0.0
    assert fingerprints(model) == before
    assert result.residents["stress"].sum() > 0.0
    other = pickle.loads(pickle.dumps(result))
    assert other.money.equals(result.money)
