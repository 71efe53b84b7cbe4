"""What is handed on: the tidy table, the block with named dimensions, and the bundle."""

import hashlib
import os
import shutil
import zipfile
from importlib import metadata

import numpy as np
import pandas as pd
import pytest

from iwsim.cli import main, study_rerun
from iwsim.study.digest import digest
from iwsim.sweep import runs as making
from iwsim.sweep.bundle import CHECKSUMS, check_bundle, write_bundle
from iwsim.sweep.export import dataset, factor_table, tidy
from iwsim.sweep.kept import kept_study
from iwsim.sweep.read import load_study
from iwsim.sweep.results import results_of, unit_of
from iwsim.sweep.rows import windows_of
from tests.sweep import cheap
from tests.sweep.cheap import Formula, made

ARMS = '["siloed", "colocated_team"]'
TEXT = cheap.head("difference", ARMS, 2, '["incidents", "net_money"]') + cheap.design("morris", 4)
FACTORS = cheap.factors(2) + 'form = { sets = "asb.memory", values = [0.2, 0.4] }\n'


def numbers(changes, arm, replicate):
    """One run of all fails: the highest first factor, in the team, in the second replicate."""
    if arm == "colocated_team" and replicate == 1 and changes["asb.contagion"] > 0.49:
        raise ArithmeticError("fell over")
    return cheap.mixed(changes, arm, replicate)


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("begun")
    (folder / "study.toml").write_text(TEXT + FACTORS, encoding="utf-8")
    study = load_study(folder / "study.toml")
    made(study, folder / "runs", numbers)
    return study, folder / "runs"


def test_the_block_holds_every_number_under_its_names(begun):
    study, folder = begun
    results = results_of(study, folder)
    block = dataset(results)
    windows = [window.name for window in windows_of(study.scenario)]
    for outcome in study.outcomes:
        assert block[outcome].dims == ("point", "arm", "replicate", "window")
        assert block[outcome].attrs == {"unit": unit_of(outcome)}
        for arm in study.arms:
            found = block[outcome].sel(arm=arm, window="all").to_numpy()
            np.testing.assert_array_equal(found, results.levels(arm, outcome, "all"))
    assert block["window"].to_numpy().tolist() == windows
    assert block["point"].to_numpy().tolist() == [point.name for point in study.points]
    assert block.attrs["study"] == study.name
    failed = np.isnan(block["incidents"].sel(window="all").to_numpy()).sum()
    assert 0 < failed == sum(point.changes["asb.contagion"] > 0.49 for point in study.points)


def test_factors_are_in_their_own_units(begun):
    study, _ = begun
    table = factor_table(study)
    for name in ("asb.contagion", "needs.coupling"):
        assert table[name].tolist() == [point.changes[name] for point in study.points]
    assert set(table["form"]) == {"0.2", "0.4"}  # levels by name


def test_the_tidy_table_has_a_row_a_number_and_none_for_failed_runs(begun, tmp_path):
    study, folder = begun
    results = results_of(study, folder)
    table = tidy(results)
    block = dataset(results)
    finite = sum(int(np.isfinite(block[name]).sum()) for name in study.outcomes)
    assert len(table) == finite < block["incidents"].size * 2
    keys = ["point", "arm", "replicate", "outcome", "window"]
    assert not table.duplicated(keys).any()
    row = table.iloc[len(table) // 2]
    at = block[row["outcome"]].sel({key: row[key] for key in keys if key != "outcome"})
    assert float(at) == row["value"]
    assert float(at["asb.contagion"]) == row["asb.contagion"]
    assert main(["study", "export", str(folder), "--out", str(tmp_path / "out")]) == 0
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "out" / "tidy.parquet"), table)
    text = pd.read_csv(tmp_path / "out" / "tidy.csv", dtype={"point": str, "form": str})
    pd.testing.assert_frame_equal(text, table, check_dtype=False, rtol=1e-5, atol=1e-12)


