"""Runs and comparisons from the command line: what they write, and what a second start does."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from iwsim import IntegratedWorkingModel, load_scenario
from iwsim.cli import comparing, running
from iwsim.study.compare import compare
from iwsim.study.comparison import Comparison
from tests.cli.conftest import SHORT

ARMS = ("--arms", "siloed,colocated_team", "--replicates", "3", "--workers", "1")


def changes_of_short():
    return {"spin_up": 4, "baseline": 2, "weeks": 4}


def stamps(folder):
    """Return when every file of a folder was written, the lock left out."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def test_a_run_writes_the_tables_of_the_run(plain):
    said = plain("run", "tower", "--arm", "colocated_team", "--seed", "5", *SHORT)
    folder = Path(said["folder"])
    assert folder.parent == Path("results")
    for name in said["files"]:
        assert (folder / name).is_file()
    model = IntegratedWorkingModel(
        load_scenario("tower", changes_of_short()), "colocated_team", seed=5
    )
    expected = model.run()
    weekly = pd.read_parquet(folder / "tables/weekly.parquet")
    pd.testing.assert_frame_equal(weekly, expected.weekly)
    residents = pd.read_csv(folder / "tables/residents.csv")
    assert len(residents) == len(expected.residents)
    np.testing.assert_allclose(residents["trust"], expected.residents["trust"], rtol=1e-5)
    early = weekly["incidents"].loc[0:3].mean()
    assert said["means_a_week"]["incidents"]["early"] == pytest.approx(early)


def test_a_run_is_not_made_twice(plain, command, monkeypatch):
    first = plain("run", "tower", *SHORT)
    before = stamps(first["folder"])

    def refuse(*_):
        raise AssertionError("a finished run was made again")

    monkeypatch.setattr(running, "_write", refuse)
    assert plain("run", "tower", *SHORT) == first
    code, out, _ = command("run", "tower", *SHORT)
    assert code == 0
    assert "Means a week" in out
    assert stamps(first["folder"]) == before


def test_a_run_is_replaced_only_by_force(command):
    words = ("run", "tower", *SHORT, "--out", "mine", "--quiet")
    assert command(*words)[0] == 0
    before = stamps("mine")
    code, out, message = command(*words, "--seed", "2")
    assert (code, out) == (3, "")
    assert "--force" in message
    assert stamps("mine") == before
    assert command(*words, "--seed", "2", "--force")[0] == 0
    assert Comparison.load("mine").seed == 2


@pytest.mark.usefixtures("quick")
def test_a_comparison_from_the_command_line_is_that_of_the_api(plain):
    said = plain("compare", "tower", *SHORT, *ARMS, "--outcomes", "ties")
    ours = compare(
        load_scenario("tower", changes_of_short()), ["siloed", "colocated_team"], replicates=3
    )
    assert said["arms"] == ["siloed", "colocated_team"]
    assert said["outcomes"][-1]["outcome"] == "ties"
    table = ours.table.set_index(["window", "outcome", "arm"])
    for row in said["outcomes"]:
        theirs = table.loc[row["window"], row["outcome"], row["arm"]]["difference"]
        assert (row["difference"] is None) == bool(np.isnan(theirs))
        if row["difference"] is not None:
            assert row["difference"] == theirs
    money = {(row["window"], row["quantity"]): row["value"] for row in said["money"]}
    assert money["all", "net"] == pytest.approx(
        money["all", "benefit"] - money["all", "extra_cost"]
    )
    assert any("No late window" in note for note in said["notes"])


@pytest.mark.usefixtures("quick")
def test_a_comparison_is_shown_at_once_the_second_time(plain, command, monkeypatch):
    first = plain("compare", "tower", *SHORT, *ARMS)
    folder = Path(first["folder"])
    for name in first["files"]:
        assert (folder / name).is_file()
    before = stamps(folder)

    def refuse(*_):
        raise AssertionError("rules were compiled for runs that are finished")

    monkeypatch.setattr("iwsim.cli.progress.compiled", refuse)
    assert plain("compare", "tower", *SHORT, *ARMS) == first
    assert stamps(folder) == before
    code, out, _ = command("compare", "tower", *SHORT, *ARMS)
    assert code == 0
    assert "finished before" in out


@pytest.mark.usefixtures("quick")
def test_more_replicates_go_on_from_those_that_are_there(plain):
    few = plain("compare", "tower", *SHORT, *ARMS)
    parts = {path for path in stamps(few["folder"]) if path.startswith("parts/")}
    more = plain("compare", "tower", *SHORT, *ARMS[:3], "5", "--workers", "1")
    assert more["folder"] == few["folder"]
    assert more["replicates"] == 5
    assert parts < set(stamps(few["folder"]))


@pytest.mark.usefixtures("quick")
def test_the_digest_does_not_tell_how_the_runs_were_made(plain, command):
    plain("compare", "tower", *SHORT, *ARMS, "--out", "one")
    plain("compare", "tower", *SHORT, *ARMS[:3], "2", "--out", "two")
    plain("compare", "tower", *SHORT, *ARMS, "--out", "two")
    assert command("digest", "one") == command("digest", "two")


def test_the_report_names_what_it_compares(command):
    code, out, message = command("compare", "tower", *SHORT, *ARMS)
    assert code == 0
    assert "siloed (the reference)" in out
    assert "colocated_team against siloed, early: weeks 0 to 3" in out
    assert "net: saved less extra cost" in out
    assert "figures/incidents.png" in out
    assert "compiling" in message
    assert "6 of 6 runs" in message


@pytest.mark.usefixtures("quick")
def test_quiet_says_nothing_on_stderr(command):
    assert command("compare", "tower", *SHORT, *ARMS, "--quiet")[2] == ""


@pytest.mark.usefixtures("quick")
def test_failed_runs_have_their_exit_code(command, monkeypatch):
    whole = comparing.compare_arms

    def with_a_failure(*given, **named):
        found = whole(*given, **named)
        found.failures.loc[0] = ["key", "siloed", 1, 0, 3, "reason", "repeat"]
        return found

    monkeypatch.setattr(comparing, "compare_arms", with_a_failure)
    assert command("compare", "tower", *SHORT, *ARMS, "--quiet")[0] == 4


def test_a_folder_that_cannot_be_made_is_refused(command, tmp_path):
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    code, out, message = command("run", "tower", *SHORT, "--out", "a-file/results")
    assert (code, out) == (3, "")
    assert "a-file" in message
