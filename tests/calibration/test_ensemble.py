"""Sets of parameter values: drawn evenly, kept in files, refused when they cannot be run."""

import json

import numpy as np
import pytest

from iwsim import ScenarioError, load_scenario
from iwsim.calibration.ensemble import (
    ParameterSets,
    plausible_sets,
    read_ensemble,
    uncertain,
)
from iwsim.parameters import PARAMETERS

COUNT = 8
LEFT_OUT = "asb.contagion"


@pytest.fixture(scope="module")
def drawn():
    return plausible_sets(COUNT, seed=3)


def test_every_uncertain_parameter_is_drawn_and_nothing_else(drawn):
    assert drawn.names == uncertain()
    assert {PARAMETERS[name].kind for name in drawn.names} == {"uncertainty"}
    assert drawn.members == tuple(range(1, COUNT + 1))
    assert len(drawn) == COUNT


def test_each_slice_of_each_range_is_drawn_once(drawn):
    """None was refused with this seed, so one Latin hypercube is all there is."""
    for name in drawn.names:
        low, high = PARAMETERS[name].plausible
        slices = np.floor((drawn.table[name] - low) / (high - low) * COUNT)
        assert sorted(slices) == list(range(COUNT)), name


def test_parameters_are_drawn_in_orders_of_their_own(drawn):
    orders = {tuple(np.argsort(drawn.table[name].to_numpy())) for name in drawn.names}
    assert len(orders) > 0.9 * len(drawn.names)


def test_the_same_seed_gives_the_same_sets_and_another_seed_others(drawn):
    assert plausible_sets(COUNT, seed=3).table.equals(drawn.table)
    assert not plausible_sets(COUNT, seed=4).table.equals(drawn.table)


def test_a_parameter_can_be_left_out():
    assert LEFT_OUT in uncertain()
    assert LEFT_OUT not in plausible_sets(1, seed=1, without=[LEFT_OUT]).names


def test_a_refused_set_is_replaced(monkeypatch):
    seen = []

    def every_other(name, overrides):
        seen.append(overrides)
        if len(seen) % 2:
            raise ScenarioError(())

    monkeypatch.setattr("iwsim.calibration.ensemble.load_scenario", every_other)
    drawn = plausible_sets(4, seed=1)
    assert len(drawn) == 4
    assert drawn.overrides(1) == seen[1]


def test_a_set_can_be_run(drawn):
    scenario = load_scenario("rochdale", drawn.overrides(2))
    assert scenario.parameters["asb"].contagion == drawn.table.at[2, LEFT_OUT]


def test_a_file_of_sets_is_read_as_it_was_written(drawn, tmp_path):
    path = tmp_path / "sets.csv"
    drawn.table.to_csv(path, float_format="%.6g")
    read = read_ensemble(path)
    assert read.overrides(5) == drawn.overrides(5)
    assert read.priors_alone == drawn.names
    said = {"fingerprint": "abc", "identified": [LEFT_OUT]}
    path.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")
    read = read_ensemble(path)
    assert read.fingerprint == "abc"
    assert LEFT_OUT not in read.priors_alone
    assert len(read.priors_alone) == len(read.names) - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a table"),
        ("member,asb.contagion\n", "one row or more"),
        ("number,asb.contagion\n1,0.2\n", "first column 'member'"),
        ("member,asb.contagion\n2,0.2\n", "the numbers 1 to 1"),
        ("member,asb.contagio\n1,0.2\n", "nearest: asb.contagion"),
        ("member,asb.contagion\n1,much\n", "member 1, asb.contagion is much; allowed: a number"),
        ("member,asb.contagion\n1,-4\n", "member 1, asb.contagion is -4; allowed: a number from"),
    ],
)
def test_a_file_that_holds_no_sets_is_refused(text, said, tmp_path):
    path = tmp_path / "sets.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        read_ensemble(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match="not a file; allowed: a file that `iwsim calibrate`"):
        read_ensemble(tmp_path / "none.csv")


def test_a_damaged_description_is_refused(drawn, tmp_path):
    drawn.table.to_csv(tmp_path / "sets.csv")
    (tmp_path / "sets.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ScenarioError, match="not a description"):
        read_ensemble(tmp_path / "sets.csv")


def test_sets_without_a_description_rest_on_priors_alone(drawn):
    assert ParameterSets(drawn.table).priors_alone == drawn.names
