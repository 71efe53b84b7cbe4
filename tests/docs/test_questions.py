"""The page of the paper's questions: intervals, figures, and two ways to rank an ingredient."""

import importlib
import re
import sys

import pandas as pd
import pytest

from tests.docs.pages import DOCS

ROOMS = ("markdown_page", "paper_questions", "study_findings")
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
