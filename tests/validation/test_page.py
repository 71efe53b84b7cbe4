from iwsim.validation.judge import judge
from iwsim.validation.page import number, page, rows, rows_of
from tests.validation.synthetic import Sampler, clause, pattern


def judged():
    first = pattern(clause("one"), clause("two", reason="Because."), key="P98")
    second = pattern(clause("three"), clause("four", counts=False), key="P99")
    return [*judge([first], Sampler(2.0, 0.0)), *judge([second], Sampler(2.0, 0.0))]


def test_the_verdicts_of_a_page_are_read_back():
    assert rows_of(page(judged(), "0" * 64)) == rows(judged())
    assert [row.clause for row in rows(judged())] == ["one", "two", "three", "four (beside)"]


def test_a_pattern_that_fails_says_why():
    text = page(judged(), "0" * 64)
    assert "| P98 | Made up | E001 | **not shown** |" in text
    assert "| P99 | Made up | E001 | **shown** |" in text
    assert "Why it is not shown: Because." in text


def test_a_failure_without_a_reason_is_not_hidden():
    failing = judge([pattern(clause())], Sampler(0.0))
    assert "Why it is not shown: not yet understood." in page(failing, "0" * 64)


def test_numbers_keep_three_digits():
    assert [number(x) for x in (-144_712.3, 0.0310812, 12.57, 0.0)] == [
        "-145,000",
        "0.0311",
        "12.6",
        "0",
    ]
