"""A study over an ensemble: members are points with luck of their own, and refused elsewhere."""

import numpy as np
import pandas as pd
import pytest

from iwsim import ScenarioError
from iwsim.calibration.ensemble import ParameterSets, read_ensemble
from iwsim.calibration.over import luck_of
from iwsim.calibration.spread import variance_split
from iwsim.cli import main
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED, StoreError
from iwsim.study.digest import digest
from iwsim.sweep.bundle import write_bundle
from iwsim.sweep.files import DEFINITION
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests
from iwsim.sweep.over_ensemble import files_of_sets, folder_over, over_ensemble, over_tables
from iwsim.sweep.read import load_study
from iwsim.sweep.results import results_of
from tests.sweep import cheap
from tests.sweep.cheap import Counting, made
from tests.sweep.files import study_of

HEAD = cheap.head("difference", '["siloed", "colocated_team"]', 3, '["incidents", "net_money"]')
CONTAGION, STRAIN = "asb.contagion", "burnout.strain"
MEANS = (1.0, 3.0, 3.0, 5.0)


def sets(*contagions, identified=(STRAIN,)):
    """Return sets that differ in the spread of disorder."""
    table = pd.DataFrame({CONTAGION: list(contagions), STRAIN: 0.02})
    table.index = pd.RangeIndex(1, len(contagions) + 1, name="member")
    return ParameterSets(table, identified=identified)


FOUR = sets(*(mean / 10.0 for mean in MEANS))


def lucky(changes, arm, replicate):
    """The team has more incidents by ten times the spread, and by luck that is known."""
    team = 10.0 * changes[CONTAGION] + (-1.0, 0.0, 1.0)[replicate]
    return {"incidents": team if arm == "colocated_team" else 0.0}


def tables(folder):
    """Return what the folder of a study says."""
    return over_tables(results_of(kept_study(folder), folder))


def test_the_tables_divide_what_is_known_between_parameters_and_luck(tmp_path):
    study = over_ensemble(study_of(tmp_path, HEAD), FOUR)
    assert made(study, tmp_path / "runs", lucky) == 4 * 2 * 3
    found = tables(tmp_path / "runs")
    row = found.ensemble[found.ensemble["outcome"] == "incidents"].iloc[0]
    luck = np.array([-1.0, 0.0, 1.0])
    split = variance_split(np.array(MEANS)[:, None] + luck)
    assert row["mean"] == pytest.approx(3.0)
    assert (row["low"], row["high"]) == pytest.approx(tuple(np.quantile(MEANS, (0.025, 0.975))))
    assert row["share_better"] == 0.0
    assert row["sd_luck"] == pytest.approx(1.0)
    assert row["from_parameters"] == pytest.approx(split.from_parameters)
    assert 0.5 < row["from_parameters"] < 1.0
    assert (row["members"], row["replicates"]) == (4, 3)
    assert found.priors_alone["parameter"].tolist() == [CONTAGION]


def test_members_have_luck_of_their_own_even_when_they_are_the_same(tmp_path):
    study = over_ensemble(study_of(tmp_path, HEAD), FOUR)
    keys = run_digests(study, study.points)
    assert len(set(keys.reshape(-1).tolist())) == keys.size == study.runs
    assert [study.seed_at(point) for point in study.points] == [luck_of(1, m) for m in (1, 2, 3, 4)]


def test_a_member_has_the_runs_of_a_study_with_its_values_and_its_luck(tmp_path):
    study = over_ensemble(study_of(tmp_path, HEAD.replace('"net_money"', '"stress"')), FOUR)
    made(study, tmp_path / "over", None)
    alone = study_of(
        tmp_path,
        HEAD.replace('"net_money"', '"stress"')
        + f"seed = {luck_of(1, 2)}\n[settings.two]\n"
        + f'"{CONTAGION}" = 0.3\n"{STRAIN}" = 0.02\n',
    )
    made(alone, tmp_path / "alone", None)
    over, one = (
        results_of(kept_study(tmp_path / name), tmp_path / name) for name in ("over", "alone")
    )
    np.testing.assert_array_equal(over.values[1], one.values[0])
    assert not np.array_equal(over.values[1], over.values[2]), "other luck"


def test_values_of_the_study_win_and_a_set_that_breaks_a_rule_fails(tmp_path):
    (tmp_path / "own.toml").write_text('extends = "tower"\n[parameters.burnout]\nstrain = 0.03\n')
    text = HEAD.replace('"tower"', f'"{(tmp_path / "own.toml").as_posix()}"')
    table = pd.DataFrame({"needs.low": [0.9, 0.2, 0.1], STRAIN: 0.01})
    table.index = pd.RangeIndex(1, 4, name="member")
    study = over_ensemble(study_of(tmp_path, text), ParameterSets(table))
    assert study.members.held == (STRAIN,)
    assert study.members.priors_alone == ("needs.low",)
    assert [dict(point.changes) for point in study.points] == [
        {"needs.low": low} for low in (0.9, 0.2, 0.1)
    ]
    told = Counting()
    made(study, tmp_path / "runs", None, told=told)
    assert told.failed == 1 * 2 * 3
    assert set(tables(tmp_path / "runs").ensemble["members"]) == {2}
    failures = results_of(study, tmp_path / "runs").failures
    assert set(failures["point"]) == {"member 1"}
    assert failures["reason"].str.contains("needs.low").all()


