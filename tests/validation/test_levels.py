import numpy as np
import pytest

from iwsim.calibration.silo_levels import silo_levels
from iwsim.scenario import load_scenario
from iwsim.validation import face_validity, shared_luck

MODEL = "0" * 64


def level(low, high):
    return face_validity.Level("x", "X", "share", low, high, "L001", "")


@pytest.mark.parametrize(
    ("mean", "reading"),
    [
        (0.10, "**below**: 50% of the low end"),
        (0.199, "inside"),
        (0.3, "inside"),
        (0.8, "**above**: 200% of the high end"),
    ],
)
def test_a_level_is_read_within_the_error_of_its_mean(mean, reading):
    values = mean + 0.005 * np.tile([-1.0, 1.0], 10)
    assert face_validity.verdict(level("0.2", "0.4"), values) == reading


def test_a_level_without_a_figure_says_so():
    assert face_validity.verdict(level("", ""), np.ones(3)) == "no figure found"


def test_every_declared_level_is_measured_and_stands_on_the_page():
    found = silo_levels(load_scenario("tower"), 0)
    page = face_validity.text([found, found], MODEL)
    for declared in face_validity.declared():
        assert declared.name in found
        assert f"| {declared.words} | {declared.unit} |" in page


def test_the_hours_of_the_silo_and_the_shares_of_exits_add_up():
    found = silo_levels(load_scenario("tower"), 0)
    assert sum(value for name, value in found.items() if name.startswith("exit ")) == (
        pytest.approx(1.0)
    )
    assert 0.0 < found["direct"] <= found["direct and visits"] < 1.0


def test_shared_luck_counts_how_many_times_fewer_runs():
    rng = np.random.default_rng(1)
    outcomes, runs = len(shared_luck.OUTCOMES), 200
    luck = rng.standard_normal((runs, 2, outcomes, 1))
    own = 0.1 * rng.standard_normal((runs, 2, outcomes, 2))
    page = shared_luck.text(5.0 + luck + own, MODEL)
    line = next(line for line in page.splitlines() if line.startswith("| incidents |"))
    times = float(line.split("|")[4])
    assert 70.0 < times < 150.0  # (1 + 0.01) / 0.01, with the error of 200 pairs
