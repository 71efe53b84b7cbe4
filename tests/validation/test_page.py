import math

from iwsim.validation.deviations import deviations
from iwsim.validation.markdown import number
from iwsim.validation.page import page
from iwsim.validation.patterns import PATTERNS
from tests.validation.synthetic import Sampler, card, clause, judge, pattern


def judged():
    first = pattern(clause("one"), clause("two", reason="Because."), key="P98")
    second = pattern(clause("three"), clause("four", counts=False), key="P99")
    return [*judge([first], Sampler(2.0, 0.0)), *judge([second], Sampler(2.0, 0.0))]


def test_a_pattern_that_fails_says_why():
    text = page(card(*judged()))
    assert "| P98 | Made up | E001 | **not shown** |" in text
    assert "| P99 | Made up | E001 | **shown** |" in text
    assert "Why it is not shown: Because." in text
    assert "- A remark." in text


def test_the_page_has_a_line_a_clause_and_counts_them_by_class():
    lines = page(card(*judged())).splitlines()
    clauses = [line.split(" | ")[1] for line in lines if line.startswith(("| P98", "| P99"))]
    assert [name for name in clauses if name != "Made up"] == [
        "one", "two", "three", "four (beside)",
    ]  # fmt: skip
    assert "| M | one mechanism | 3 | 2 | 2 |" in lines
    assert "Of 2 patterns 1 are shown, 1 of them also after Holm." in lines


def test_a_pattern_that_holm_takes_away_is_said_to_be_shown_before_it():
    one, *others = judged()[2:]
    text = page(card(one._replace(corrected="undecided"), *others))
    assert "| P99 | Made up | E001 | **shown, not after Holm** |" in text
    assert "| M | one mechanism | 1 | 1 | 0 |" in text
    assert "Of 1 patterns 1 are shown, 0 of them also after Holm." in text


def test_a_failure_without_a_reason_is_not_hidden():
    failing = judge([pattern(clause())], Sampler(0.0))
    assert "Why it is not shown: not yet understood." in page(card(*failing))


def test_what_is_undecided_behind_a_shown_clause_is_counted_and_named():
    """The first fails its knock-out by the interval, the second for want of a number."""
    one, not_shown, other, beside = judged()
    undecided = one.knocked_out._replace(verdict="undecided")
    nothing = undecided.difference._replace(mean=math.nan, low=math.nan, high=math.nan)
    text = page(
        card(
            one._replace(knocked_out=undecided),
            not_shown._replace(knocked_out=undecided),
            other._replace(knocked_out=undecided._replace(difference=nothing)),
            beside,
        )
    )
    assert one.main.verdict == other.main.verdict == "shown" != not_shown.main.verdict
    assert (
        "Of 2 clauses that are shown by their intervals, 2 are undecided under their knock-out: "
        "P98 *one*, P99 *three* (no number there)."
    ) in text
    assert "undecided under their setting" not in text
    assert "(no number)" in text and "nan" not in text


def test_nothing_is_said_of_undecided_ones_where_there_are_none():
    assert "*undecided* under" not in page(card(*judged()))


def test_the_page_says_where_a_contrast_is_not_the_one_asked_for():
    title = "## Where a contrast differs from the evidence's"
    assert title not in page(card(*judged()))
    text = page(card(*judge([pattern(clause(), key="P29")], Sampler(2.0))))
    assert title in text
    assert text.count("| buy-in of the sceptics |") == 1
    assert "| P30 |" not in text


def test_deviations_are_of_patterns_that_are_judged():
    rows = deviations()
    assert {row.key for row in rows} <= {one.key for one in PATTERNS}
    assert len(set(rows)) == len(rows)
    assert all(row.asked and row.run for row in rows)


def test_numbers_keep_three_digits():
    assert [number(x) for x in (-144_712.3, 0.0310812, 12.57, 0.0)] == [
        "-145,000",
        "0.0311",
        "12.6",
        "0",
    ]
