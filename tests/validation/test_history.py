"""The log of published scorecards is whole, and no page is published without its row."""

from pathlib import Path

import pytest

from iwsim.cli.validating import write_tables
from iwsim.validation.frozen import frozen
from iwsim.validation.history import (
    PUBLISHED,
    ROW_IS_MISSING,
    log_for,
    published_by,
    read_history,
    unlogged,
    write_history,
)
from iwsim.validation.history_page import history_page
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.scorecard import stored
from tests.validation.synthetic import Sampler, card, clause, judge, pattern

DOCS = Path(__file__).parents[2] / "docs"
LOG = read_history(PUBLISHED)


def made(effect=2.0, **changes):
    return card(
        *judge([pattern(clause(**changes), clause("two", counts=False))], Sampler(effect, 0))
    )


def row(one=None, frozen="f" * 64):
    return published_by(made() if one is None else one, frozen, "2026-01-02", 'Why, and "how".')


def test_the_last_row_is_of_the_published_verdicts():
    last = LOG[-1]
    published = stored(PATTERNS, PUBLISHED, last.model)
    assert len(published.scored) == len(PATTERNS)
    assert published_by(published, last.frozen, last.date, last.what) == last


def test_the_published_tables_are_of_the_published_verdicts(tmp_path):
    write_tables(stored(PATTERNS, PUBLISHED, LOG[-1].model), tmp_path)
    for name in ("scorecard.csv", "robustness.csv"):
        assert (tmp_path / name).read_bytes() == (PUBLISHED / name).read_bytes()


def test_the_page_that_is_there_is_of_the_last_row():
    head = (DOCS / "scorecard.md").read_text(encoding="utf-8").splitlines()[2]
    assert f"`{LOG[-1].model[:8]}`" in head
    assert f"`{LOG[-1].digest[:16]}`" in head


@pytest.mark.parametrize("place", range(len(LOG)))
def test_a_row_says_when_what_and_how_many(place):
    one = LOG[place]
    assert one.date and one.what and one.model and one.frozen
    assert set(one.after_holm) <= set(one.shown) <= set(one.patterns)
    for shown in one.by_class:
        assert shown.counted >= shown.shown >= shown.after_holm >= 0


def test_a_row_counts_what_counts():
    one = row()
    assert (one.patterns, one.shown, one.after_holm) == (("P99",), ("P99",), ("P99",))
    assert one.by_class == ((0, 0, 0), (1, 1, 1), (0, 0, 0))
    assert row(made(0.0)).by_class == ((0, 0, 0), (1, 0, 0), (0, 0, 0))


def test_rows_are_read_as_they_were_written(tmp_path):
    rows = (row(), row(made(0.0), "e" * 64))
    write_history(tmp_path, rows)
    assert read_history(tmp_path) == rows
    assert log_for(tmp_path) == rows
    assert read_history(tmp_path / "elsewhere") == ()
    assert log_for(tmp_path / "elsewhere") == LOG


def test_the_page_says_what_became_shown_and_what_ceased_to_be():
    assert history_page(()) == ""
    text = history_page((row(made(0.0)), row()))
    assert "| 2026-01-02 | P99 (P99) | none (none) | none |" in text
    text = history_page((row(), row(made(0.0))))
    assert "| 2026-01-02 | none (none) | P99 (P99) | none |" in text
    first = row()._replace(patterns=(), shown=(), after_holm=())
    assert "| 2026-01-02 | none (none) | none (none) | P99 |" in history_page((first, row()))


def test_a_scorecard_needs_a_row_of_its_own():
    one = made()
    assert unlogged((), one, frozen()) == ROW_IS_MISSING
    assert unlogged((row(one, frozen()),), one, frozen()) == ""
    assert unlogged((row(one, frozen()),), one, "another") == ROW_IS_MISSING
    assert "another scorecard" in unlogged((row(made(0.0), frozen()),), one, frozen())
