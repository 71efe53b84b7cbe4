"""The command: what it leaves behind, that it goes on, and what it refuses.

Runs are replaced by a formula, so that the whole way takes seconds.
"""

import json
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from iwsim.calibration import coverage, prior
from iwsim.calibration.calibrate import MEMBERS, Size
from iwsim.calibration.ensemble import read_ensemble, uncertain
from iwsim.calibration.report import page, read_found
from iwsim.calibration.targets import targets
from iwsim.cli import main
from iwsim.errors import EXIT_STORE, StoreError
from iwsim.parameters import PARAMETERS
from iwsim.study.keys import fingerprint

PUBLISHED = Path(__file__).parents[2] / "results" / "reference" / "calibration"
MOVES = "burnout.strain"
LEVEL = "burnout"
SMALL = ("--runs", "100", "--sets", "300", "--workers", "1", "--quiet")
FEW = partial(Size, candidates=2000, runs_a_round=200)


def formula(overrides, _):
    """Strain moves burnout; every other target is met."""
    low, high = PARAMETERS[MOVES].plausible
    levels = {target.name: (target.low + target.high) / 2 for target in targets()}
    return {**levels, LEVEL: (overrides[MOVES] - low) / (high - low)}


def use_the_formula(patch):
    patch.setattr("iwsim.calibration.simulate.levels_of", formula)
    patch.setattr("iwsim.cli.calibrating.Size", FEW)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Replace runs; and draw no figures but those of the folder that is looked at."""
    monkeypatch.setattr("iwsim.cli.calibrating.save_figure", lambda *_: None)
    use_the_formula(monkeypatch)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    patch = pytest.MonkeyPatch()
    use_the_formula(patch)
    out = tmp_path_factory.mktemp("calibration")
    assert main(["calibrate", *SMALL, "--out", str(out)]) == 0
    patch.undo()
    return out


def test_the_ensemble_can_be_read_and_meets_the_targets(folder):
    sets = read_ensemble(folder / "ensemble.csv")
    assert sets.names == uncertain()
    assert len(sets) == MEMBERS
    assert sets.fingerprint == fingerprint()
    assert sets.identified[0] == MOVES
    assert MOVES not in sets.priors_alone
    (target,) = (one for one in targets() if one.name == LEVEL)
    for member in sets.members:
        assert target.misfit(formula(sets.overrides(member), 0)[LEVEL]) <= 1.0


def test_parameters_that_move_nothing_rest_on_priors(folder):
    """Of 300 sets the 5 to 95 per cent range errs by 3 per cent, so some shrink by chance."""
    table = pd.read_csv(folder / "parameters.csv").set_index("parameter")
    assert table.at[MOVES, "shrinkage"] > 0.3
    others = table.drop(MOVES)["shrinkage"]
    assert abs(others.mean()) < 0.05


def test_the_emulator_says_what_moves_a_level(folder):
    table = pd.read_csv(folder / "emulator.csv").set_index("target")
    assert table.at[LEVEL, "strongest"].split()[0] == f"+{MOVES}"
    assert table.at[LEVEL, "explained"] > 0.95
    assert table.drop(LEVEL)["strongest"].isna().all()


def test_rounds_are_counted(folder):
    rounds = pd.read_csv(folder / "rounds.csv")
    said = json.loads((folder / "ensemble.json").read_text(encoding="utf-8"))
    last = rounds.iloc[-1]
    assert list(rounds["round"]) == list(range(1, len(rounds) + 1))
    assert rounds["kept"].sum() == last["kept_so_far"] == said["kept"]
    assert said["worth"] == pytest.approx(last["worth_so_far"], rel=1e-4)
    assert said["worth"] >= 300
    assert (rounds["worth_so_far"][:-1] < 300).all()
    (target,) = (one for one in targets() if one.name == LEVEL)
    known = min(target.high + target.tolerance, 1.0) - (target.low - target.tolerance)
    assert rounds["share"].mean() == pytest.approx(known, rel=0.15)
    assert rounds["expected"].sum() == pytest.approx(rounds["kept"].sum(), rel=0.3)


def test_the_target_that_ruled_out_is_named(folder):
    table = pd.read_csv(folder / "targets.csv").set_index("target")
    assert table.at[LEVEL, "ruled_out"] > 0.3
    assert table.drop(LEVEL)["ruled_out"].max() == 0.0
    assert (table["met_in_ensemble"] == 1.0).all()


def test_the_page_says_what_was_found(folder):
    text = (folder / "calibration.md").read_text(encoding="utf-8")
    assert text == page(read_found(folder))
    assert f"| `{MOVES}` |" in text
    assert f"all {len(targets())} targets were met within their tolerances" in text
    for target in targets():
        for id in target.ids:
            assert id in text
    for form in ("png", "svg"):
        assert (folder / "images" / f"calibration.{form}").stat().st_size > 1000


def test_how_near_the_sets_came_is_counted_over_different_ones(folder):
    """Of three sets two are the same, and of the two one meets all targets."""
    found = read_found(folder)
    three = found._replace(
        ensemble=found.ensemble.loc[[1, 1, 2]].reset_index(drop=True).assign(**{MOVES: [1, 1, 2]}),
        distances=pd.DataFrame({"distance": [0.5, 0.5, 2.5]}),
        description={**found.description, "threshold": 2.5},
    )
    assert "has 3 sets, 2 of them different ones" in three.nearest
    assert "none missed a target by more than 2.5 tolerances" in three.nearest
    assert "1 of the different ones met them all" in three.nearest
    assert three.nearest in page(three)
    assert "A largest miss of 1 was wanted" in page(three)
    assert "was wanted" not in page(found)


def test_distances_of_the_members_are_those_of_their_runs(folder):
    (target,) = (one for one in targets() if one.name == LEVEL)
    sets, far = read_ensemble(folder / "ensemble.csv"), read_found(folder).distances["distance"]
    for member in sets.members:
        misfit = target.misfit(formula(sets.overrides(member), 0)[LEVEL])
        assert far[member] == pytest.approx(misfit, abs=1e-4)


def test_the_shipped_sets_are_those_that_are_published():
    """As the README says, all met every level; the published table lies in the checkout."""
    found = read_found(PUBLISHED)
    assert len(found.distances) == len(read_ensemble())
    assert found.threshold == 1.0
    assert (found.distances["distance"] <= 1.0).all()


def test_coverage_of_another_model_is_not_shown(folder, tmp_path):
    for file in folder.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "coverage.json").write_bytes((PUBLISHED / "coverage.json").read_bytes())
    assert ("find truths" in page(read_found(tmp_path))) == (
        read_found(PUBLISHED).manifest["fingerprint"] == fingerprint()
    )
    old = json.loads((PUBLISHED / "coverage.json").read_text(encoding="utf-8"))
    (tmp_path / "coverage.json").write_text(json.dumps({**old, "fingerprint": "0"}))
    assert read_found(tmp_path).coverage is None


def test_the_same_command_shows_what_is_there(folder, monkeypatch, capsys):
    def never(*_):
        raise AssertionError("a run was made")

    monkeypatch.setattr("iwsim.calibration.simulate.levels_of", never)
    before = (folder / "ensemble.csv").read_bytes()
    assert main(["calibrate", *SMALL, "--out", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["threshold"] == 1.0
    assert {row["target"] for row in said["targets"]} == {target.name for target in targets()}
    assert (folder / "ensemble.csv").read_bytes() == before


def test_a_calibration_that_was_killed_goes_on(folder, tmp_path, monkeypatch):
    made = []

    def stopping(overrides, luck):
        made.append(luck)
        if len(made) == 400:
            raise KeyboardInterrupt
        return formula(overrides, luck)

    out = ("--out", str(tmp_path))
    monkeypatch.setattr("iwsim.calibration.simulate.levels_of", stopping)
    assert main(["calibrate", *SMALL, *out]) == 130
    assert [file.name for file in tmp_path.glob("round-*")] == ["round-01.parquet"]
    assert main(["calibrate", *SMALL, *out]) == 0
    assert len(made) > 400
    for name in ("ensemble.csv", "parameters.csv", "targets.csv", "rounds.csv", "emulator.csv"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "what"), [(("--seed", "2"), "seed"), (("--runs", "101"), "runs")]
)
def test_results_of_another_calibration_are_refused(words, what, folder, capsys):
    assert main(["calibrate", *SMALL, *words, "--out", str(folder)]) == 3
    assert f"holds results with another {what}" in capsys.readouterr().err


def test_more_sets_go_on_from_fewer(folder, tmp_path):
    out = ("--out", str(tmp_path))
    few = ("--runs", "100", "--sets", "50", "--workers", "1", "--quiet")
    assert main(["calibrate", *few, *out]) == 0
    rounds = list(tmp_path.glob("round-*"))
    assert main(["calibrate", *SMALL, *out]) == 0
    assert len(list(tmp_path.glob("round-*"))) > len(rounds) > 0
    assert (tmp_path / "ensemble.csv").read_bytes() == (folder / "ensemble.csv").read_bytes()
    assert read_found(tmp_path).manifest["sets"] == 300


def test_without_rounds_the_nearest_of_the_prior_sample_are_kept(tmp_path):
    words = ["calibrate", *SMALL, "--rounds", "0", "--out", str(tmp_path)]
    assert main(words) == 0
    found = read_found(tmp_path)
    assert found.rounds.empty
    assert found.threshold == 1.0
    assert found.runs == 100
    assert len(read_ensemble(tmp_path / "ensemble.csv")) == found.description["kept"]
    assert "No round was made" in page(found)


def test_if_too_few_meet_all_targets_the_threshold_is_raised(tmp_path, monkeypatch):
    """Only the lowest strain nearly meets a target, and only one short round is allowed."""
    low, high = PARAMETERS[MOVES].plausible
    (target,) = (one for one in targets() if one.name == LEVEL)

    def far(overrides, luck):
        share = (overrides[MOVES] - low) / (high - low)
        level = target.high + target.tolerance * (0.95 + 20 * share)
        return {**formula(overrides, luck), LEVEL: level}

    monkeypatch.setattr("iwsim.calibration.simulate.levels_of", far)
    words = ["calibrate", *SMALL, "--rounds", "1", "--out", str(tmp_path)]
    assert main(words) == 0
    found = read_found(tmp_path)
    assert 1.0 < found.threshold < 10.0
    assert found.description["worth"] >= 50
    assert found.distances["distance"].max() <= found.threshold
    assert "A largest miss of 1 was wanted" in page(found)


def test_force_replaces_them(tmp_path):
    small = ("--runs", "100", "--sets", "10", "--workers", "1", "--quiet")
    out = ("--out", str(tmp_path))
    assert main(["calibrate", *small, *out]) == 0
    (tmp_path / "round-07.parquet").write_text("an old one\n", encoding="utf-8")
    first = read_ensemble(tmp_path / "ensemble.csv").table
    assert main(["calibrate", *small, *out, "--seed", "2", "--force"]) == 0
    assert not np.array_equal(first, read_ensemble(tmp_path / "ensemble.csv").table)
    assert not (tmp_path / "round-07.parquet").exists()


def test_runs_of_which_nobody_knows_the_calibration_are_refused(tmp_path, capsys):
    (tmp_path / "round-01.parquet").write_text("of whom?\n", encoding="utf-8")
    assert main(["calibrate", "--runs", "100", "--quiet", "--out", str(tmp_path)]) == 3
    assert "without its manifest.json" in capsys.readouterr().err


def test_a_damaged_prior_sample_is_one_clear_sentence(tmp_path):
    (tmp_path / "levels.parquet").write_text("no table\n", encoding="utf-8")
    with pytest.raises(StoreError, match="holds no whole prior sample"):
        prior.read(tmp_path)


def test_a_sample_in_which_nothing_shows_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        "iwsim.calibration.simulate.levels_of", lambda *_: {one.name: 1.0 for one in targets()}
    )
    words = ["calibrate", "--runs", "100", "--workers", "1", "--quiet", "--out", str(tmp_path)]
    assert main(words) == 2
    assert "allow more --runs" in capsys.readouterr().err


def test_progress_tells_rounds_and_time(tmp_path, capsys):
    words = [word for word in SMALL if word != "--quiet"]
    assert main(["calibrate", *words, "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().err
    assert "100 of 100 runs" in told
    assert "round 1: choosing what is worth a run; before, 0 sets met all targets" in told


def test_coverage_is_of_the_model_that_the_sample_is_of(folder, tmp_path, capsys):
    for file in folder.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_bytes(file.read_bytes())
    made = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "manifest.json").write_text(json.dumps({**made, "fingerprint": "older"}))
    assert coverage.main([str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["fingerprint"] == "older"
    assert read_found(tmp_path).coverage["bank"] == 100


def test_coverage_refuses_a_calibration_to_other_targets(folder, capsys, monkeypatch):
    monkeypatch.setattr(coverage, "targets_digest", lambda: "others")
    assert coverage.main([str(folder)]) == EXIT_STORE
    assert "its targets are not those of this version" in capsys.readouterr().err


def test_coverage_refuses_a_folder_without_a_sample_and_too_small_a_one(
    folder, capsys, monkeypatch
):
    assert coverage.main([str(folder.parent / "nothing")]) == EXIT_STORE
    assert "nothing: holds no finished calibration" in capsys.readouterr().err
    monkeypatch.setattr(coverage, "FEWEST", 101)
    assert coverage.main([str(folder)]) == EXIT_STORE
    assert (
        "its prior sample has 100 runs with all levels; the test needs 101 or more."
        in capsys.readouterr().err
    )
