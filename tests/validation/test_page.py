from iwsim.validation.markdown import number
from iwsim.validation.page import page
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


def test_numbers_keep_three_digits():
    assert [number(x) for x in (-144_712.3, 0.0310812, 12.57, 0.0)] == [
        "-145,000",
        "0.0311",
        "12.6",
        "0",
    ]
