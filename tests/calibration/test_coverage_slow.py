"""The calibration finds truths that the model itself made."""

import pytest

from iwsim.calibration import prior
from iwsim.calibration.coverage import coverage_of
from iwsim.calibration.workers import workers
from iwsim.study.progress import Silent

pytestmark = [pytest.mark.slow_validation, pytest.mark.timeout(900)]

BANK, TRUTHS, DRAWS = 300, 100, 19
FALSE_ALARM = 0.001


@pytest.fixture(scope="module")
def found():
    with workers(2) as carry:
        return coverage_of(prior.sample(BANK, 11, carry, Silent()), TRUTHS, DRAWS, 11)


def test_ranks_of_truths_are_even(found):
    """By an exact test: it fails once in a thousand where nothing is wrong."""
    assert found.parameters > 0
    assert found.p > FALSE_ALARM


def test_the_middle_ninety_per_cent_hold_the_truth_as_often(found):
    """Nine in ten; parameters of a truth hang together, so their number counts as one.

    Four standard errors of a hundred truths: one false alarm in ten thousand at most.
    """
    assert found.covered == pytest.approx(0.9, abs=0.12)


def test_something_was_learnt(found):
    assert found.left < 0.9