def test_it_goes_on_where_it_was_stopped_and_when_it_grows(tmp_path):
    asked = study_of(tmp_path, HEAD)
    study = over_ensemble(asked, FOUR)
    told = Counting(parts=1)
    with pytest.raises(KeyboardInterrupt):
        made(study, tmp_path / "steps", lucky, told=told)
    assert made(study, tmp_path / "steps", lucky) <= study.runs - told.made
    larger = over_ensemble(asked, sets(0.1, 0.3, 0.3, 0.5, 0.2))
    assert made(larger, tmp_path / "steps", lucky) == 1 * 2 * 3
    assert made(larger, tmp_path / "once", lucky) == larger.runs
    assert digest(tmp_path / "steps") == digest(tmp_path / "once")
    assert kept_study(tmp_path / "steps").members == larger.members
    assert kept_study(tmp_path / "steps").points == larger.points


def test_the_folder_is_another_one_than_that_of_the_study(tmp_path):
    plain = study_of(tmp_path, HEAD)
    study = over_ensemble(plain, FOUR)
    assert folder_over(study).startswith("small-ensemble-")
    assert folder_over(study) != folder_over(over_ensemble(plain, sets(0.1)))
    made(study, tmp_path / "runs", lucky)
    with pytest.raises(StoreError):
        made(plain, tmp_path / "runs")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ingredients_sobol", "a design, sobol"),
        ("forms_of_integration", "factors"),
        ("mechanisms", "mechanisms"),
        ("reflective_cues", "settings"),
    ],
)
def test_a_study_that_varies_something_is_refused(name, why):
    with pytest.raises(ScenarioError, match=f"{name} is one with {why}.*structure_climate"):
        over_ensemble(load_study(name), FOUR)


@pytest.mark.parametrize("name", ["structure_climate", "ingredients"])
def test_shipped_studies_of_arms_go_over_the_shipped_ensemble(name):
    found = read_ensemble()
    study = over_ensemble(load_study(name, replicates=2), found)
    assert len(study.points) == len(found)
    assert set(study.members.priors_alone).isdisjoint(found.identified)
    for point in study.points:
        study.at(point)


def test_what_a_bundle_needs_is_kept(tmp_path):
    FOUR.table.to_csv(tmp_path / "mine.csv")
    found = read_ensemble(tmp_path / "mine.csv")
    study = over_ensemble(study_of(tmp_path, HEAD), found, files_of_sets(tmp_path / "mine.csv"))
    made(study, tmp_path / "runs", lucky)
    there = tmp_path / "runs" / DEFINITION
    again = over_ensemble(load_study(there / "small.toml"), read_ensemble(there / "ensemble.csv"))
    assert (run_digests(again, again.points) == run_digests(study, study.points)).all()
    bundle = write_bundle(kept_study(tmp_path / "runs"), tmp_path / "runs", tmp_path / "b.zip")
    assert f"{DEFINITION}/ensemble.csv" in bundle.files


def test_the_command_writes_and_names_what_rests_on_priors(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(HEAD, encoding="utf-8")
    FOUR.table.to_csv("mine.csv")
    words = ["study", "small.toml", "--ensemble", "mine.csv", "--workers", "1", "--quiet"]
    assert main(words) == EXIT_DONE
    said = capsys.readouterr().out
    assert "4 sets of parameter values, 2 runs of each arm in each" in said
    assert f"2 of 2 parameters rest on priors alone, no target has narrowed them: {CONTAGION}" in (
        " ".join(said.split())
    )
    (folder,) = (tmp_path / "results" / "studies").iterdir()
    before = (folder / "ensemble.csv").read_bytes()
    (folder / "ensemble.csv").unlink()
    assert main(["study", "analyse", str(folder)]) == EXIT_DONE
    assert (folder / "ensemble.csv").read_bytes() == before


def test_a_run_that_failed_has_its_exit_code(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(HEAD, encoding="utf-8")
    table = pd.DataFrame({"needs.low": [0.45, 0.2], "needs.serious": 0.3})
    table.index = pd.RangeIndex(1, 3, name="member")
    table.to_csv("mine.csv")
    words = ["study", "small.toml", "--ensemble", "mine.csv", "--workers", "1", "--quiet"]
    assert main(words) == EXIT_SOME_RUNS_FAILED
