"""How many replicates each clause gets, as declared and at its settings."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from iwsim.scenario import load_scenario
from iwsim.study.statistics import t_interval
from iwsim.study.verdicts import directional
from iwsim.validation.apart import Part, Parts
from iwsim.validation.clause import Setting
from iwsim.validation.experiment import Experiment
from iwsim.validation.judge import judge_pattern
from iwsim.validation.patterns import PATTERNS
from iwsim.validation.replicates import (
    FEWEST,
    LOOK_LEVEL,
    LOOKS,
    MOST,
    PILOT,
    Replicates,
    at_setting,
    taken_apart,
    wanted,
)
from tests.validation.synthetic import ELSEWHERE, KNOCK_OUT, Sampler, clause, pattern


def in_parts(*names, **changes):
    """Return a pattern whose clauses have runs of their own."""
    whole = pattern(*(clause(name, **changes) for name in names))
    rows = [lambda _: (0.0, 0.0)] * len(names)
    return replace(whole, pairs=Experiment({}, rows))


class Given:
    """Numbers of each clause by name: effect and spread about a reference of 10."""

    def __init__(self, numbers, elsewhere=(0.0, 0.1)):
        self.numbers = numbers
        self.elsewhere = elsewhere
        self.calls = []

    def __call__(self, pattern, overrides, replicates):
        names = [one.name for one in pattern.clauses]
        self.calls.append((*overrides, tuple(names), replicates))
        made = np.full((len(replicates), len(names), 2), 10.0)
        for place, name in enumerate(names):
            effect, spread = self.elsewhere if overrides else self.numbers[name]
            for row, number in enumerate(replicates):
                luck = np.random.default_rng([number, len(name)]).standard_normal()
                made[row, place, 0] += effect + spread * luck
        return made


def test_small_spread_takes_the_fewest_replicates_and_settings_their_first_look():
    sampler = Sampler(2.0, spread=0.01)
    (judged,) = judge_pattern(pattern(clause()), sampler)
    assert judged.main.difference.n == FEWEST
    assert sampler.calls == [
        ({}, range(PILOT)),
        ({}, range(PILOT, FEWEST)),
        ({"off": 1.0}, range(LOOKS[0])),
        ({"elsewhere": 1.0}, range(LOOKS[0])),
    ]


def test_large_spread_takes_the_most():
    (judged,) = judge_pattern(pattern(clause()), Sampler(2.0, spread=50.0))
    assert judged.main.difference.n == MOST


@pytest.mark.parametrize("usable", [0, 1])
def test_a_pilot_with_next_to_no_numbers_plans_the_fewest(usable):
    pilot = np.full((PILOT, 2), np.nan)
    pilot[:usable] = [3.0, 1.0]
    assert wanted(clause(smallest=0.5, relative=False), pilot) == FEWEST


@pytest.mark.parametrize(("effect", "planned"), [(0.0, MOST), (4.3, 56), (-4.3, 56), (9.0, FEWEST)])
def test_a_clear_effect_need_not_be_known_to_a_hair(effect, planned):
    """By hand: the pilot's interval reaches 2.093 x 4 / sqrt(20) = 1.872 to either side.

    So 4.3 lies 4.3 - 1.3 - 1.872 = 1.128 beyond the smallest effect, 1.3, and (2.093 x 4 / 1.128)
    squared is 55.1.
    """
    spread = np.tile([-1.0, 1.0], PILOT // 2) * 4.0 * np.sqrt((PILOT - 1) / PILOT)
    pilot = np.column_stack([5.0 + effect + spread, np.full(PILOT, 5.0)])
    assert wanted(clause(smallest=1.3, relative=False), pilot) == planned


@pytest.mark.parametrize(("smallest", "known"), [(0.02, 0.0262), (0.5, 0.0430)])
def test_what_is_true_by_no_more_than_the_smallest_effect_is_seldom_shown(smallest, known):
    """With normal numbers; known from 40,000 patterns of a simulation in whole arrays.

    Within three standard errors, at a fixed seed. In the first case nothing is doubled, and the
    fewest for all would be 4.2 per cent.
    """
    patterns = 6000
    numbers = smallest + np.random.default_rng(6).standard_normal((patterns, MOST))
    claim = clause(smallest=smallest, relative=False)
    shown = 0
    for row in numbers:
        count = wanted(claim, np.column_stack([row, np.zeros(MOST)])[:PILOT])
        verdict = directional(t_interval(row[:count]), smallest, "up")
        if verdict == "undecided":  # as `as_declared` does
            verdict = directional(t_interval(row[: min(2 * count, MOST)]), smallest, "up")
        shown += verdict == "shown"
    error = np.sqrt(known * (1.0 - known) / patterns)
    assert shown / patterns == pytest.approx(known, abs=3.0 * error)


def test_an_undecided_clause_is_extended_once():
    sampler = Sampler(0.5, spread=0.1)
    (judged,) = judge_pattern(pattern(clause()), sampler)
    assert judged.main.verdict == "undecided"
    assert judged.main.difference.n == 2 * FEWEST
    assert sampler.calls[2] == ({}, range(FEWEST, 2 * FEWEST))


def test_each_clause_gets_the_replicates_that_it_asks_for():
    sampler = Given({"calm": (2.0, 0.01), "wild": (2.0, 50.0)})
    calm, wild = judge_pattern(in_parts("calm", "wild"), sampler)
    assert (calm.main.difference.n, wild.main.difference.n) == (FEWEST, MOST)
    assert sampler.calls[:3] == [
        (("calm", "wild"), range(PILOT)),
        (("calm", "wild"), range(PILOT, FEWEST)),
        (("wild",), range(FEWEST, MOST)),
    ]


def test_where_runs_cannot_be_taken_apart_all_get_what_one_asks_for():
    sampler = Given({"calm": (2.0, 0.01), "wild": (2.0, 50.0)})
    judged = judge_pattern(pattern(clause("calm"), clause("wild")), sampler)
    assert [one.main.difference.n for one in judged] == [MOST, MOST]


def test_replicates_made_in_steps_are_those_made_at_once():
    numbers = {"one": (1.0, 1.0), "two": (2.0, 1.0), "three": (3.0, 1.0)}
    at_once, in_steps = (Replicates(in_parts(*numbers), Given(numbers), {}) for _ in range(2))
    asked = {"one": 7, "two": 12, "three": 4}
    at_once.reach(asked)
    in_steps.reach({"two": 5})
    in_steps.reach({"one": 7, "three": 2})
    in_steps.reach(asked)
    for name, count in asked.items():
        assert at_once.count(name) == in_steps.count(name) == count
        np.testing.assert_array_equal(at_once[name], in_steps[name])


def test_only_clauses_that_name_a_setting_are_made_there_and_only_until_they_are_decided():
    names = ("one", "two", "three")
    settings = [Setting(name, {name: 1.0}) for name in names]
    clauses = tuple(
        clause(name, knock_out=settings[place], not_shown_at=settings[place - 1])
        for place, name in enumerate(names)
    )
    some = replace(in_parts(*names), clauses=clauses)
    sampler = Given({}, elsewhere=(0.0, 0.01))
    assert set(at_setting(some, settings[0], sampler)) == {"one", "two"}
    assert sampler.calls == [("one", ("one", "two"), range(LOOKS[0]))]


def test_an_undecided_clause_is_looked_at_until_the_last_look():
    edge = Given({}, elsewhere=(0.5, 0.1))
    (found,) = at_setting(in_parts("edge"), KNOCK_OUT, edge).values()
    assert found.verdict == "undecided" and found.difference.n == LOOKS[-1]
    assert [call[-1] for call in edge.calls] == [range(10), range(10, 20), range(20, 40)]


def test_a_clause_without_a_number_is_looked_at_once():
    def nothing(pattern, overrides, replicates):
        return np.full((len(replicates), len(pattern.clauses), 2), np.nan)

    (found,) = at_setting(in_parts("claim"), ELSEWHERE, nothing).values()
    assert found.verdict == "undecided" and found.difference.n == 0


@pytest.mark.parametrize("level", [LOOK_LEVEL])
def test_the_looks_together_miss_the_truth_in_one_of_twenty(level):
    """Student's interval at every look, of normal numbers about nought."""
    numbers = np.random.default_rng(1).standard_normal((100_000, LOOKS[-1]))
    missed = np.zeros(len(numbers), bool)
    for look in LOOKS:
        seen = numbers[:, :look]
        reach = stats.t.ppf(0.5 + level / 2, look - 1) * seen.std(axis=1, ddof=1) / np.sqrt(look)
        missed |= np.abs(seen.mean(axis=1)) > reach
    assert missed.mean() == pytest.approx(0.05, abs=0.003)


