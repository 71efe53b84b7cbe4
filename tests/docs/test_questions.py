"""The page of the paper's questions: intervals, figures, and two ways to rank an ingredient."""

import importlib
import json
import re
import sys

import pandas as pd
import pytest

from iwsim.calibration.ensemble import ParameterSets, read_ensemble
from iwsim.errors import StoreError
from iwsim.study.keys import fingerprint
from iwsim.sweep.over_ensemble import files_of_sets, over_ensemble
from iwsim.sweep.read import load_study
from iwsim.validation.sets import digest_of
from tests.docs.pages import CHECKOUT, DOCS
from tests.sweep.cheap import made

ROOMS = ("markdown_page", "paper_questions", "publish_over_ensemble", "study_findings")
INTERVAL = re.compile(r" \[[+-][\d.,]+, [+-][\d.,]+\]$")
FIGURE = re.compile(r"\]\((images/[\w.-]+\.png)\)")


@pytest.fixture
def part(monkeypatch):
    """Return a function that imports a part of the script; none of it stays imported."""
    monkeypatch.syspath_prepend(DOCS)
    yield lambda name: importlib.import_module(f"paper_questions.{name}")
    for name in [name for name in sys.modules if name.partition(".")[0] in ROOMS]:
        sys.modules.pop(name)


def entries(answer):
    """Return what a table of gains or losses lists."""
    rows = [line.split(" | ") for line in answer[1].splitlines()[2:]]
    return [one for row in rows for one in row[2].removesuffix(" |").split("; ")]


@pytest.mark.parametrize("better", [True, False])
def test_every_gain_and_loss_has_its_interval(part, better):
    answer = part("key_questions").what_is_gained_and_lost(better=better)
    assert entries(answer)
    assert [one for one in entries(answer) if not INTERVAL.search(one)] == []


def test_what_is_neither_gain_nor_loss_is_counted(part):
    gains, losses = (
        part("key_questions").what_is_gained_and_lost(better=better) for better in (True, False)
    )
    words = re.compile(r"(\d+) of (\d+) outcomes.*That of (\d+) others does not", re.DOTALL)
    (gained, all_of_them, neither), (lost, *same) = (
        map(int, words.search(one[0]).groups()) for one in (gains, losses)
    )
    assert same == [all_of_them, neither]
    assert gained + lost + neither == all_of_them
    assert (gained, lost) == (len(entries(gains)), len(entries(losses)))


def test_a_difference_is_in_per_cent_only_where_its_level_says_something(part):
    row = pd.Series({"mean_reference": 4.0, "difference": 1.0, "low": 0.5, "high": 1.5})
    moved = part("words").moved
    assert moved(row) == "+25.0 % [+12.5, +37.5]"
    assert moved(row.replace(4.0, 0.0)) == "+1 [+0.5, +1.5]"


def test_every_cue_leads_to_a_figure_that_is_published(part):
    for title, answer in part("reflective_cues").cues():
        found = FIGURE.findall("\n".join(answer))
        assert found, title
        assert all((DOCS / one).is_file() for one in found), title


def test_an_ingredient_may_come_first_by_one_measure_only(part):
    ingredients = part("ingredients")
    assert "both are true" in ingredients._both_true("meeting_minutes")
    assert "is among the first here too" in ingredients._both_true("co_location")


def lucky(changes, arm, replicate):
    """Structure is better in two sets of three, by much more than luck."""
    spread = 10.0 * (changes["asb.contagion"] - 0.25) * (arm == "structure")
    return {"serious_needs": 70.0 + spread + 0.01 * replicate, "exhaustion": 0.5, "spend": 9.0}


@pytest.fixture
def over_three(tmp_path):
    """Return the folder of the study over three sets, made by a formula."""
    table = pd.DataFrame({"asb.contagion": [0.1, 0.2, 0.4], "burnout.strain": 0.02})
    table.index = pd.RangeIndex(1, 4, name="member")
    table.to_csv(tmp_path / "three.csv")
    files = files_of_sets(tmp_path / "three.csv")
    study = load_study("structure_climate", replicates=2)
    study = over_ensemble(study, ParameterSets(table, identified=("burnout.strain",)), files)
    made(study, tmp_path / "runs", lucky)
    return tmp_path / "runs"


@pytest.fixture
def published(part, monkeypatch, tmp_path):
    """Return a function that publishes a study over the ensemble in a folder of its own."""
    for name in ("published", "over_ensemble"):
        monkeypatch.setattr(part(name), "over_ensemble_folder", lambda _: tmp_path / "there")
    return importlib.import_module("publish_over_ensemble")


def test_the_page_is_silent_on_what_is_not_published(part, published):
    assert part("over_ensemble").headline_over_ensemble() == []


def test_what_is_published_over_the_ensemble_stands_on_the_page(
    part, published, over_three, monkeypatch
):
    with pytest.raises(StoreError, match="other sets than those that travel"):
        published.publish(over_three)
    monkeypatch.setattr(
        published, "read_ensemble", lambda _=None: read_ensemble(over_three.parent / "three.csv")
    )
    there = published.publish(over_three)
    told = json.loads((there / "manifest.json").read_text(encoding="utf-8"))
    assert told["fingerprint"] == fingerprint()
    assert (told["runs"], told["replicates"], told["ensemble"]["sets"]) == (3 * 9 * 2, 2, 3)
    said, table, words = part("over_ensemble").headline_over_ensemble()
    assert "each of 3 sets of parameter values" in said
    assert table.count("\n") == 1 + 3 * 4
    row = next(line for line in table.splitlines() if "serious needs" in line)
    assert "| structure |" in row
    assert re.search(r"\| -0\.2 \| \[-1\.\d, \+1\.\d\] \| 67% of sets \| over 99% \|$", row)
    assert "of these 12 differences" in words.lower()
    assert "1 of the 2 parameters that differ between sets rest on their priors alone" in words


def test_only_whole_studies_over_an_ensemble_are_published(published, tmp_path):
    study = load_study("structure_climate", replicates=1)
    made(study, tmp_path / "plain", lambda *_: {})
    with pytest.raises(StoreError, match="not over an ensemble"):
        published.publish(tmp_path / "plain")


def test_what_is_published_over_the_ensemble_is_of_this_model_and_of_the_shipped_sets():
    folders = (CHECKOUT / "results" / "reference" / "studies").glob("*_ensemble")
    for folder in folders:
        told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert told["fingerprint"] == fingerprint(), folder
        assert told["ensemble"]["digest"] == digest_of(read_ensemble()), folder
