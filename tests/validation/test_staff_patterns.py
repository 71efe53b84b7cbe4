import numpy as np
import pytest

from iwsim.scenario import load_scenario
from iwsim.validation.experiment import (
    TEAM,
    Bases,
    Cell,
    Experiment,
    Read,
    begun,
    changes_compared,
    compared,
)
from iwsim.validation.p23 import jumps
from iwsim.validation.p27 import copied, raise_need
from iwsim.validation.runs import Window

FIRST = Window("first", 0, 3)
CELLS = {
    "silo": Cell(),
    "team": Cell(TEAM, {"supervision": 0.5}),
    "later": Cell(after={"casework.effect": 0.0}),
    "other": Cell(parameters={"needs.coupling": 0.0}),
    "staffed": Cell(posts=0.5),
}


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("tower", {"spin_up": 4, "baseline": 1, "weeks": 4})


@pytest.fixture
def engines(scenario):
    return begun(CELLS, scenario, 3)


def test_cells_start_alike_and_differ_as_declared(engines):
    start = engines["silo"].state["need"]
    for name in ("team", "later", "staffed"):
        np.testing.assert_array_equal(engines[name].state["need"], start)
    assert not np.array_equal(engines["other"].state["need"], start)
    effects = {name: e.scenario.parameters["casework"].effect for name, e in engines.items()}
    assert effects["later"] == 0.0 and effects["silo"] > 0.0
    engines["team"].advance(1)
    assert engines["team"].arrangement().supervision == 0.5


def test_what_differs_from_the_switch_on_acts_from_then_on(engines):
    for name in ("silo", "later"):
        engines[name].advance(4)
    assert engines["later"].state["relief"].max() == 0.0
    assert engines["silo"].state["relief"].max() > 0.0


def test_added_posts_are_a_share_of_those_there_are(engines):
    hours = {}
    for name in ("silo", "staffed"):
        engines[name].advance(1)
        hours[name] = engines[name].state["post_hours"].sum()
    assert hours["staffed"] == pytest.approx(1.5 * hours["silo"])


def test_rows_read_cells_and_changes_between_them(scenario, engines):
    rows = [
        compared("team", "silo", "exhaustion", FIRST),
        changes_compared(("team", "silo"), ("silo", "silo"), "exhaustion", FIRST),
    ]
    for engine in engines.values():
        engine.advance(4)
    reading = Read(dict.fromkeys(engines, Cell()), engines.__getitem__)
    read = np.array([row(reading) for row in rows])
    np.testing.assert_array_equal(Experiment(CELLS, rows)(scenario, 3), read)
    assert read[1, 0] == read[0, 0] - read[0, 1] != 0.0
    assert read[1, 1] == 0.0


def test_a_crisis_makes_worry_jump_and_leaves_the_arms_as_they_were(engines):
    arm, reference = engines["team"], engines["silo"]
    for engine in (arm, reference):
        engine.advance(2)
    before = arm.state["emotional_load"].copy()
    jump, other = jumps(arm, reference)
    assert jump > 0.0 and other > 0.0
    np.testing.assert_array_equal(arm.state["emotional_load"], before)


def test_a_copy_goes_on_by_itself_with_the_same_luck(engines):
    engine = engines["team"]
    engine.advance(2)
    before = {name: column.copy() for name, column in engine.state.items()}
    twin, shocked = copied(engine), copied(engine)
    raise_need(shocked)
    assert shocked.state["need"].sum() > twin.state["need"].sum()
    twin.advance(2)
    for name, column in engine.state.items():
        np.testing.assert_array_equal(column, before[name])
    engine.advance(2)
    np.testing.assert_array_equal(twin.record, engine.record)


def test_a_column_is_scaled_in_the_week_of_the_switch(scenario):
    cells = {"usual": Cell(TEAM), "halved": Cell(TEAM, scaled={"agency_cap": 0.5})}
    usual, halved = (Bases(cells, scenario, 3)(name).state["agency_cap"] for name in cells)
    np.testing.assert_array_equal(halved, 0.5 * usual)
    assert (usual > 0.0).any()
