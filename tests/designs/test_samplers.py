"""Designs of SALib and grids: known points, structure, and larger ones begin with smaller ones."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from SALib.sample import fast_sampler, sobol

from iwsim.designs.salib_problem import problem
from iwsim.designs.sample import design_of
from tests.designs.factors import CROSSED, MIXED, plain

GROUPED = plain(5, {0: "needs", 1: "needs", 3: "asb"})
SIZES = {"latin_hypercube": 16, "morris": 4, "sobol": 8, "fast": 65}
SEEDS = st.integers(1, 2**32)


def test_a_grid_has_every_combination_in_order():
    design = design_of("grid", CROSSED, 0, 1)
    assert design.values.tolist() == list(map(list, itertools.product([0, 1, 2], [0, 1])))
    assert design.unit[:, 0].tolist() == [0.5 / 3, 0.5 / 3, 1.5 / 3, 1.5 / 3, 2.5 / 3, 2.5 / 3]
    assert design.samples == design.points == 6


@settings(max_examples=25)
@given(SEEDS, st.sampled_from([2, 4, 6, 10]), st.booleans())
def test_morris_moves_one_factor_or_group_at_a_time(seed, levels, grouped):
    factors = GROUPED if grouped else plain(5)
    design = design_of("morris", factors, 3, seed, levels=levels)
    assert set(design.unit.ravel()) <= {level / (levels - 1) for level in range(levels)}
    assert design.points == 3 * design.block
    half = levels / (2 * (levels - 1))
    for start in range(0, design.points, design.block):
        moves = np.diff(design.unit[start : start + design.block], axis=0)
        assert np.allclose(np.abs(moves).sum(axis=0), half)
        moved = [
            {factors[at].group or factors[at].name for at in np.flatnonzero(move)} for move in moves
        ]
        assert sorted(name for (name,) in moved) == sorted(design.groups)


@settings(max_examples=25)
@given(SEEDS, st.booleans(), st.booleans())
def test_sobol_exchanges_one_factor_or_group_at_a_time(seed, second_order, grouped):
    factors = GROUPED if grouped else plain(3)
    design = design_of("sobol", factors, 4, seed, second_order=second_order)
    assert design.points == 4 * design.block
    for start in range(0, design.points, design.block):
        block = design.unit[start : start + design.block]
        first, last = block[0], block[-1]
        for at, group in enumerate(design.groups):
            inside = np.array([(factor.group or factor.name) == group for factor in factors])
            assert np.array_equal(block[1 + at], np.where(inside, last, first))
            if second_order:
                other = block[1 + len(design.groups) + at]
                assert np.array_equal(other, np.where(inside, first, last))


def test_sobol_and_fast_are_those_of_salib():
    factors = plain(3)
    design = design_of("sobol", factors, 8, 7)
    assert np.array_equal(design.unit, sobol.sample(problem(design), 8, seed=7))
    design = design_of("fast", factors, 65, 7)
    assert np.array_equal(design.unit, fast_sampler.sample(problem(design), 65, seed=7))
    assert design.points == 3 * 65


def test_each_half_of_sobol_fills_all_strata():
    base = design_of("sobol", plain(3), 64, 2, second_order=False).unit[::5]
    for column in base.T:
        assert sorted(np.floor(column * 64)) == list(range(64))


@settings(max_examples=15)
@given(SEEDS, st.sampled_from(["latin_hypercube", "morris", "sobol"]), st.booleans())
def test_a_larger_design_begins_with_a_smaller_one(seed, method, grouped):
    factors = GROUPED if grouped else MIXED
    small = design_of(method, factors, SIZES[method], seed)
    large = design_of(method, factors, 4 * SIZES[method], seed, base=SIZES[method])
    assert large.points == 4 * small.points
    assert np.array_equal(large.unit[: small.points], small.unit)


@pytest.mark.parametrize("method", SIZES)
def test_a_design_follows_from_its_seed_and_leaves_other_luck_alone(method):
    before = np.random.get_state()[1].tobytes()  # noqa: NPY002
    first, second, other = (design_of(method, plain(3), SIZES[method], seed) for seed in (1, 1, 2))
    assert np.random.get_state()[1].tobytes() == before  # noqa: NPY002
    assert first.unit.tobytes() == second.unit.tobytes()
    assert not np.array_equal(first.unit, other.unit)
    assert first.unit.min() >= 0.0 and first.unit.max() <= 1.0


def test_the_problem_of_salib():
    plain_one = design_of("sobol", plain(2), 2, 1)
    assert problem(plain_one) == {
        "num_vars": 2, "names": ["x0", "x1"], "bounds": [[0.0, 1.0], [0.0, 1.0]]
    }  # fmt: skip
    grouped = design_of("sobol", GROUPED, 2, 1)
    assert problem(grouped)["groups"] == ["needs", "needs", "x2", "asb", "x4"]
    assert problem(grouped) is not problem(grouped)
    assert grouped.groups == ("needs", "x2", "asb", "x4")
