"""The ranges of a parameter hold together: its default lies in both, one range in the other."""

import pytest

from iwsim.parameters import PARAMETERS

PERMANENT = "permanent by default; the range is for an arm that ends"
OUTSIDE = {
    "arrangement.duration": PERMANENT,
    "arrangement.support_withdrawn": PERMANENT,
}
"""Parameters whose default is none of the values a sensitivity analysis should cover, and why."""


@pytest.mark.parametrize("key", [key for key in PARAMETERS if key not in OUTSIDE])
def test_a_default_is_a_plausible_value(key):
    low, high = PARAMETERS[key].plausible
    assert low <= PARAMETERS[key].default <= high


@pytest.mark.parametrize("key", OUTSIDE)
def test_an_exception_is_needed(key):
    low, high = PARAMETERS[key].plausible
    assert not low <= PARAMETERS[key].default <= high


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_plausible_range_lies_inside_the_allowed_one(key):
    parameter = PARAMETERS[key]
    low, high = parameter.allowed
    assert low <= parameter.plausible[0] <= parameter.plausible[1] <= high
    assert low <= parameter.default <= high


def test_the_exceptions_are_parameters():
    assert set(OUTSIDE) <= set(PARAMETERS)
