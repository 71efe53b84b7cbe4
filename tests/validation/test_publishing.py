"""One command publishes the scorecard, and makes it again with the same digest and tables."""

import importlib
import json
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from iwsim.cli import validating
from iwsim.cli.robustness import USUAL
from iwsim.study.manifest import NAME as MANIFEST
from iwsim.validation import history, patterns, robust_runs, scorecard
from iwsim.validation.frozen import frozen
from iwsim.validation.history import ROW_IS_MISSING, read_history
from iwsim.validation.sets import Sampled
from tests.validation.synthetic import Sampler, clause, pattern

DOCS = Path(__file__).parents[2] / "docs"
SCRIPTS = (
    "generate_scorecard", "markdown_page", "publish_scorecard", "published", "same_tables",
    "scorecard_manifest",
)  # fmt: skip
KEYS = ("P98", "P99")
FEW = ("--sets", "2", "--quiet")
TABLES = {"scorecard.csv", "robustness.csv", "verdicts", "robustness"}


@pytest.fixture
def place(monkeypatch, tmp_path):
    """Let the scripts publish two made-up patterns in a folder of their own, with their page."""
    there = SimpleNamespace(
        folder=tmp_path / "published", page=tmp_path / "docs" / "scorecard.md", made=[]
    )
    there.page.parent.joinpath("images").mkdir(parents=True)

    def sample(one, overrides, replicates, workers=1):
        there.made.append(one.key)
        return Sampler(2.0)(one, overrides, replicates)

    def sample_sets(one, sets, replicates, workers, told):
        there.made.append(f"{one.key} over {len(sets)}")
        pairs = np.ones((len(sets), replicates, len(one.clauses), 2))
        pairs[..., 0] += 0.1 * np.arange(replicates)[:, None]
        return Sampled(pairs, 0)

    monkeypatch.syspath_prepend(DOCS)
    monkeypatch.setattr(history, "PUBLISHED", there.folder)
    monkeypatch.setattr(patterns, "PATTERNS", tuple(pattern(clause(), key=key) for key in KEYS))
    monkeypatch.setattr(scorecard, "sample", sample)
    monkeypatch.setattr(robust_runs, "sample_sets", sample_sets)
    monkeypatch.setattr(validating, "compiled", lambda *_: None)
    yield there
    for name in SCRIPTS:
        sys.modules.pop(name, None)


@pytest.fixture
def publish(place, monkeypatch, capsys):
    """Return a function that runs the command: exit code, what is printed, what was made."""
    script = importlib.import_module("publish_scorecard")
    for name in ("publish_scorecard", "generate_scorecard"):
        monkeypatch.setattr(sys.modules[name], "PAGE", place.page)

    def run(*words):
        place.made.clear()
        code = script.main([*FEW, *words])
        shown = capsys.readouterr()
        return code, shown.out + shown.err, set(place.made)

    run.script = script
    return run


@pytest.fixture
def declare(publish, monkeypatch):
    """Return a function that declares other patterns, once the scripts are loaded."""

    def declared(*those):
        for name in ("publish_scorecard", "published"):
            monkeypatch.setattr(sys.modules[name], "PATTERNS", those)

    return declared


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def said_of_tables(out):
    """Return what a rerun says of each table."""
    lines = [line.split() for line in out.splitlines() if line]
    return {first: " ".join(rest) for first, *rest in lines if first in TABLES}


def manifest_of(folder):
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))


ALL = {*KEYS, *(f"{key} over 2" for key in KEYS)}


def test_everything_is_published_by_one_command(place, publish):
    code, out, made = publish("A rule changed,  for a reason.")
    assert (code, made) == (0, ALL)
    (row,) = read_history(place.folder)
    assert (row.what, row.frozen) == ("A rule changed, for a reason.", frozen())
    assert f"Published: digest {row.digest}; 2 shown" in out
    names = {path.relative_to(place.folder).parts[0] for path in files(place.folder)}
    assert names == {*TABLES, history.FILE, MANIFEST}
    assert f"digest `{row.digest[:16]}`" in place.page.read_text(encoding="utf-8")
    assert (place.page.parent / "images" / "scorecard.png").is_file()


