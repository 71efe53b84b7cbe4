import numpy as np
import pytest

from iwsim.validation.clause_verdict import size
from iwsim.validation.judge import corrected, is_shown, is_shown_after_holm, judge_pattern
from tests.validation.synthetic import Sampler, clause, judge, pattern


@pytest.mark.parametrize(
    ("effect", "direction", "verdict"),
    [
        (2.0, "up", "shown"),
        (-2.0, "down", "shown"),
        (-2.0, "up", "opposite"),
        (0.0, "up", "no effect that matters"),
        (0.5, "up", "undecided"),
    ],
)
def test_a_clause_gets_the_verdict_that_its_numbers_deserve(effect, direction, verdict):
    (judged,) = judge([pattern(clause(direction=direction))], Sampler(effect))
    assert judged.main.verdict == verdict
    assert judged.main.smallest == pytest.approx(0.5)
    assert judged.knocked_out.verdict != "shown"
    assert judged.elsewhere.verdict != "shown"
    assert is_shown([judged]) == (verdict == "shown")


@pytest.mark.parametrize(
    ("effect", "direction", "verdict"),
    [
        (0.0, "same", "shown"),
        (2.0, "same", "opposite"),
        (0.5, "same", "undecided"),
        (-2.0, "not up", "shown"),
        (0.5, "not up", "undecided"),
        (2.0, "not up", "opposite"),
        (2.0, "not down", "shown"),
        (-0.5, "not down", "undecided"),
        (-2.0, "not down", "opposite"),
    ],
)
def test_a_claim_that_nothing_moves_is_held_against_its_margin(effect, direction, verdict):
    (judged,) = judge([pattern(clause(direction=direction))], Sampler(effect))
    assert judged.main.verdict == verdict
    assert judged.corrected == verdict
    assert (judged.main.p < 0.025) == (verdict == "shown")


def test_an_absolute_smallest_effect_is_taken_as_it_stands():
    numbers = np.column_stack([np.linspace(10.05, 10.07, 20), np.full(20, 10.0)])
    assert size(clause(smallest=0.02, relative=False), numbers).verdict == "shown"
    assert size(clause(), numbers).verdict == "no effect that matters"


@pytest.mark.parametrize(
    ("effect", "verdict", "sure"),
    [
        (0.0, "shown", True),
        (0.45, "shown", True),
        (0.5, "undecided", False),
        (2.0, "opposite", False),
        (-2.0, "opposite", False),
    ],
)
def test_the_same_is_shown_where_the_whole_interval_lies_inside_the_margin(effect, verdict, sure):
    numbers = np.column_stack([10.0 + effect + 0.1 * np.tile([-1.0, 1.0], 20), np.full(40, 10.0)])
    sized = size(clause(direction="same"), numbers)
    assert sized.verdict == verdict
    assert (sized.p < 0.025) == sure


def test_pairs_without_a_number_are_left_out():
    numbers = np.column_stack([np.linspace(12.0, 13.0, 20), np.full(20, 10.0)])
    numbers[3, 0] = np.nan
    assert size(clause(), numbers).difference.n == 19


def test_holm_over_many_clauses_can_leave_one_undecided():
    just, many = 0.5 + 0.0125, 400
    numbers = np.column_stack([10.0 + just + 0.03 * np.tile([-1.0, 1.0], 20), np.full(40, 10.0)])
    sized = size(clause(), numbers)
    assert sized.verdict == "shown" and sized.p > 1e-4
    (judged,) = judge_pattern(pattern(clause()), Sampler(2.0))
    close = judged._replace(main=sized, corrected=sized.verdict)
    assert [j.corrected for j in corrected([close])] == ["shown"]
    weak = [close._replace(main=sized._replace(p=0.9)) for _ in range(many)]
    weakened = corrected([close, *weak])[:1]
    assert weakened[0].corrected == "undecided"
    assert is_shown(weakened) and not is_shown_after_holm(weakened)


def test_a_clause_beside_does_not_decide():
    claims = pattern(clause("first"), clause("second", counts=False))
    judged = judge([claims], Sampler(2.0, 0.0))
    assert [j.main.verdict for j in judged] == ["shown", "no effect that matters"]
    assert is_shown(judged)
