"""The ranges of a parameter hold together: its default lies in both, one range in the other."""

import pytest

from iwsim.parameters import PARAMETERS

PERMANENT = "permanent by default; the range is for an arm that ends"
OUTSIDE = {
    "arrangement.duration": PERMANENT,
    "arrangement.support_withdrawn": PERMANENT,
}
"""Parameters whose default is none of the values a sensitivity analysis should cover, and why."""

UNSETTLED = (
    "casework.step_up",
    "help_seeking.ask_rate",
    "hours.overhead",
    "needs.ease",
    "needs.level_family_safety",
    "needs.level_substance_use",
    "resident_trust.hope_down",
)
"""Parameters whose default and plausible range contradict each other: one of the two is wrong."""


def case(key):
    """Return a parameter as a case, expected to fail if its default is known to lie outside."""
    why = f"the default of {key} lies outside its plausible range"
    marks = pytest.mark.xfail(strict=True, reason=why) if key in UNSETTLED else ()
    return pytest.param(key, marks=marks)


@pytest.mark.parametrize("key", [case(key) for key in PARAMETERS if key not in OUTSIDE])
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
    assert set(OUTSIDE) | set(UNSETTLED) <= set(PARAMETERS)
