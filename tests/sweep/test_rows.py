"""The numbers of a run: each outcome over each window, and money at its worth at the switch."""

import numpy as np
import pytest

from iwsim.course import Course
from iwsim.outcomes import OUTCOMES
from iwsim.scenario import load_scenario
from iwsim.study.windows import over_window
from iwsim.sweep.rows import PRESENT, Weeks, places, rows_of, weeks_of, windows_of

NAMES = [outcome.name for outcome in OUTCOMES]
OVER = [outcome.over for outcome in OUTCOMES]


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("tower", {"spin_up": 8, "baseline": 3, "weeks": 110})


@pytest.fixture(scope="module")
def runs(scenario):
    """Two arms, whose levels and flows have weeks without a number."""
    found = []
    for arm in ("siloed", "colocated_team"):
        course = Course(scenario, arm, seed=1)
        course.advance(course.weeks_left)
        weeks = weeks_of(course.engine)
        record = weeks.record.copy()
        record[20:, weeks.columns.index("stress")] = np.nan
        record[50, weeks.columns.index("incidents")] = np.nan
        found.append(Weeks(record, weeks.columns, scenario))
    return found


def test_rows_have_each_outcome_over_each_window(scenario, runs):
    width = len(NAMES) + len(PRESENT)
    rows = rows_of(runs).reshape(len(runs), -1, width)
    assert [place.outcome for place in places(scenario)[:width]] == [*NAMES, *PRESENT]
    for row, run in zip(rows, runs, strict=True):
        outcomes = run.record[:, [run.columns.index(name) for name in NAMES]]
        for numbers, window in zip(row, windows_of(scenario), strict=True):
            weeks = slice(scenario.baseline + window.first, scenario.baseline + window.last + 1)
            expected = over_window(outcomes[weeks], OVER)
            np.testing.assert_allclose(numbers[: len(NAMES)], expected, rtol=1e-12)
            years = np.arange(window.first, window.last + 1) / 52
            factors = (1 + scenario.parameters["money"].discount) ** -years
            for present, name in zip(numbers[len(NAMES) :], ("spend", "public_cost"), strict=True):
                pounds = run.record[weeks, run.columns.index(name)]
                assert present == pytest.approx((factors * pounds).sum(), rel=1e-9)


def test_a_run_has_the_same_bits_alone_and_among_others(runs):
    together = rows_of(runs)
    for row, run in zip(together, runs, strict=True):
        assert rows_of([run])[0].tobytes() == row.tobytes()
