"""A study over an ensemble: members are points with luck of their own, in every setting alike."""

import numpy as np
import pandas as pd
import pytest

from iwsim import ScenarioError
from iwsim.calibration.ensemble import ParameterSets, read_ensemble
from iwsim.calibration.over import luck_of
from iwsim.calibration.spread import COLUMNS, variance_split
from iwsim.cli import main
from iwsim.errors import EXIT_DONE, EXIT_SOME_RUNS_FAILED, StoreError
from iwsim.parameters import PARAMETERS
from iwsim.study import manifest
from iwsim.study.digest import digest
from iwsim.sweep.bundle import write_bundle
from iwsim.sweep.export import tidy
from iwsim.sweep.files import DEFINITION
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests
from iwsim.sweep.over_ensemble import (
    files_of_sets,
    folder_over,
    over_ensemble,
    over_tables,
    settings_of,
)
from iwsim.sweep.read import load_study
from iwsim.sweep.results import results_of
from iwsim.sweep.status import status_of
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
        ("screening", "a design, morris"),
        ("mechanisms", "mechanisms"),
    ],
)
def test_a_study_whose_points_are_a_sample_or_sets_of_mechanisms_is_refused(name, why):
    with pytest.raises(ScenarioError, match=f"{name} is one with {why}.*structure_climate"):
        over_ensemble(load_study(name), FOUR)


def test_a_factor_called_like_a_column_of_the_table_is_refused(tmp_path):
    text = HEAD + '[factors.mean]\nlow = {}\nhigh = { "asb.memory" = 0.3 }\n'
    with pytest.raises(ScenarioError, match="small is one with a factor called mean"):
        over_ensemble(study_of(tmp_path, text), FOUR)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("structure_climate", 1),
        ("ingredients", 1),
        ("forms_of_integration", 8),
        ("reflective_cues", 4),
    ],
)
def test_shipped_studies_go_over_the_shipped_ensemble(name, settings):
    found = read_ensemble()
    study = over_ensemble(load_study(name, replicates=2), found)
    assert [len(one.rows) for one in settings_of(study)] == [len(found)] * settings
    assert set(study.members.priors_alone).isdisjoint(found.identified)
    assert set(study.members.priors_alone).isdisjoint(study.members.by_settings)
    assert len({point.name for point in study.points}) == len(study.points)
    for point in study.points[:: settings + 1]:
        study.at(point)


SETTINGS = (
    HEAD
    + f"""
[settings.plain]
[settings."more strain"]
"{STRAIN}" = 0.05
"""
)
THREE = sets(0.1, 0.3, 0.5)


def test_points_are_members_in_settings_whose_values_win(tmp_path):
    study = over_ensemble(study_of(tmp_path, SETTINGS), THREE)
    assert [(point.name, dict(point.levels), dict(point.changes)) for point in study.points] == [
        (
            f"member {member}: {setting}",
            {"member": str(member), "setting": setting},
            {CONTAGION: contagion, **changes},
        )
        for member, contagion in enumerate((0.1, 0.3, 0.5), start=1)
        for setting, changes in (("plain", {}), ("more strain", {STRAIN: 0.05}))
    ]
    assert (study.members.held, study.members.by_settings) == ((), (STRAIN,))
    assert study.members.priors_alone == (CONTAGION,)


def test_a_folder_from_before_there_were_settings_is_read(tmp_path):
    study = over_ensemble(study_of(tmp_path, HEAD), FOUR)
    made(study, tmp_path / "runs", lucky)
    before = tables(tmp_path / "runs").ensemble
    told = manifest.read(tmp_path / "runs")
    del told["members"]["by_settings"]
    for point in told["points"].values():
        point["levels"] = {}
    manifest.write(tmp_path / "runs", told)
    pd.testing.assert_frame_equal(tables(tmp_path / "runs").ensemble, before)
    assert made(study, tmp_path / "runs", lucky) == 0


def test_settings_of_a_member_share_its_luck_and_members_do_not(tmp_path):
    study = over_ensemble(study_of(tmp_path, SETTINGS), THREE)
    seeds = [study.seed_at(point) for point in study.points]
    assert seeds == [luck_of(1, member) for member in (1, 1, 2, 2, 3, 3)]
    usual = SETTINGS.replace("0.05", f"{PARAMETERS[STRAIN].default}")
    study = over_ensemble(study_of(tmp_path, usual), THREE)
    made(study, tmp_path / "runs", None)
    values = results_of(study, tmp_path / "runs").values
    np.testing.assert_array_equal(values[::2], values[1::2])
    assert not np.array_equal(values[0], values[2])


