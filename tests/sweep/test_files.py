"""The files of a study are kept with its runs, and `load_study` reads them again from there."""

import shutil
import zipfile

import numpy as np
import pytest

from iwsim.cli import main
from iwsim.study.digest import digest
from iwsim.sweep.bundle import README, write_bundle
from iwsim.sweep.files import DEFINITION, files_of
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests
from iwsim.sweep.read import load_study
from tests.sweep import cheap
from tests.sweep.cheap import made

POINTS = "asb.contagion,needs.coupling\n0.2,0.05\n0.3,0.1\n"
BASE = 'extends = "tower"\n[parameters.asb]\nmemory = 0.31\n'
OWN = "# my own\nextends = '../below/mine.toml'  # under the same name\n"
TEXT = (
    cheap.head().replace('"tower"', '"scenarios/mine.toml"')
    + cheap.design("list", None, "file = 'lists/points.csv'  # by hand")
    + cheap.factors(2)
)


@pytest.fixture
def scattered(tmp_path, monkeypatch):
    """A study whose files lie in folders of their own, seen from where commands are given."""
    for name, text in (
        ("studies/study.toml", TEXT),
        ("studies/lists/points.csv", POINTS),
        ("scenarios/mine.toml", OWN),
        ("below/mine.toml", BASE),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def same(one, other):
    """Return whether two studies ask for the same runs."""
    return np.array_equal(run_digests(one, one.points), run_digests(other, other.points))


def test_files_from_many_folders_are_read_again_from_one(scattered, monkeypatch):
    study = load_study("studies/study.toml")
    made(study, scattered / "runs")
    bundle = write_bundle(kept_study(scattered / "runs"), scattered / "runs", scattered / "b.zip")
    assert bundle.untold == ""
    with zipfile.ZipFile(bundle.path) as packed:
        packed.extractall(scattered / "there")
    for name in ("studies", "scenarios", "below"):
        shutil.rmtree(scattered / name)
    there = scattered / "there" / "study"
    assert sorted(path.relative_to(there / DEFINITION).as_posix()
                  for path in (there / DEFINITION).rglob("*.*")) == [
        "extended/mine.toml", "mine.toml", "points.csv", "study.toml"
    ]  # fmt: skip
    monkeypatch.chdir(there / DEFINITION)
    again = load_study("study.toml")
    assert same(again, study)
    assert again.scenario.parameters == study.scenario.parameters
    assert again.files == study.files
    made(again, scattered / "again")
    assert digest(scattered / "again") == bundle.digest


def test_nothing_but_paths_is_written_anew(scattered):
    files = load_study("studies/study.toml").files
    assert files["points.csv"] == POINTS.encode()
    expected = TEXT.replace("scenarios/mine.toml", "mine.toml")
    expected = expected.replace("'lists/points.csv'", '"points.csv"')
    assert files["study.toml"].decode() == expected
    assert files["extended/mine.toml"].decode() == BASE
    own = OWN.replace("'../below/mine.toml'", '"extended/mine.toml"')
    assert files["mine.toml"].decode() == own


def test_a_path_that_stands_elsewhere_too_is_replaced_where_it_is_meant(scattered):
    path = scattered / "studies" / "study.toml"
    text = TEXT.replace('title = "Cheap"', 'title = "scenarios/mine.toml"')
    path.write_text(text, encoding="utf-8")
    assert '\ntitle = "scenarios/mine.toml"\n' in files_of(path, None)["study.toml"].decode()


def test_a_path_that_nothing_can_be_put_for_keeps_no_files(scattered):
    path = scattered / "studies" / "study.toml"
    path.write_text(TEXT.replace("scenarios/mine", "scenarios\\u002fmine"), encoding="utf-8")
    assert load_study(path).files == {}


@pytest.fixture
def sampled(tmp_path):
    text = cheap.head(replicates=2) + cheap.design("morris", 4) + cheap.factors(2)
    (tmp_path / "study.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_what_was_asked_for_beside_the_file_is_told(sampled, monkeypatch):
    folder = sampled / "runs"
    study = load_study(sampled / "study.toml", seed=5, replicates=1, samples=8)
    made(study, folder)
    bundle = write_bundle(kept_study(folder), folder, sampled / "b.zip")
    with zipfile.ZipFile(bundle.path) as packed:
        told = packed.read(f"study/{README}").decode()
    assert "iwsim study study.toml --seed 5 --replicates 1 --samples 8\n" in told
    assert f"\n  {DEFINITION}/ " in told
    monkeypatch.chdir(folder / DEFINITION)
    assert same(load_study("study.toml", seed=5, replicates=1, samples=8), study)


def test_a_folder_without_them_is_bundled_all_the_same(sampled, capsys):
    folder = sampled / "runs"
    made(load_study(sampled / "study.toml"), folder)
    shutil.rmtree(folder / DEFINITION)
    assert main(["study", "bundle", str(folder), "--out", str(sampled / "b.zip")]) == 0
    assert "own file is not here" in capsys.readouterr().out.replace("\n", " ")
    with zipfile.ZipFile(sampled / "b.zip") as packed:
        assert not any(DEFINITION in name for name in packed.namelist())
        told = packed.read(f"study/{README}").decode()
    assert "own file is not here" in told
    assert f"{DEFINITION}/" not in told


def test_another_study_in_the_same_folder_takes_their_place(scattered):
    made(load_study("studies/study.toml"), scattered / "runs")
    path = scattered / "studies" / "study.toml"
    text = cheap.head().replace('"tower"', '"scenarios/mine.toml"')
    path.write_text(text + cheap.design("morris", 4) + cheap.factors(2), encoding="utf-8")
    study = load_study(path)
    made(study, scattered / "runs")
    assert kept_study(scattered / "runs").files == study.files
    assert "points.csv" not in study.files
