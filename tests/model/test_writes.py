"""A process changes the columns in its declaration, each at some time, and no other."""

from collections import defaultdict

import numpy as np
import pytest

from iwsim.engine import Engine
from iwsim.measuring import MEASURED_WEEK
from iwsim.state import COLUMN_BY_NAME
from tests.model.bits import advance_one_by_one, tower

ARRANGEMENTS = ("siloed", "siloed_same_money", "case_management", "colocated_team", "single_entity")
WEEKS = 60
OFTEN = {
    "asb__base_rate": 0.5,
    "response__escalate": 1.0,
    "response__evict": 1.0,
    "tenancies__move_rate": 1.0,
    "tenancies__void_weeks": 1.0,
    "turnover__exhaustion_weight": 5.0,
    "turnover__lost": 0.5,
}
"""What is rare is made frequent: incidents, evictions, moves."""


@pytest.fixture(scope="module")
def changed():
    """Columns that each process changed, over some weeks of several arrangements."""
    scenario = tower(spin_up=6, baseline=4, weeks=WEEKS - 10, **OFTEN)
    found = defaultdict(set)
    for number, arm in enumerate(ARRANGEMENTS):
        engine = Engine(scenario, arm, 5, number)

        def note(process, before, state=engine.state):
            for name, column in state.items():
                if not np.array_equal(column, before[name], equal_nan=column.dtype.kind == "f"):
                    found[process.name].add(name)

        advance_one_by_one(engine, WEEKS, note)
    return found


@pytest.mark.parametrize("process", MEASURED_WEEK, ids=lambda process: process.name)
def test_it_changes_no_other_column(process, changed):
    assert changed[process.name] - set(process.writes) == set()


@pytest.mark.parametrize("process", MEASURED_WEEK, ids=lambda process: process.name)
def test_each_of_its_columns_changes_at_some_time(process, changed):
    assert set(process.writes) - changed[process.name] == set()


@pytest.mark.parametrize("process", MEASURED_WEEK, ids=lambda process: process.name)
def test_what_it_writes_are_columns_that_it_is_given(process):
    assert set(process.writes) <= set(process.columns) <= set(COLUMN_BY_NAME)
    assert len(set(process.writes)) == len(process.writes)
