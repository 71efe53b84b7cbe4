"""The same run has the same bits, however it is computed."""

import re

import pytest

from iwsim.engine import Engine
from iwsim.errors import DesignError
from iwsim.model import IntegratedWorkingModel
from iwsim.week import WEEK
from tests.model.bits import ARMS, advance_one_by_one, fingerprints, tower

SCENARIO = tower()


def run(arm, seed=3, replicate=1, scenario=SCENARIO):
    model = IntegratedWorkingModel(scenario, arm, seed, replicate)
    model.run()
    return model


def test_a_step_tells_its_processes_in_their_order():
    told = re.search(r"in this order: (.*?)\. ", IntegratedWorkingModel.step.__doc__, re.DOTALL)
    assert re.split(r",\s+", told.group(1)) == [process.name for process in WEEK]


@pytest.mark.parametrize("arm", ARMS)
def test_weeks_one_by_one_have_the_bits_of_a_run(arm):
    model = IntegratedWorkingModel(SCENARIO, arm, 3, 1)
    while model.running:
        model.step()
    assert fingerprints(model) == fingerprints(run(arm))


def test_weeks_in_any_portions_have_the_bits_of_a_run():
    model = IntegratedWorkingModel(SCENARIO, "colocated_team", 3, 1)
    for weeks in (0, 1, 10, 3):
        model.advance(weeks)
    model.step()
    model.run()
    assert fingerprints(model) == fingerprints(run("colocated_team"))


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("weeks", [0, 5, 12])
def test_a_branch_has_the_bits_of_a_separate_run(arm, weeks):
    base = IntegratedWorkingModel(SCENARIO, "case_management", 3, 1)
    base.advance(weeks)
    before = fingerprints(base)
    branch = base.branch(arm)
    branch.run()
    assert fingerprints(branch) == fingerprints(run(arm))
    assert fingerprints(base) == before
    assert (branch.arm, branch.seed, branch.replicate) == (arm, 3, 1)
    assert (base.steps, branch.steps) == (weeks, 24)


def test_a_branch_of_a_branch_has_the_bits_of_a_separate_run():
    base = IntegratedWorkingModel(SCENARIO, "siloed", 3, 1)
    base.advance(4)
    middle = base.branch("siloed_same_money")
    middle.advance(4)
    branch = middle.branch("colocated_team")
    branch.run()
    assert fingerprints(branch) == fingerprints(run("colocated_team"))


def test_an_arm_does_not_branch_off_after_the_switch():
    model = IntegratedWorkingModel(SCENARIO, "siloed", 3)
    model.advance(13)
    with pytest.raises(DesignError, match="week 0 is computed"):
        model.branch("colocated_team")


def test_arms_with_equal_arrangements_are_equal_bit_for_bit():
    team = SCENARIO.arms["colocated_team"]
    twin = tower()
    twin.arms["twin"] = team
    assert fingerprints(run("twin", scenario=twin)) == fingerprints(run("colocated_team"))


def test_before_the_switch_all_arms_are_equal_and_after_it_they_are_not():
    switch = SCENARIO.spin_up + SCENARIO.baseline
    before, after = {}, {}
    for arm in SCENARIO.arms:
        model = IntegratedWorkingModel(SCENARIO, arm, 3, 1)
        model.advance(switch)
        before[arm] = tuple(fingerprints(model).items())
        model.run()
        after[arm] = tuple(fingerprints(model).items())
    assert len(set(before.values())) == 1
    assert len(set(after.values())) == len(after)


def test_seed_and_replicate_are_two_words():
    results = {
        tuple(fingerprints(run("siloed", seed, replicate)).items())
        for seed, replicate in [(0, 0), (0, 1), (1, 0), (1, 1), (2**32 - 1, 0)]
    }
    assert len(results) == 5


@pytest.mark.parametrize("arm", ARMS)
def test_processes_called_one_by_one_have_the_bits_of_the_compiled_week(arm):
    engine = Engine(SCENARIO, arm, 3, 1)
    advance_one_by_one(engine, SCENARIO.spin_up + SCENARIO.baseline + SCENARIO.weeks)
    assert fingerprints(engine) == fingerprints(run(arm))


def test_funding_that_ends_is_the_same_one_by_one():
    scenario = tower(**{"arms__colocated_team__duration": 5.0})
    engine = Engine(scenario, "colocated_team", 3, 1)
    advance_one_by_one(engine, 24)
    assert fingerprints(engine) == fingerprints(run("colocated_team", scenario=scenario))
    assert fingerprints(engine) != fingerprints(run("colocated_team"))