def test_the_same_again_is_said_to_be_and_has_no_row_of_its_own(place, publish):
    publish("First.")
    before = files(place.page.parent) | files(place.folder)
    (row,) = read_history(place.folder)
    for words, expected in (((), set()), (("Again.",), set()), (("--force",), ALL)):
        code, out, made = publish(*words)
        assert (code, made) == (0, expected)
        assert f"The same as published: digest {row.digest}" in out
        now = files(place.page.parent) | files(place.folder)
        if expected:
            assert now.pop(place.folder / MANIFEST)
            before.pop(place.folder / MANIFEST)
        assert now == before


def test_the_manifest_says_how_it_was_made_and_in_what_time(place, publish):
    publish("First.", "--workers", "1")
    told = manifest_of(place.folder)
    (row,) = read_history(place.folder)
    assert (told["fingerprint"], told["frozen"], told["digest"]) == (
        row.model,
        row.frozen,
        row.digest,
    )
    assert {"python", "numpy", "numba"} <= told["versions"].keys()
    assert (told["workers"], told["processor"]) == (
        1,
        sys.modules["scorecard_manifest"].processor(),
    )
    assert told["over"]["plausible"] == {"sets": 2, "replicates": USUAL[1]}
    assert told["seconds"]["judging"].keys() == set(KEYS)
    assert told["seconds"]["over_sets"] > 0.0


def test_times_of_what_is_kept_stay_where_they_can_be_compared(place, publish):
    publish("First.", "--workers", "1")
    path = place.folder / MANIFEST
    told = manifest_of(place.folder)
    told["seconds"] = {"judging": {"P98": 98.0, "P99": 99.0}, "over_sets": 100.0}
    path.write_text(json.dumps(told), encoding="utf-8")
    (place.folder / "verdicts" / "P99.json").unlink()
    assert publish("--workers", "1")[::2] == (0, {"P99"})
    seconds = manifest_of(place.folder)["seconds"]
    assert (seconds["judging"]["P98"], seconds["over_sets"]) == (98.0, 100.0)
    assert seconds["judging"]["P99"] < 99.0
    (place.folder / "verdicts" / "P99.json").unlink()
    publish("--workers", "2")
    assert manifest_of(place.folder)["seconds"]["judging"].keys() == {"P99"}
    path.unlink()
    publish()
    assert not path.exists(), "of what was there already, nothing is known"


def test_a_rerun_has_the_same_digest_and_the_same_tables(place, publish, tmp_path):
    publish("First.")
    before = files(tmp_path)
    code, out, made = publish("--rerun", str(tmp_path / "again"))
    assert (code, made) == (0, ALL)
    assert said_of_tables(out) == dict.fromkeys(TABLES, "the same")
    assert f"Digest {read_history(place.folder)[0].digest}: the same as published." in out
    assert {path: content for path, content in files(tmp_path).items() if path in before} == before
    code, out, made = publish("--rerun", str(tmp_path / "again"))
    assert (code, made) == (0, set())
    assert "6 of 6 results are those of an earlier rerun" in out


