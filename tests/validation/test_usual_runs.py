"""Runs that patterns have in common are made once, and only where nothing is not as shipped."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.scenario import SILOED, load_scenario
from iwsim.study.windows import Window
from iwsim.validation import spin_ups, usual_runs
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
from iwsim.validation.runs import at_switch, run_arms

SHORT = {"spin_up": 4, "baseline": 1, "weeks": 12}
EARLY, WHOLE = Window("early", 0, 5), Window("whole", 0, 11)


@pytest.fixture
def shipped(monkeypatch):
    """Return a short scenario that stands for one as it is shipped, with nothing kept of it."""
    scenario = load_scenario("tower", SHORT)
    monkeypatch.setattr(spin_ups, "_as_shipped", {})
    monkeypatch.setattr(spin_ups, "_shipped", lambda _: spin_ups.before_switch(scenario))
    monkeypatch.setattr(usual_runs, "_records", {})
    monkeypatch.setattr(usual_runs, "_arms", lambda _: tuple(scenario.arms.items()))
    spin_ups._last.__dict__.clear()
    return scenario


@pytest.fixture
def weeks(monkeypatch):
    """Count the weeks that engines compute from the switch on."""
    counted, advance = [], Engine.advance

    def counting(engine, count):
        first = max(engine.done, engine.calendar.switch)
        advance(engine, count)
        counted.append(max(0, engine.done - first))

    monkeypatch.setattr(Engine, "advance", counting)
    return counted


def alone(scenario, arm, change=lambda engine: None, seed=1, replicate=0):
    """Return the record of an arm that shares nothing with any other run."""
    engine = Engine(scenario, SILOED, seed, replicate)
    engine.advance(engine.calendar.switch)
    twin = engine.branch(arm)
    change(twin)
    twin.advance(twin.calendar.end)
    return twin.record


def test_it_is_made_once_and_is_the_run_that_is_made_alone(shipped, weeks):
    expected = {arm: alone(shipped, arm) for arm in (SILOED, TEAM)}
    weeks.clear()
    for _ in range(2):
        records = run_arms(at_switch(shipped, 0), (SILOED, TEAM))
        for arm, record in expected.items():
            np.testing.assert_array_equal(records[arm], record)
    assert sum(weeks) == 2 * SHORT["weeks"]


def test_a_cell_that_differs_in_nothing_reads_it_in_any_window(shipped, weeks):
    experiment = Experiment(
        {"silo": Cell(), "team": Cell(TEAM)},
        [compared("team", "silo", "professional_trust", window) for window in (EARLY, WHOLE)],
    )
    found = [experiment(shipped, 0), experiment(shipped, 0), experiment.only([0])(shipped, 0)]
    assert sum(weeks) == 2 * SHORT["weeks"]
    column = Engine(shipped, SILOED, 1, 0).columns.index("professional_trust")
    for place, arm in enumerate((TEAM, SILOED)):
        after = alone(shipped, arm)[SHORT["baseline"] :, column]
        means = [after[: window.last + 1].mean() for window in (EARLY, WHOLE)]
        np.testing.assert_array_equal(found[0][:, place], means)
        np.testing.assert_array_equal(found[1][:, place], means)
        assert found[2][0, place] == means[0]


@pytest.mark.parametrize(("seed", "replicate"), [(1, 0), (1, 1), (2, 0)])
def test_every_seed_and_replicate_has_its_own(shipped, seed, replicate):
    for address in ((1, 0), (1, 1), (2, 0)):
        run_arms(at_switch(shipped, address[1], seed=address[0]), (TEAM,))
    record = run_arms(at_switch(shipped, replicate, seed=seed), (TEAM,))[TEAM]
    np.testing.assert_array_equal(record, alone(shipped, TEAM, seed=seed, replicate=replicate))


def forget_each_other(engine):
    engine.state["pair_trust"][:] = 0.0


def write_into_the_record(engine):
    engine.record[0, 0] = 1.0


@pytest.mark.parametrize("change", [forget_each_other, write_into_the_record])
def test_an_engine_that_was_changed_is_run(shipped, change):
    run_arms(at_switch(shipped, 0), (TEAM,))
    base = at_switch(shipped, 0)
    change(base)
    record = run_arms(base, (TEAM,))[TEAM]
    np.testing.assert_array_equal(record, alone(shipped, TEAM, change))


CELLS = {
    "ingredient": Cell(TEAM, {"co_location": 0.1}),
    "parameter": Cell(TEAM, parameters={"professional_trust.trust_up": 0.0}),
    "after": Cell(TEAM, after={"professional_trust.trust_up": 0.0}),
    "held": Cell(TEAM, held={"ties_of": 0.0}),
    "scaled": Cell(TEAM, scaled={"hope": 0.5}),
    "posts": Cell(TEAM, posts=1.0),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_that_differs_is_run(shipped, name):
    row = [compared("other", "team", outcome, WHOLE) for outcome in ("spend", "hope", "ties")]
    experiment = Experiment({"other": CELLS[name], "team": Cell(TEAM)}, row)
    first = experiment(shipped, 0)
    np.testing.assert_array_equal(experiment(shipped, 0), first)
    assert np.isfinite(first).all()
    assert (first[:, 0] != first[:, 1]).any()


def test_an_arm_that_spends_the_money_of_another_is_run(shipped):
    team = shipped.arms[TEAM]
    same = replace(shipped.arms[SILOED], name="same", same_money_as=TEAM)
    with_it = replace(shipped, arms={SILOED: shipped.arms[SILOED], TEAM: team, "same": same})
    silo, spends = (run_arms(at_switch(with_it, 0), (arm,))[arm] for arm in (SILOED, "same"))
    assert not np.array_equal(silo, spends, equal_nan=True)


def test_nobody_can_change_what_is_kept(shipped):
    record = run_arms(at_switch(shipped, 0), (TEAM,))[TEAM]
    with pytest.raises(ValueError, match="read-only"):
        record[:] = 0.0
