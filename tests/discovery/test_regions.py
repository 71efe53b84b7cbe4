"""A region that is there is found and told in the factors' own units; chance gives none."""

import numpy as np
import pytest

from iwsim.discovery.box import inside, restrictions
from iwsim.discovery.columns import columns_of, encoded
from iwsim.discovery.region_table import surely_denser
from iwsim.discovery.regions import FEWEST, regions
from iwsim.discovery.rows import independent_rows
from iwsim.errors import DesignError
from tests.discovery.designs import FACTORS, TRUST, crossed, spread


def in_the_box(values):
    trust, posts, team, _ = values.T
    return (trust > 0.4) & (posts <= 8) & (team != 1)


@pytest.fixture(scope="module")
def known():
    """A box that holds three in ten of 160 points, and points on the wrong side one in fifty."""
    design = spread(160)
    random = np.random.default_rng(2)
    loss = in_the_box(design.values) != (random.random(design.points) < 0.02)
    net = np.where(loss, -1.0, 1.0) * random.uniform(0.1, 2.0, design.points)
    return design, net, regions(design, net, below=0.0, seed=1)


def test_a_known_box_is_found_in_its_own_units(known):
    _, _, found = known
    table = found.table[found.table["region"] == 1].set_index("factor")
    assert {"trust", "posts", "team"} <= set(table.index)
    assert table.loc["trust", "low"] == pytest.approx(0.4, abs=0.03)
    assert table.loc["trust", "high"] == pytest.approx(0.8)
    assert (table.loc["posts", "low"], table.loc["posts", "high"]) == (2.0, 8.0)
    assert table.loc["team", "levels"] == "none|colocated"
    assert np.isnan(table.loc["team", "low"])
    assert (table["quasi_p"] < 0.05).all()
    assert "posts 2 to 8" in found.rules[0] and "team none or colocated" in found.rules[0]
    assert found.chance == pytest.approx(0.01)


def test_the_numbers_of_a_region_are_those_of_its_rule(known):
    design, net, found = known
    row = found.table.iloc[0]
    rule = found.table[found.table["region"] == 1].set_index("factor")
    trust, posts, team, _ = design.values.T
    there = (trust > rule.loc["trust", "low"]) & (posts <= rule.loc["posts", "high"]) & (team != 1)
    assert row["n"] == there.sum()
    assert row["density"] == pytest.approx((net[there] < 0).mean())
    assert row["coverage"] == pytest.approx((net[there] < 0).sum() / (net < 0).sum())
    assert row["lift"] == pytest.approx(row["density"] / (net < 0).mean())
    assert found.base_rate == pytest.approx((net < 0).mean())
    assert found.events == (net < 0).sum()


def test_held_back_it_is_told_worse_than_in_sample_and_better_than_the_base_rate(known):
    _, _, found = known
    assert found.base_rate < found.cv_precision <= found.precision
    assert found.cv_recall <= found.recall
    assert f"{found.cv_precision:.0%}" in found.verdict
    assert found.base_rate < found.table["cv_density"].min()


def test_the_same_seed_gives_the_same_regions(known):
    design, net, found = known
    again = regions(design, net, below=0.0, seed=1)
    assert again.table.equals(found.table)
    assert again.verdict == found.verdict


def test_chance_gives_a_region_in_one_of_twenty_at_most():
    """Ten studies of nothing: over two false regions happen in under 2 of 100 seeds."""
    random = np.random.default_rng(5)
    shown = 0
    for study in range(10):
        design = spread(60, FACTORS[:2], seed=study)
        shown += not regions(design, random.normal(size=60), above=0.0, seed=study).table.empty
    assert shown <= 2


def test_a_box_must_hold_more_than_the_base_rate_gives():
    points, events = np.array([40, 40, 0, 40]), np.array([12, 30, 0, 25])
    assert surely_denser(points, events, base_rate=0.3, chance=0.05) == (1, 3)


@pytest.mark.parametrize(
    ("hits", "words"),
    [(0, "none of 60"), (60, "all of 60"), (FEWEST - 1, "19 of 60"), (60 - FEWEST + 1, "41 of 60")],
)
def test_what_hardly_ever_or_always_happens_has_a_verdict_and_no_region(hits, words):
    net = np.where(np.arange(60) < hits, -1.0, 1.0)
    found = regions(spread(60), net, below=0.0, seed=1)
    assert words in found.verdict
    assert found.table.empty and found.rules == ()
    assert np.isnan(found.chance)
    assert found.base_rate == hits / 60


def test_points_without_an_outcome_are_left_out_and_counted():
    found = regions(spread(60), np.where(np.arange(60) < 10, np.nan, 1.0), below=0.0, seed=1)
    assert (found.points, found.undefined) == (50, 10)
    assert regions(spread(60), np.full(60, np.nan), below=0.0, seed=1).verdict.startswith(
        "The outcome is defined at no point"
    )


def test_of_a_sobol_design_only_the_base_samples_count():
    design = crossed(16)
    rows = independent_rows(design)
    assert rows.tolist() == sorted([*range(0, 96, 6), *range(5, 96, 6)])


def test_a_point_that_repeats_another_counts_once():
    design = spread(60, FACTORS[2:])
    assert len(independent_rows(design)) == 6


@pytest.mark.parametrize("method", ["morris", "fast"])
def test_points_that_follow_upon_one_another_are_refused(method):
    with pytest.raises(DesignError, match=f"{method} design.*allowed: latin_hypercube"):
        regions(spread(60, method=method), np.zeros(60), below=0.0, seed=1)


@pytest.mark.parametrize("sides", [{}, {"above": 1.0, "below": 0.0}])
def test_an_event_is_above_or_below(sides):
    with pytest.raises(DesignError, match="allowed: a number for one of the two"):
        regions(spread(60), np.zeros(60), seed=1, **sides)


def test_an_outcome_of_another_length_is_refused():
    with pytest.raises(DesignError, match=r"shape \(59,\).*60 points"):
        regions(spread(60), np.zeros(59), below=0.0, seed=1)


def test_levels_have_a_column_each_but_one_of_two():
    assert [(c.factor, c.level) for c in columns_of(FACTORS)] == [
        (0, -1), (1, -1), (2, 0), (2, 1), (2, 2), (3, 1),
    ]  # fmt: skip
    values = np.array([[0.5, 12.0, 2.0, 0.0]])
    assert encoded(FACTORS, values)[0] == pytest.approx([0.5, 1.0, 0.0, 0.0, 1.0, 0.0])


def test_a_box_is_told_in_whole_numbers_and_levels():
    box = {1: (0.27, 0.61), 3: (-np.inf, 0.5), 5: (0.5, np.inf)}
    posts, team, purse = restrictions(box, FACTORS)
    assert (posts.low, posts.high) == (5.0, 8.0)
    assert team.levels == ("none", "colocated")
    assert purse.levels == ("shared",)
    values = np.array([[0.3, n, 0.0, 1.0] for n in range(2, 13)])
    assert values[inside(box, encoded(FACTORS, values)), 1].tolist() == [5.0, 6.0, 7.0, 8.0]


def test_a_factor_that_does_not_vary_is_no_fault():
    still = TRUST._replace(low=0.5, high=0.5)
    assert encoded((still,), np.full((3, 1), 0.5)).ravel().tolist() == [0.0, 0.0, 0.0]
