"""A study made again: the digest of its runs and the tables of its analysis are compared."""

import json

import pytest

from iwsim.cli import study_rerun, studying
from iwsim.sweep import runs as making
from tests.sweep import cheap
from tests.sweep.cheap import Formula

ARMS = '["siloed", "colocated_team"]'
HEAD = cheap.head("difference", ARMS, 1, '["incidents", "net_money"]')
SOBOL = HEAD + cheap.design("sobol", 8) + cheap.factors(2)
HYPERCUBE = HEAD + cheap.design("latin_hypercube", 64) + cheap.factors(2)
GRID = HEAD + '[factors]\n"asb.memory" = { values = [0.2, 0.3] }\n'
KINDS = [
    (HYPERCUBE, "indices", ("--resamples", "100", "--method", "pawn")),
    (SOBOL, "luck", ()),
    (GRID, "effects", ()),
]


@pytest.fixture(autouse=True)
def _cheaply(monkeypatch):
    """Let commands make runs by a formula and draw no figures."""

    def make_runs(study, folder, *, told, where, **options):
        work = Formula(cheap.mixed)
        making.make_runs(study, folder, told=told, where=cheap.HERE, work=work, **options)

    for module in (studying, study_rerun):
        monkeypatch.setattr(module, "make_runs", make_runs)
    monkeypatch.setattr("iwsim.cli.study_tables.save_figure", lambda *_: None)


def begin(command, tmp_path, text, *words):
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert command("study", "mine.toml", "--out", "here", "--quiet", *words)[0] == 0
    return tmp_path / "here"


@pytest.mark.parametrize(("text", "table", "words"), KINDS)
def test_tables_are_made_again_as_they_were_and_one_that_differs_is_named(
    command, tmp_path, text, table, words
):
    folder = begin(command, tmp_path, text, *words)
    code, out, message = command("study", "rerun", "here", "--quiet")
    assert (code, message) == (0, "")
    assert "the same bytes as before" in " ".join(out.split())
    for path in folder.glob("*.csv"):
        assert (tmp_path / "here-again" / path.name).read_bytes() == path.read_bytes()

    path = folder / f"{table}.csv"
    path.write_bytes(path.read_bytes()[:-2] + b"7\n")
    code, out, message = command("study", "rerun", "here", "--quiet")
    assert (code, message) == (4, "")
    said = " ".join(out.split())
    assert "the same as before" in said  # the runs are
    assert said.count("is not the table of the new runs") == 1
    assert f"here/{table}.csv: is not" in said.replace("\\", "/")
    code, out, _ = command("study", "rerun", "here", "--quiet", "--json")
    found = json.loads(out)
    assert (code, found["same"], found["changed_tables"]) == (4, True, [f"{table}.csv"])
    assert set(found["tables"]) == {path.name for path in folder.glob("*.csv")}


def test_where_there_are_no_tables_none_are_made(command, tmp_path):
    folder = begin(command, tmp_path, SOBOL)
    for path in folder.glob("*.csv"):
        path.unlink()
    code, out, _ = command("study", "rerun", "here", "--quiet", "--json")
    assert (code, json.loads(out)["tables"]) == (0, [])
    assert not list((tmp_path / "here-again").glob("*.csv"))


def test_a_folder_that_does_not_tell_how_it_was_analysed_was_in_the_usual_way(command, tmp_path):
    folder = begin(command, tmp_path, SOBOL)
    (folder / studying.ANALYSIS_FILE).unlink()
    assert command("study", "rerun", "here", "--quiet")[0] == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"resamples": 100}', '{"resamples": null}'])
def test_a_damaged_word_on_the_analysis_is_told(command, tmp_path, text):
    folder = begin(command, tmp_path, SOBOL, "--resamples", "100")
    (folder / studying.ANALYSIS_FILE).write_text(text, encoding="utf-8")
    code, out, message = command("study", "rerun", "here", "--quiet")
    assert (code, out) == (3, "")
    assert "analysis.json: damaged" in message
    assert message.count("\n") == 1