def unpacked(path, folder):
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    return next(folder.iterdir())


def test_a_bundle_can_be_checked_by_anybody(begun, tmp_path):
    study, folder = begun
    bundle = write_bundle(study, folder, tmp_path / "one.zip")
    again = write_bundle(study, folder, tmp_path / "two.zip")
    assert bundle.path.read_bytes() == again.path.read_bytes()
    assert bundle.digest == digest(folder)
    there = unpacked(bundle.path, tmp_path / "there")
    sums = [line.split("  ") for line in (there / CHECKSUMS).read_text("utf-8").splitlines()]
    for expected, name in sums:
        assert hashlib.sha256((there / name).read_bytes()).hexdigest() == expected
    listed = {name for _, name in sums} | {CHECKSUMS}
    assert listed == {path.relative_to(there).as_posix() for path in there.rglob("*")
                      if path.is_file()}  # fmt: skip
    assert check_bundle(there) == ()
    environment = (there / "environment.txt").read_text("utf-8")
    for name in ("SALib", "scikit-learn", "matplotlib", "numpy"):
        assert f"\n{name}=={metadata.version(name)}\n" in environment
    assert bundle.path.stat().st_size < sum(p.stat().st_size for p in there.rglob("*"))
    assert digest(there) == bundle.digest
    assert kept_study(there).design.fingerprint() == study.design.fingerprint()


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_file_that_is_not_what_was_packed_is_found(begun, tmp_path, harm):
    study, folder = begun
    there = unpacked(write_bundle(study, folder, tmp_path / "one.zip").path, tmp_path / "there")
    path = there / "environment.txt"
    path.write_text("python 2.7\n", "utf-8") if harm == "changed" else path.unlink()
    assert check_bundle(there) == ("environment.txt",)


@pytest.fixture
def cheaply(monkeypatch):
    """Let the command line make runs by the formula."""

    def make_runs(study, folder, *, told, where, **options):
        making.make_runs(
            study, folder, told=told, where=cheap.HERE, work=Formula(numbers), **options
        )

    monkeypatch.setattr(study_rerun, "make_runs", make_runs)


@pytest.mark.usefixtures("cheaply")
def test_an_unpacked_bundle_is_made_again_beside_itself(begun, tmp_path, capsys, monkeypatch):
    study, folder = begun
    monkeypatch.chdir(tmp_path)
    assert main(["study", "bundle", str(folder)]) == 0
    capsys.readouterr()
    there = unpacked(tmp_path / "runs.zip", tmp_path / "there")
    monkeypatch.chdir(there)
    assert main(["study", "rerun", os.curdir, "--quiet"]) == 0
    assert "the same as before" in capsys.readouterr().out.replace("\n", " ")
    assert digest(there.with_name(f"{study.name}-again")) == digest(folder)


@pytest.mark.usefixtures("cheaply")
def test_a_rerun_is_of_the_study_and_not_of_all_that_was_ever_asked(begun, tmp_path, capsys):
    """Runs of other factors in the same folder do not make the rerun another one."""
    folder = begun[1]
    there = shutil.copytree(folder, tmp_path / "runs")
    (tmp_path / "study.toml").write_text(TEXT + FACTORS.replace("0.5]", "0.6]"), encoding="utf-8")
    made(load_study(tmp_path / "study.toml"), there, numbers)
    assert main(["study", "rerun", str(there), "--quiet"]) == 0
    assert "the same as before" in capsys.readouterr().out.replace("\n", " ")


def test_a_bundle_replaces_no_file_unless_it_is_told_to(begun, tmp_path, capsys):
    target = tmp_path / "one.zip"
    target.write_text("mine", encoding="utf-8")
    assert main(["study", "bundle", str(begun[1]), "--out", str(target)]) == 2
    assert capsys.readouterr().err.count("--force replaces this one") == 1
    assert target.read_text("utf-8") == "mine"
    assert main(["study", "bundle", str(begun[1]), "--out", str(target), "--force"]) == 0
