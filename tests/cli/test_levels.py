"""Reference levels: measured right, written whole, and those of the model as it is."""

import tomllib

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.parameters.reference import LEVELS_FILE, Reference
from iwsim.scenario import load_scenario
from iwsim.state import COVERED, PRESENT, SERVED
from iwsim.study.reference_levels import largest_move, levels_of, measured_levels

SHORT = ("--set", "spin_up=12", "--set", "baseline=4")


def test_the_levels_are_those_of_the_model():
    """Runs have the seeds that the levels were found with: luck cannot make this fail."""
    found = measured_levels(load_scenario("rochdale"))
    declared = Reference()._asdict()
    moved = {name: (declared[name], found[name]) for name in found}
    assert largest_move(declared, found) < 0.05, moved


def test_a_level_is_a_mean_over_those_it_concerns():
    engine = Engine(load_scenario("tower"), "siloed", 1, 0)
    engine.advance(60)
    state = engine.state
    levels = levels_of(state)
    assert tuple(levels) == Reference._fields
    residents = range(state["present"].size)
    hope = [state["hope"][i] for i in residents if state["present"][i] == 1]
    assert levels["hope"] == pytest.approx(np.mean(hope))
    posts = range(state["post_state"].size)
    staffed = [post for post in posts if state["post_state"][post] in (PRESENT, COVERED)]
    assert levels["ties"] == pytest.approx(np.mean([state["ties_of"][post] for post in staffed]))
    bonds = [
        state["bond"][d, i]
        for d in range(state["phase"].shape[0])
        for i in residents
        if state["phase"][d, i] == SERVED
    ]
    assert levels["bond"] == pytest.approx(np.mean(bonds))


def test_largest_move_is_relative():
    assert largest_move({"a": 0.5, "b": 2.0}, {"a": 0.45, "b": 2.1}) == pytest.approx(0.1)


def test_levels_are_written_once_they_settle(command, plain, tmp_path):
    before = LEVELS_FILE.read_bytes()
    said = plain("reference-levels", "--runs", "1", "--out", "levels.toml", *SHORT)
    assert said["largest_move"] < 0.01
    written = tomllib.loads((tmp_path / "levels.toml").read_text(encoding="utf-8"))
    assert tuple(written["levels"]) == Reference._fields
    for name, level in said["levels"].items():
        assert written["levels"][name] == pytest.approx(level, rel=1e-3)
    assert written["found"]["rounds"] == said["rounds"]
    code, _, message = command("reference-levels", "--out", "levels.toml")
    assert code == 2
    assert "--force" in message
    assert LEVELS_FILE.read_bytes() == before
