"""A comparison over an ensemble: values of the scenario win, luck is told from parameters."""

import numpy as np
import pandas as pd
import pytest

from iwsim import RunError, ScenarioError, load_scenario
from iwsim.calibration.ensemble import ParameterSets, own_values
from iwsim.calibration.over import (
    compare_over,
    ensemble_folder,
    luck_of,
    with_values,
)
from iwsim.calibration.spread import variance_split
from iwsim.study.compare import compare
from iwsim.study.headline import HEADLINE, NET

SHORT = {"spin_up": 4, "baseline": 2, "weeks": 104}
ARMS = ("siloed", "colocated_team")
CONTAGION, STRAIN = "asb.contagion", "burnout.strain"


def sets(*strains):
    table = pd.DataFrame({CONTAGION: 0.1, STRAIN: list(strains)})
    table.index = pd.RangeIndex(1, len(strains) + 1, name="member")
    return ParameterSets(table, identified=(STRAIN,))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("over")
    scenario = load_scenario("tower", SHORT)
    return (
        folder,
        scenario,
        compare_over(scenario, ARMS, sets(0.01, 0.03), 2, 7, workers=1, out=folder),
    )


def test_a_member_is_a_comparison_of_its_own(made):
    folder, scenario, found = made
    alone = compare(
        with_values(scenario, {CONTAGION: 0.1, STRAIN: 0.03}, ()), ARMS, 2, luck_of(7, 2), workers=1
    )
    part = found.differences[
        (found.differences["member"] == 2) & (found.differences["window"] == "late")
    ]
    table = alone.table[alone.table["window"] == "late"].set_index("outcome")["difference"]
    for outcome in HEADLINE:
        mean = part.loc[part["outcome"] == outcome, "difference"].mean()
        assert mean == pytest.approx(table[outcome]), outcome
    money = alone.money[(alone.money["window"] == "late") & (alone.money["quantity"] == "net")]
    net = part.loc[part["outcome"] == NET, "difference"].mean()
    assert net == pytest.approx(money["value"].item())
    assert {path.name for path in folder.iterdir()} == {"member-001", "member-002"}


def test_finished_members_are_not_run_again(made, monkeypatch):
    folder, scenario, found = made

    def never(*_):
        raise AssertionError("a run was made")

    monkeypatch.setattr("iwsim.study.making.perform", never)
    again = compare_over(scenario, ARMS, sets(0.01, 0.03), 2, 7, workers=2, out=folder)
    pd.testing.assert_frame_equal(again.table, found.table)


def test_the_table_holds_every_headline_outcome(made):
    _, _, found = made
    assert set(found.table["outcome"]) == {*HEADLINE, NET}
    assert set(found.table["window"]) == {"early", "late"}
    assert (found.table["low"] <= found.table["high"]).all()
    assert found.table["members"].max() == 2
    assert found.priors_alone == (CONTAGION,)


def test_values_of_the_scenario_win():
    own = load_scenario("tower", {**SHORT, STRAIN: 0.033})
    held = own_values(own)
    assert STRAIN in held
    assert CONTAGION not in held
    changed = with_values(own, {STRAIN: 0.01, CONTAGION: 0.2}, held)
    assert changed.parameters["burnout"].strain == 0.033
    assert changed.parameters["asb"].contagion == 0.2


def test_values_that_break_a_rule_are_refused():
    with pytest.raises(ScenarioError, match=r"needs\.low"):
        with_values(load_scenario("tower"), {"needs.low": 0.9}, ())


def test_a_member_that_fails_is_told_and_the_others_stand(tmp_path):
    table = pd.DataFrame({"needs.low": [0.9, 0.2]})
    table.index = pd.RangeIndex(1, 3, name="member")
    scenario = load_scenario("tower", {**SHORT, "weeks": 4})
    found = compare_over(scenario, ARMS, ParameterSets(table), workers=1, out=tmp_path)
    assert [one.member for one in found.failures] == [1]
    assert "needs.low" in found.failures[0].reason
    assert found.table["members"].max() == 1
    assert found.table["from_parameters"].isna().all()
    with pytest.raises(RunError, match=r"no member could be run.*needs\.low"):
        compare_over(
            scenario, ARMS, ParameterSets(table.head(1)), workers=1, out=tmp_path / "other"
        )


def test_wrong_arguments_are_told_together(tmp_path):
    with pytest.raises(ScenarioError) as refused:
        compare_over(load_scenario("tower"), ("siloed", "taem"), [1], 0, -1, out=tmp_path)
    assert {fault.key for fault in refused.value.faults} == {"arms", "sets", "replicates", "seed"}


def test_members_have_luck_of_their_own():
    assert len({luck_of(seed, member) for seed in range(3) for member in range(1, 101)}) == 300


def test_the_usual_folder_is_that_of_scenario_sets_and_seed(tmp_path):
    scenario = load_scenario("tower")
    usual = ensemble_folder(scenario, sets(0.01), 1, tmp_path)
    assert usual.parent == tmp_path / "results"
    assert usual.name.startswith("tower-ensemble-")
    assert usual != ensemble_folder(scenario, sets(0.02), 1, tmp_path)
    assert usual != ensemble_folder(scenario, sets(0.01), 2, tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_variance_is_split_between_parameters_and_luck(share):
    """Five standard errors of the share wide at 2,000 members: one false alarm in a million."""
    random = np.random.default_rng(4)
    members = random.normal(0.0, np.sqrt(share), (2000, 1))
    values = members + random.normal(0.0, np.sqrt(1.0 - share), (2000, 3))
    split = variance_split(values)
    assert split.from_parameters == pytest.approx(share, abs=0.09)
    assert split.luck == pytest.approx(1.0 - share, abs=0.1)


def test_one_replicate_cannot_tell_luck():
    assert np.isnan(variance_split(np.ones((5, 1)))).all()
