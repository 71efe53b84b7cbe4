"""Verdicts on both sides of every border."""

import math

import pytest

from iwsim.study.statistics import Interval
from iwsim.study.verdicts import directional, equivalent, not_beyond, smallest_effect

NOTHING = Interval(math.nan, math.nan)


@pytest.mark.parametrize(
    ("low", "high", "up", "down"),
    [
        (1.1, 2.0, "shown", "opposite"),
        (-2.0, -1.1, "opposite", "shown"),
        (-1.0, 1.0, "no effect that matters", "no effect that matters"),
        (0.2, 0.8, "no effect that matters", "no effect that matters"),
        (0.5, 2.0, "undecided", "undecided"),
        (1.0, 2.0, "undecided", "undecided"),
        (-3.0, 3.0, "undecided", "undecided"),
    ],
)
def test_directional(low, high, up, down):
    assert directional(Interval(low, high), 1.0, "up") == up
    assert directional(Interval(low, high), 1.0, "down") == down


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-1.0, 1.0, "shown"),
        (1.1, 2.0, "opposite"),
        (-2.0, -1.1, "opposite"),
        (0.0, 1.5, "undecided"),
    ],
)
def test_equivalent(low, high, verdict):
    assert equivalent(Interval(low, high), 1.0) == verdict


@pytest.mark.parametrize(
    ("low", "high", "up", "down"),
    [
        (-5.0, 0.9, "shown", "undecided"),
        (-0.9, 5.0, "undecided", "shown"),
        (1.1, 2.0, "opposite", "shown"),
        (-2.0, -1.1, "shown", "opposite"),
        (-2.0, 2.0, "undecided", "undecided"),
    ],
)
def test_not_beyond(low, high, up, down):
    assert not_beyond(Interval(low, high), 1.0, "up") == up
    assert not_beyond(Interval(low, high), 1.0, "down") == down


def test_without_an_interval_nothing_is_decided():
    assert directional(NOTHING, 1.0, "up") == "undecided"
    assert equivalent(NOTHING, 1.0) == "undecided"
    assert not_beyond(NOTHING, 1.0, "down") == "undecided"


def test_default_smallest_effect():
    assert smallest_effect(-40.0, is_state=False) == pytest.approx(2.0)
    assert smallest_effect(0.4, is_state=True) == 0.02
