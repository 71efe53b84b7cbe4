"""The published verdicts are those of this model: some patterns are judged again."""

from pathlib import Path

import pytest

from iwsim.study.keys import fingerprint
from iwsim.study.progress import Silent
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.robust_runs import families, try_over_sets
from iwsim.validation.scorecard import score, stored

VERDICTS = Path(__file__).parents[2] / "results" / "reference" / "scorecard"
AGAIN = ("P05", "P21", "P31")
"""Patterns of every kind of experiment, within a few minutes."""
OVER_SETS = "P05"
"""A pattern whose runs over sets of parameters take less than two."""

pytestmark = [pytest.mark.slow_validation, pytest.mark.timeout(1500)]


@pytest.fixture(scope="module")
def published():
    return stored(PATTERNS, VERDICTS, fingerprint())


def test_every_pattern_is_published_for_this_model(published):
    assert [one.pattern.key for one in published.scored] == [one.key for one in PATTERNS]


def test_published_verdicts_are_found_again(published, tmp_path):
    patterns = [pattern for pattern in PATTERNS if pattern.key in AGAIN]
    found = score(patterns, tmp_path, fingerprint(), told=lambda *_: None, workers=2)
    for one in found.scored:
        (before,) = [p for p in published.scored if p.pattern.key == one.pattern.key]
        for now, then in zip(one.judged, before.judged, strict=True):
            assert now.main == then.main
            assert (now.knocked_out, now.elsewhere) == (then.knocked_out, then.elsewhere)


def test_published_robustness_is_found_again(published, tmp_path):
    """The file has the same bytes, the effect of every replicate in every set included."""
    ((pattern, found),) = [tried for tried in published.robust if tried[0].key == OVER_SETS]
    plausible = found["plausible"]
    asked = families(len(plausible.members), plausible.replicates)
    try_over_sets([pattern], asked, tmp_path, fingerprint(), told=Silent(), workers=2)
    name = f"robustness/{OVER_SETS}.json"
    assert (tmp_path / name).read_bytes() == (VERDICTS / name).read_bytes()


def test_no_clause_is_shown_without_its_link_or_where_it_is_said_not_to_be(published):
    shown = [
        (j.pattern.key, j.clause.name)
        for one in published.scored
        for j in one.judged
        if "shown" in (j.knocked_out.verdict, j.elsewhere.verdict)
    ]
    assert shown == []


def test_a_clause_that_fails_says_why(published):
    silent = [
        (j.pattern.key, j.clause.name)
        for one in published.scored
        for j in one.judged
        if j.clause.counts and j.corrected != "shown" and not j.clause.reason
    ]
    assert silent == []
