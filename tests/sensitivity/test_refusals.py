"""Everything an analysis refuses, in one sentence with its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.errors import DesignError
from iwsim.sensitivity.analyse import analyse, analyse_many
from iwsim.sensitivity.course import course
from tests.sensitivity import analytic as a

SOBOL = a.design("sobol", 3, 32)
OUTCOME = a.ishigami(SOBOL.unit)
MORRIS = a.design("morris", 3, 8)
FAST = a.design("fast", 3, 65)
HYPERCUBE = a.design("latin_hypercube", 3, 100)


def _refused(message, design, outcome=None, **options):
    values = a.ishigami(design.unit) if outcome is None else outcome
    with pytest.raises(DesignError, match=message) as refusal:
        analyse(design, values, **{"seed": 1, "resamples": 20} | options)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_outcomes_that_are_no_numbers(bad):
    outcome = np.hstack([OUTCOME, OUTCOME])
    outcome[7, 1] = outcome[9, 0] = bad
    _refused(f"2 of 320 .* the first at point 7, replicate 1: {bad}", SOBOL, outcome)


@pytest.mark.parametrize("shape", [(159, 1), (160, 0), (160,)])
def test_outcomes_of_another_shape(shape):
    _refused("one row for each of the 160 points", SOBOL, np.ones(shape))


@pytest.mark.parametrize("noise", [0.0, 1e-9])
def test_outcomes_that_do_not_vary(noise):
    _refused("does not vary over the 160 points", SOBOL, 5.0 + noise * OUTCOME)


@pytest.mark.parametrize("seed", [0, -1])
def test_seeds_that_seed_nothing(seed):
    _refused(f"1 or more, not {seed}", SOBOL, seed=seed)


def test_bootstraps_that_give_no_interval():
    _refused("20 resamples or more: 5", SOBOL, resamples=5)
    _refused("between 0 and 1: 95", SOBOL, level=95)


def test_outcomes_of_another_design():
    other = a.design("sobol", 3, 32, seed=8)
    _refused("made with another design", SOBOL, fingerprint=other.fingerprint())
    analyse(SOBOL, OUTCOME, seed=1, fingerprint=SOBOL.fingerprint())


@pytest.mark.parametrize("design", [SOBOL, MORRIS, FAST, HYPERCUBE], ids=lambda one: one.method)
@pytest.mark.parametrize("method", ["sobol", "morris", "fast", "delta", "pawn"])
def test_methods_for_other_designs(design, method):
    allowed = {
        "sobol": {"sobol", "delta", "pawn"},
        "morris": {"morris"},
        "fast": {"fast"},
        "latin_hypercube": {"delta", "pawn"},
    }
    if method in allowed[design.method]:
        analyse(design, a.ishigami(design.unit), methods=[method], seed=1, resamples=20)
    else:
        _refused(f"a {design.method} design cannot be analysed by {method}", design,
                 methods=[method])  # fmt: skip


def test_methods_that_there_are_not():
    _refused(r"no method 'sobl'; .* \(nearest: sobol\)", SOBOL, methods=["sobl"])
    _refused("no method is asked for", SOBOL, methods=[])


def test_a_hypercube_that_says_it_is_something_else():
    unit = a.design("latin_hypercube", 3, 160).unit
    _refused("this is no sobol design: 32 of 32", replace(SOBOL, unit=unit))
    _refused("this is no morris design", replace(MORRIS, unit=unit[:32]))
    _refused("this is no morris design of 6 levels", replace(MORRIS, levels=6))


def test_one_row_that_was_lost():
    _refused("32 base samples of 5 points are 160 points", replace(SOBOL, unit=SOBOL.unit[1:]))
    _refused("8 trajectories of 4 points", replace(MORRIS, unit=MORRIS.unit[1:]))
    _refused("3 curves of 65 points", replace(FAST, unit=FAST.unit[1:]))


def test_too_few_to_draw_from():
    _refused("4 base samples or more, .* 2", a.design("sobol", 3, 2))
    _refused("4 trajectories or more, .* 3", a.design("morris", 3, 3))
    _refused("50 points or more, .* 49", a.design("latin_hypercube", 3, 49))
    few = replace(FAST, samples=64, unit=FAST.unit[:192])
    _refused("65 points a factor or more, .* 64", few)


def test_factors_that_never_move():
    unit = HYPERCUBE.unit.copy()
    unit[:, 1] = 0.5
    _refused("1 of the 3 factors .* 'x2'", replace(HYPERCUBE, unit=unit))
    still = HYPERCUBE.factors[0]._replace(low=2.0, high=2.0)
    _refused("'x1'", replace(HYPERCUBE, factors=(still, *HYPERCUBE.factors[1:])))


def test_groups_where_there_are_none():
    groups = a.factors(3, ("g", "g", ""))
    _refused("FAST has no indices of groups", replace(FAST, factors=groups))
    _refused("'g' do not move together", replace(HYPERCUBE, factors=groups))


def test_delta_of_an_outcome_that_stands_still_within_classes():
    steps = np.floor(3.0 * HYPERCUBE.unit[:, :1])
    _refused("constant in .* of the 4 classes of 'x1'", HYPERCUBE, steps)
    analyse(HYPERCUBE, steps, methods=["pawn"], seed=1, resamples=20)


def test_a_course_without_smaller_designs():
    for design in (FAST, a.grid(4, 3)):
        with pytest.raises(DesignError, match=f"no course of a {design.method} design"):
            noise = np.random.default_rng(1).normal(size=(design.points, 1))
            course(design, noise, seed=1, resamples=20)


def test_several_outcomes_of_a_faulty_design_are_refused_at_once():
    with pytest.raises(DesignError, match="seed"):
        analyse_many(SOBOL, {"y": OUTCOME}, seed=0)
