"""The command ``study`` and its verbs: what they say, write and refuse, and how they end."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from iwsim.cli import study_folder, study_rerun, studying
from iwsim.cli.study_options import STUDY_VERBS
from iwsim.scenario import load_scenario
from iwsim.study.compare import compare
from iwsim.sweep import runs as making
from iwsim.sweep.definition import Point
from iwsim.sweep.read import load_study, shipped_studies
from iwsim.sweep.results import results_of
from tests.sweep import cheap
from tests.sweep.cheap import Formula

VERBS = sorted(set(STUDY_VERBS))
ARMS = '["siloed", "colocated_team"]'
HEAD = cheap.head("difference", ARMS, 1, '["incidents", "net_money"]')
SOBOL = HEAD + cheap.design("sobol", 8) + cheap.factors(3)
FAST = HEAD + cheap.design("fast", 65) + cheap.factors(2)
GRID = HEAD + '[factors]\n"asb.memory" = { values = [0.2, 0.3] }\n'


def failing(changes, arm, replicate):
    if arm == "colocated_team" and changes["asb.memory"] == 0.3:
        raise ArithmeticError("fell over")
    return cheap.mixed(changes, arm, replicate)


@pytest.fixture
def by(monkeypatch):
    """Return a function that lets commands make runs by a formula and draw no figures."""

    def use(numbers):
        def make_runs(study, folder, *, told, where, **options):
            making.make_runs(
                study, folder, told=told, where=cheap.HERE, work=Formula(numbers), **options
            )

        for module in (studying, study_folder, study_rerun):
            monkeypatch.setattr(module, "make_runs", make_runs)

    monkeypatch.setattr("iwsim.cli.study_tables.save_figure", lambda *_: None)
    use(cheap.mixed)
    return use


def strict(text):
    """Read JSON as its definition says: no NaN, no Infinity."""

    def refuse(name):
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)


def write(folder, text):
    (folder / "mine.toml").write_text(text, encoding="utf-8")


def words_of(text):
    return " ".join(text.split())


def test_the_list_shows_every_study(command):
    code, out, _ = command("study")
    assert code == 0
    for name in shipped_studies():
        assert name in out
    found = strict(command("study", "--json")[1])
    assert [one["study"] for one in found] == list(shipped_studies())
    assert all(one["runs"] > 0 for one in found)


def test_the_help_tells_every_verb(command):
    code, out, _ = command("study", "--help")
    assert code == 0
    for verb in VERBS:
        assert f"\n  {verb} " in out


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_without_its_folder_is_refused(command, verb, tmp_path):
    (tmp_path / "a-file").write_text("mine", encoding="utf-8")
    assert command("study", verb)[0] == 2
    for words, said in (((), "DIR is missing"), (("a-file",), "a-file"), (("no",), "DIR is no")):
        code, out, message = command("study", verb, *words)
        assert (code, out) == (2, "")
        assert said in message
        assert "a folder" in message or "the folder" in message


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_of_something_else_is_refused(command, verb, tmp_path):
    (tmp_path / "empty").mkdir()
    code, out, message = command("study", verb, "empty")
    assert (code, out) == (3, "")
    assert "holds no results" in message
    scenario = replace(load_scenario("tower"), weeks=4, spin_up=2, baseline=0)
    compare(scenario, ["siloed", "colocated_team"], 1, workers=1, out=tmp_path / "compared")
    code, out, message = command("study", verb, "compared")
    assert (code, out) == (3, "")
    assert "results of a comparison, not of a study" in message


def test_a_study_is_made_told_and_analysed_again(command, by, tmp_path):
    write(tmp_path, SOBOL)
    code, out, message = command("study", "mine.toml", "--out", "here")
    assert code == 0
    assert "net_money" in out and "ST of the factors" in out
    assert "128 runs, 0 of them finished before" in message  # on a pipe, lines
    assert message.splitlines()[-1].startswith("128 of 128 runs")
    files = {path.name: path.read_bytes() for path in (tmp_path / "here").glob("*.csv")}
    assert {"indices.csv", "luck.csv", "refused.csv", "course.csv"} <= set(files)
    for path in (tmp_path / "here").glob("*.csv"):
        path.unlink()
    assert command("study", "analyse", "here") == (0, out, "")
    assert {path.name: path.read_bytes() for path in (tmp_path / "here").glob("*.csv")} == files
    assert command("study", "mine.toml", "--out", "here", "--quiet") == (0, out, "")


@pytest.mark.parametrize("text", [SOBOL, FAST, GRID], ids=["sobol", "fast", "grid"])
def test_json_is_json(command, by, tmp_path, text):
    write(tmp_path, text)
    code, out, message = command("study", "mine.toml", "--out", "here", "--json", "--quiet")
    assert (code, message) == (0, "")
    assert strict(out)["study"] == "mine"
    for verb in ("status", "verify", "analyse", "export", "bundle", "rerun"):
        code, out, message = command("study", verb, "here", "--json", "--quiet")
        assert (code, message) == (0, ""), verb
        assert strict(out)
    for words in (("status", "--json", "here"), ("--json", "status", "here")):
        assert strict(command("study", *words)[1])["missing"] == 0


def test_a_table_of_fast_has_no_sizes_to_tell(command, by, tmp_path):
    write(tmp_path, FAST)
    code, out, _ = command("study", "mine.toml", "--out", "here", "--quiet")
    assert code == 0
    assert "not known" in out


def test_runs_that_failed_are_told_and_the_rest_is_shown(command, by, tmp_path):
    write(tmp_path, GRID)
    by(failing)
    code, out, _ = command("study", "mine.toml", "--out", "here", "--quiet")
    assert code == 4
    assert "failed: 0.3, colocated_team, replicate 0: fell over" in words_of(out)
    code, out, _ = command("study", "status", "here")
    assert code == 0
    assert "1 failed: fell over" in out
    found = strict(command("study", "status", "here", "--json")[1])
    assert (found["finished"], found["failed"], found["missing"]) == (3, 1, 0)
    assert found["reasons"] == {"fell over": 1}
    by(cheap.mixed)
    assert command("study", "mine.toml", "--out", "here", "--quiet")[0] == 0
    assert strict(command("study", "status", "here", "--json")[1])["failed"] == 0


def test_failed_runs_that_leave_nothing_to_analyse_are_to_blame(command, by, tmp_path):
    def numbers(changes, arm, replicate):
        if cheap.shares(changes)[0, 0] > 0.9:
            raise ArithmeticError("fell over")
        return cheap.mixed(changes, arm, replicate)

    write(tmp_path, SOBOL)
    by(numbers)
    code, out, message = command("study", "mine.toml", "--out", "here", "--quiet")
    assert (code, out) == (4, "")
    assert "the first because of fell over" in message
    assert "are not finite numbers" in message
    assert message.count("\n") == 1


def test_an_outcome_that_was_refused_is_told_beside_the_others(command, by, tmp_path):
    write(tmp_path, SOBOL.replace('"net_money"', '"leavers"'))
    code, out, _ = command("study", "mine.toml", "--out", "here", "--quiet")
    assert code == 0
    assert "not analysed: leavers of colocated_team against siloed" in words_of(out)
    refused = pd.read_csv(tmp_path / "here" / "refused.csv")
    assert refused["outcome"].tolist() == ["leavers"]
    assert "does not vary" in refused["reason"].iloc[0]


def test_a_size_that_would_lose_runs_is_refused(command, by, tmp_path):
    write(tmp_path, FAST)
    assert command("study", "mine.toml", "--out", "here", "--quiet")[0] == 0
    code, _, message = command("study", "mine.toml", "--out", "here", "--samples", "129", "--quiet")
    assert code == 2
    assert "cannot be extended from 65 to 129" in message


def test_seed_0_of_a_sample_is_refused(command, tmp_path):
    write(tmp_path, SOBOL)
    code, _, message = command("study", "mine.toml", "--seed", "0", "--quiet")
    assert code == 2
    assert "seed is 0" in message


def test_a_point_that_breaks_a_rule_is_a_run_that_failed(tmp_path):
    """One that the look at the first points did not meet."""
    write(tmp_path, HEAD)
    study = load_study(tmp_path / "mine.toml")
    bad = Point("bad", {}, {"arms.colocated_team.ramp": 20.0})
    study = replace(study, points=(*study.points, bad))
    told = cheap.Counting()
    making.make_runs(study, tmp_path / "runs", told=told, where=cheap.ONE)
    assert told.failed == 1
    failed = results_of(study, tmp_path / "runs").failures
    assert failed["point"].tolist() == ["bad"]
    assert "ramp" in failed["reason"].iloc[0]


def test_an_interrupt_says_what_is_kept(command, monkeypatch, tmp_path):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    write(tmp_path, SOBOL)
    monkeypatch.setattr(studying, "make_runs", interrupt)
    code, out, message = command("study", "mine.toml", "--out", "here", "--quiet")
    assert (code, out) == (130, "")
    assert message == (
        "iwsim: Interrupted; finished runs are kept in here, the same command goes on from there.\n"
    )


@pytest.mark.parametrize(
    "change", ["arms.colocated_team.extra_posts.police=1", "agency.police.caseload_cap=20"]
)
def test_posts_and_numbers_of_agencies_can_be_set(command, change):
    short = ("--weeks", "4", "--set", "spin_up=2", "--set", "baseline=0", "--quiet")
    code, out, message = command("run", "tower", "--arm", "colocated_team", *short,
                                 "--set", change, "--out", "one")  # fmt: skip
    assert (code, message) == (0, "")
    assert out


@pytest.mark.usefixtures("by")
def test_another_method_is_asked_for_by_name(command, tmp_path):
    write(tmp_path, HEAD + cheap.design("latin_hypercube", 64) + cheap.factors(2))
    assert command("study", "mine.toml", "--out", "here", "--quiet")[0] == 0
    usual = pd.read_csv(tmp_path / "here" / "indices.csv")
    assert set(usual["method"]) == {"delta", "pawn"}
    assert command("study", "analyse", "here", "--method", "pawn")[0] == 0
    alone = pd.read_csv(tmp_path / "here" / "indices.csv")
    assert set(alone["method"]) == {"pawn"}
    for words, said in (("sobol", "latin_hypercube design cannot"), ("paw", "nearest: pawn")):
        code, out, message = command("study", "analyse", "here", "--method", words)
        assert (code, out) == (2, "")
        assert said in message
