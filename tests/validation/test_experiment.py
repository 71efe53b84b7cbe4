import numpy as np

from iwsim.scenario import load_scenario
from iwsim.validation.experiment import TEAM, Cell, Experiment, compared
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


def test_the_state_at_the_horizon_can_be_read():
    cells = {"team": Cell(TEAM), "silo": Cell()}
    ((team, silo),) = replicate(
        cells,
        lambda read: (float(np.sum(read.end("team")["seconded"])),
                      float(np.sum(read.end("silo")["seconded"]))),
    )  # fmt: skip
    assert team > silo == 0.0
