from dataclasses import replace

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.scenario import load_scenario
from iwsim.validation import experiment
from iwsim.validation.clause import Setting
from iwsim.validation.experiment import (
    TEAM,
    Bases,
    Cell,
    Experiment,
    Read,
    compared,
    read_rows,
)
from iwsim.validation.judge import about, judge_pattern
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.runs import AFTER, EARLY, at_switch, run_arms, weekly
from tests.validation.synthetic import clause, pattern

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
    assert weeks == [("siloed", 5), ("team", 10), ("silo", 10)]
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


def test_cells_that_have_been_run_have_no_switch_to_read():
    engine = Bases({"team": Cell(TEAM)}, load_scenario("tower", SHORT), 0)("team")
    engine.advance(30)

    def row(read):
        with pytest.raises(KeyError):
            read.switch("team")
        return read("team", "spend", EARLY), 0.0

    ((spend, _),) = read_rows({"team": engine}, [row])
    assert spend > 0.0


def test_knock_outs_of_an_experiment_are_those_of_the_whole():
    """Only the clauses that name a setting are measured there, and each gets its own numbers."""
    names = ("one", "two", "three")
    settings = [Setting(name, {name: 1.0}) for name in names]
    clauses = [
        clause(name, knock_out=settings[place], not_shown_at=settings[place - 1])
        for place, name in enumerate(names)
    ]
    whole = pattern(*clauses)
    parted = replace(whole, pairs=Experiment({}, [lambda _: (0.0, 0.0)] * len(names)))
    asked = []

    def sampler(one, overrides, replicates):
        there = [each.name for each in one.clauses]
        asked.append((*overrides, *there))
        levels = [10.0 * names.index(name) + len("".join(overrides)) for name in there]
        arms = np.array(levels) + 0.01 * np.array(replicates)[:, None]
        return np.stack([arms, np.ones_like(arms)], axis=-1)

    expected = judge_pattern(whole, sampler)
    asked.clear()
    for found, other in zip(judge_pattern(parted, sampler), expected, strict=True):
        assert found.knocked_out == other.knocked_out
        assert found.elsewhere == other.elsewhere
    assert asked[-3:] == [("one", "one", "two"), ("three", "one", "three"), ("two", "two", "three")]


def test_some_rows_give_what_they_give_in_the_whole():
    rows = [compared("team", "silo", name, EARLY) for name in ("exhaustion", "spend", "hope")]
    whole = Experiment({"team": Cell(TEAM), "silo": Cell()}, rows)
    scenario = load_scenario("tower", SHORT)
    np.testing.assert_array_equal(whole.only([2, 0])(scenario, 0), whole(scenario, 0)[[2, 0]])


def test_the_part_of_a_pattern_about_a_setting_has_the_clauses_that_name_it():
    for one in PATTERNS:
        for setting in one.settings():
            part = about(one, setting)
            if isinstance(one.pairs, Experiment):
                named = [c for c in one.clauses if setting in (c.knock_out, c.not_shown_at)]
                assert list(part.clauses) == named
                assert len(part.pairs.rows) == len(named)
            else:
                assert part is one


def test_the_state_at_the_horizon_can_be_read():
    cells = {"team": Cell(TEAM), "silo": Cell()}
    ((team, silo),) = replicate(
        cells,
        lambda read: (float(np.sum(read.end("team")["seconded"])),
                      float(np.sum(read.end("silo")["seconded"]))),
    )  # fmt: skip
    assert team > silo == 0.0
