import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import load_scenario
from iwsim.validation import experiment
from iwsim.validation.experiment import (
    TEAM,
    Bases,
    Cell,
    Experiment,
    Read,
    compared,
)
from iwsim.validation.runs import AFTER, EARLY, at_switch, run_arms, weekly

SHORT = {"spin_up": 4, "baseline": 1, "weeks": 30}


def replicate(cells, *rows):
    return Experiment(cells, rows)(load_scenario("tower", SHORT), 0)


def test_a_cell_that_differs_in_nothing_is_the_run_of_its_arm():
    base = at_switch(load_scenario("tower", SHORT), 0)
    alone = weekly(base, run_arms(base, (TEAM,))[TEAM], "professional_trust", EARLY).mean()
    cells = {"team": Cell(TEAM), "silo": Cell()}
    ((team, silo),) = replicate(cells, compared("team", "silo", "professional_trust", EARLY))
    assert team == alone
    assert silo < team


def test_parameters_after_the_switch_leave_what_came_before():
    cells = {
        "usual": Cell(TEAM),
        "later": Cell(TEAM, after={"professional_trust.trust_up": 0.0}),
        "always": Cell(TEAM, parameters={"professional_trust.trust_up": 0.0}),
    }
    week_before = EARLY._replace(first=-1, last=-1)
    before, after = replicate(
        cells,
        lambda read: (read("later", "professional_trust", week_before),
                      read("usual", "professional_trust", week_before)),
        compared("later", "usual", "professional_trust", EARLY),
    )  # fmt: skip
    assert before[0] == before[1]
    assert after[0] < after[1]
    (always,) = replicate(cells, compared("always", "usual", "professional_trust", week_before))
    assert always[0] < always[1]


def test_a_held_column_stays_where_it_is_put():
    cells = {
        "cut": Cell(TEAM, held={"ties_of": 0.0}, after={"communication.share_protocol": 0.0}),
        "full": Cell(TEAM, held={"ties_of": 1.0}, after={"communication.share_protocol": 0.0}),
    }
    ((cut, full),) = replicate(cells, compared("cut", "full", "shared_share", AFTER))
    assert cut < full


def test_cells_are_run_when_they_are_read_and_no_further(monkeypatch):
    begun, weeks = [], []
    at_switch, advance = experiment.at_switch, Engine.advance

    def counted(scenario, number):
        begun.append(number)
        return at_switch(scenario, number)

    def stepped(engine, count):
        before = engine.done
        advance(engine, count)
        weeks.append((engine.arm, engine.done - before))

    monkeypatch.setattr(experiment, "at_switch", counted)
    cells = {"team": Cell(TEAM), "silo": Cell(), "other": Cell(parameters={"asb.contagion": 0.1})}
    monkeypatch.setattr(Engine, "advance", stepped)
    first = EARLY._replace(last=9)
    ((team, silo),) = replicate(cells, compared("team", "silo", "professional_trust", first))
    assert begun == [0]
    assert [one for one in weeks if one[0] in cells] == [("team", 10), ("silo", 10)]
    monkeypatch.undo()
    whole = replicate(
        cells,
        compared("other", "silo", "professional_trust", AFTER),
        compared("team", "silo", "professional_trust", first),
    )
    assert tuple(whole[1]) == (team, silo)


def test_a_held_cell_may_be_read_in_pieces_and_the_switch_at_any_time():
    cells = {"held": Cell(TEAM, held={"ties_of": 0.3}), "silo": Cell()}
    scenario = load_scenario("tower", SHORT)
    late = EARLY._replace(first=20, last=29)
    whole = Read(cells, Bases(cells, scenario, 0))
    pieces = Read(cells, Bases(cells, scenario, 0))
    before = pieces.switch("held")["spend"].copy()
    for window in (EARLY._replace(last=3), EARLY, EARLY._replace(last=8)):
        pieces("held", "shared_share", window)
    assert pieces("held", "shared_share", late) == whole("held", "shared_share", late)
    pieces.end("held")
    np.testing.assert_array_equal(pieces.switch("held")["spend"], before)
    assert (pieces.end("held")["spend"] > before).any()


def test_some_rows_give_what_they_give_in_the_whole():
    rows = [compared("team", "silo", name, EARLY) for name in ("exhaustion", "spend", "hope")]
    whole = Experiment({"team": Cell(TEAM), "silo": Cell()}, rows)
    scenario = load_scenario("tower", SHORT)
    np.testing.assert_array_equal(whole.only([2, 0])(scenario, 0), whole(scenario, 0)[[2, 0]])


def test_the_state_at_the_horizon_can_be_read():
    cells = {"team": Cell(TEAM), "silo": Cell()}
    ((team, silo),) = replicate(
        cells,
        lambda read: (float(np.sum(read.end("team")["seconded"])),
                      float(np.sum(read.end("silo")["seconded"]))),
    )  # fmt: skip
    assert team > silo == 0.0