def in_settings(changes, arm, replicate):
    """As `lucky`, and without the part of the parameters where there is more strain."""
    by = 0.0 if STRAIN in changes else changes[CONTAGION]
    return lucky({CONTAGION: by}, arm, replicate)


def test_the_variance_divides_within_each_setting(tmp_path):
    study = over_ensemble(study_of(tmp_path, SETTINGS), THREE)
    assert made(study, tmp_path / "runs", in_settings) == 3 * 2 * 2 * 3
    found = tables(tmp_path / "runs").ensemble
    assert tuple(found.columns) == ("setting", *COLUMNS)
    assert len(found) == 2 * 2 * 2, "a row a window, setting and outcome"
    mine = found[found["outcome"] == "incidents"].groupby("setting", sort=False).first()
    assert list(mine.index) == ["plain", "more strain"]
    assert mine["mean"].tolist() == pytest.approx([3.0, 0.0])
    assert mine["sd_luck"].tolist() == pytest.approx([1.0, 1.0])
    split = variance_split(np.array([1.0, 3.0, 5.0])[:, None] + np.array([-1.0, 0.0, 1.0]))
    assert mine["from_parameters"].tolist() == pytest.approx([split.from_parameters, 0.0])
    assert mine["members"].tolist() == mine["replicates"].tolist() == [3, 3]


def test_a_grid_has_a_column_for_each_factor(tmp_path):
    grid = (
        HEAD
        + f"""
[factors.strain]
usual = {{}}
high = {{ "{STRAIN}" = 0.05 }}
[factors.ties]
none = {{ "context.prior_ties" = 0.0 }}
some = {{ "context.prior_ties" = 0.5 }}
"""
    )
    study = over_ensemble(study_of(tmp_path, grid), THREE)
    assert (study.design, study.factors, study.sampled) == (None, {}, False)
    assert made(study, tmp_path / "runs", in_settings) == 3 * 4 * 2 * 3
    found = tables(tmp_path / "runs").ensemble
    assert tuple(found.columns) == ("strain", "ties", *COLUMNS)
    assert found.value_counts(["strain", "ties"]).tolist() == [2 * 2] * 4
    kept = results_of(kept_study(tmp_path / "runs"), tmp_path / "runs")
    assert list(tidy(kept)[["member", "strain", "ties"]].iloc[0]) == ["1", "usual", "none"]
    status = status_of(tmp_path / "runs")
    assert (status.runs, status.finished, status.sound) == (study.runs, study.runs, True)
    larger = over_ensemble(study_of(tmp_path, grid), sets(0.1, 0.3, 0.5, 0.2))
    assert made(larger, tmp_path / "runs", in_settings) == 1 * 4 * 2 * 3


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


def test_the_command_tells_of_settings_and_can_be_made_again(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SETTINGS, encoding="utf-8")
    THREE.table.to_csv("mine.csv")
    words = ["study", "small.toml", "--ensemble", "mine.csv", "--workers", "1", "--quiet"]
    assert main(words) == EXIT_DONE
    said = " ".join(capsys.readouterr().out.split())
    assert "3 sets of parameter values in each of 2 settings, 2 runs of each arm in each" in said
    assert f"held at the values of the settings, elsewhere at the scenario's: {STRAIN}." in said
    (folder,) = (tmp_path / "results" / "studies").iterdir()
    assert main(["study", "bundle", str(folder), "--out", "b.zip"]) == EXIT_DONE
    assert main(["study", "rerun", str(folder), "--workers", "1", "--quiet"]) == EXIT_DONE
    said = " ".join(capsys.readouterr().out.split())
    assert "Tables made again, the same bytes as before: ensemble.csv, priors_alone.csv" in said


def test_a_run_that_failed_has_its_exit_code(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(HEAD, encoding="utf-8")
    table = pd.DataFrame({"needs.low": [0.45, 0.2], "needs.serious": 0.3})
    table.index = pd.RangeIndex(1, 3, name="member")
    table.to_csv("mine.csv")
    words = ["study", "small.toml", "--ensemble", "mine.csv", "--workers", "1", "--quiet"]
    assert main(words) == EXIT_SOME_RUNS_FAILED
