import numpy as np
import pytest

from iwsim.scenario import load_scenario
from iwsim.validation import p05
from iwsim.validation.face_validity import declared
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.runs import at_switch

CLAUSES = [(pattern, clause) for pattern in PATTERNS for clause in pattern.clauses]
NAMES = [f"{pattern.key}-{clause.name}" for pattern, clause in CLAUSES]


def test_patterns_and_their_clauses_have_names_of_their_own():
    assert len({pattern.key for pattern in PATTERNS}) == len(PATTERNS)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(("pattern", "clause"), CLAUSES, ids=NAMES)
def test_a_clause_declares_all_that_it_must(pattern, clause):
    assert clause.outcome and clause.contrast
    assert clause.direction in {"up", "down", "same", "not up", "not down"}
    assert clause.kind in {"V", "M", "C"}
    assert clause.smallest > 0.0
    assert clause.knock_out.overrides and clause.not_shown_at.overrides
    assert clause.knock_out != clause.not_shown_at


@pytest.mark.parametrize("pattern", PATTERNS, ids=[pattern.key for pattern in PATTERNS])
def test_settings_are_legal_and_differ_from_the_defaults(pattern):
    usual = load_scenario(pattern.scenario, pattern.overrides).resolved()
    for setting in pattern.settings():
        changed = load_scenario(pattern.scenario, {**pattern.overrides, **setting.overrides})
        assert changed.resolved() != usual
    assert len({s.words for s in pattern.settings()}) == len(pattern.settings())
    assert len(set(map(str, pattern.settings()))) == len(pattern.settings())


def test_both_layouts_house_the_same_people():
    scenario = load_scenario("tower", {**p05.PATTERN.overrides, "spin_up": 4, "baseline": 1})
    tower, low = at_switch(scenario, 0), at_switch(p05.low_rise(scenario), 0)
    for name in ("place", "flat", "children", "propensity", "vulnerability", "accepts", "present"):
        np.testing.assert_array_equal(tower.state[name], low.state[name])
    assert not np.array_equal(tower.state["landing"], low.state["landing"])


def test_levels_have_a_whole_range_or_none():
    levels = declared()
    assert len({level.name for level in levels}) == len(levels)
    for level in levels:
        assert bool(level.low) == bool(level.high)
        assert not level.low or (float(level.low) <= float(level.high) and level.ids)