@pytest.mark.parametrize("words", [(), ("--rerun", "again")], ids=["publish", "rerun"])
def test_it_is_over_as_many_sets_as_are_published(publish, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    publish("First.")
    assert publish.script.main([*words, "--quiet"]) == 0


def test_a_changed_verdict_is_found_by_a_rerun(place, publish, tmp_path):
    publish("First.")
    path = place.folder / "verdicts" / "P99.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["clauses"]["claim"]["main"]["p"] = 0.5
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    before = files(place.folder)
    code, out, _ = publish("--rerun", str(tmp_path / "again"))
    assert code == 1
    same = dict.fromkeys(TABLES, "the same")
    assert said_of_tables(out) == {**same, "verdicts": "differs P99"}
    assert files(place.folder) == before


def test_a_changed_table_and_one_that_is_gone_are_found_by_a_rerun(place, publish, tmp_path):
    publish("First.")
    table = place.folder / "scorecard.csv"
    table.write_text(table.read_text(encoding="utf-8") + "P97\n", encoding="utf-8")
    (place.folder / "robustness.csv").unlink()
    code, out, _ = publish("--rerun", str(tmp_path / "again"))
    assert code == 1
    said = said_of_tables(out)
    assert said["scorecard.csv"] == "differs scorecard"
    assert said["robustness.csv"] == "differs robustness"


def test_a_reason_is_asked_for_before_anything_is_made(place, publish, declare, monkeypatch):
    code, out, made = publish()
    assert (code, made) == (2, set())
    assert "nothing is published yet" in out
    assert publish("First.")[0] == 0
    code, out, made = publish("--sets", "4")
    assert (code, made) == (2, set())
    assert "what is published has no P98 over 4 plausible sets" in out
    with monkeypatch.context() as patch:
        patch.setattr(publish.script, "frozen", lambda: "e" * 64)
        code, out, made = publish("--force")
        assert (code, made) == (2, set())
        assert "rules, defaults or patterns" in out
    declare(*(pattern(clause(smallest=0.1), key=key) for key in KEYS))
    code, out, made = publish()
    assert (code, made) == (2, set())
    assert "the declaration of P98, P99" in out
    declare(*(pattern(clause(), key=key) for key in (*KEYS, "P97")))
    code, out, made = publish()
    assert (code, made) == (2, set())
    assert "rules, defaults or patterns" in out
    assert len(read_history(place.folder)) == 1


def test_a_reason_that_nobody_could_foresee_is_asked_for_at_the_end(place, publish, monkeypatch):
    publish("First.")
    (place.folder / "verdicts" / "P99.json").unlink()
    assert publish()[::2] == (0, {"P99"})
    (place.folder / "verdicts" / "P99.json").unlink()
    page = place.page.read_bytes()
    monkeypatch.setattr(scorecard, "sample", Sampler(3.0))
    code, out, _ = publish()
    assert code == 2
    assert "Everything is made and kept" in out
    assert len(read_history(place.folder)) == 1 and place.page.read_bytes() == page
    code, out, made = publish()
    assert (code, made) == (2, set())
    assert "has no row in the log" in out
    code, out, made = publish("Another effect.")
    assert (code, made) == (0, set())
    assert "Before: digest" in out
    assert len(read_history(place.folder)) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["  "], "say what changed and why"),
        (["Why.", "--rerun", "again"], "nothing beside --rerun"),
        (["Why.", "--workers", "0"], "--workers is 0"),
    ],
)
def test_arguments_that_make_no_sense_are_refused(words, said, publish, monkeypatch, tmp_path):
    publish("First.")
    monkeypatch.chdir(tmp_path)
    code, out, made = publish(*words)
    assert (code, made) == (2, set())
    assert said in out


def test_a_rerun_is_not_made_where_it_is_published(place, publish):
    publish("First.")
    assert publish("--rerun", str(place.folder), "--force")[::2] == (2, set())


def test_a_page_is_not_current_before_its_row_is_there(place, publish, monkeypatch, capsys):
    def checked():
        monkeypatch.setattr(sys, "argv", ["generate_scorecard.py", "--check"])
        with pytest.raises(SystemExit) as end:
            runpy.run_path(str(DOCS / "generate_scorecard.py"), run_name="__main__")
        return end.value.code

    publish("First.")
    assert checked() == 1
    assert "docs/scorecard.md is not current" in capsys.readouterr().err
    (place.folder / history.FILE).unlink()
    assert checked() == ROW_IS_MISSING