def test_a_pattern_taken_apart_has_the_clauses_named_and_their_runs():
    apart = 0
    for one in PATTERNS:
        for setting in one.settings():
            named = [c for c in one.clauses if setting in (c.knock_out, c.not_shown_at)]
            part = taken_apart(one, [c.name for c in named])
            if isinstance(one.pairs, (Experiment, Parts)):
                assert list(part.clauses) == named
                apart += 1
            else:
                assert part is one
    assert apart > 0


def test_parts_have_every_clause_of_their_pattern_once():
    in_some = [one for one in PATTERNS if isinstance(one.pairs, Parts)]
    for one in in_some:
        places = sorted(place for part in one.pairs.parts for place in part.places)
        assert places == list(range(len(one.clauses)))
    assert in_some


def test_a_part_that_is_not_wanted_is_not_made():
    made = []

    def rows(*levels):
        def make(scenario, replicate):
            made.append(levels)
            return [(level, float(replicate)) for level in levels]

        return make

    parts = Parts([Part((0, 2), rows(1.0, 3.0)), Part((1,), rows(2.0))])
    np.testing.assert_array_equal(parts(None, 5), [[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    made.clear()
    np.testing.assert_array_equal(parts.only([2])(None, 5), [[3.0, 5.0]])
    np.testing.assert_array_equal(parts.only([1])(None, 5), [[2.0, 5.0]])
    assert made == [(1.0, 3.0), (2.0,)]


def test_parts_within_a_part_are_taken_apart_as_well():
    read = []

    def row(name):
        return lambda _: read.append(name) or (float(len(read)), 0.0)

    within = Experiment({}, [row("first"), row("second")])
    parts = Parts([Part((0, 2), within), Part((1,), lambda scenario, replicate: [(9.0, 0.0)])])
    scenario = load_scenario("tower")
    np.testing.assert_array_equal(parts.only([1, 2])(scenario, 0), [[9.0, 0.0], [1.0, 0.0]])
    assert read == ["second"]
