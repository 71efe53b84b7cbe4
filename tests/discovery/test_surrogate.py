"""A surrogate foretells what can be foretold, says how well, and refuses where it knows nothing."""

import numpy as np
import pytest

from iwsim.discovery.learners import MOST_FOR_SMOOTH, SMOOTH, STEPS, kinds
from iwsim.discovery.luck import luck_of_means
from iwsim.discovery.surrogate import surrogate
from iwsim.discovery.trust import verdict_of
from iwsim.errors import DesignError
from tests.discovery.designs import FACTORS, spread

NOISE = 0.1


def smooth(values):
    return np.sin(5 * values[:, 0]) + 0.1 * values[:, 1] + 0.4 * (values[:, 2] == 1)


@pytest.fixture(scope="module")
def made():
    design = spread(60)
    random = np.random.default_rng(3)
    shared = random.normal(size=6)
    table = smooth(design.values)[:, None] + shared + NOISE * random.normal(size=(60, 6))
    return design, table, surrogate(design, table.mean(axis=1), seed=1, replicates=table)


def test_a_smooth_outcome_is_foretold_where_it_was_not_run(made):
    _, table, found = made
    fresh = spread(200, seed=9).values
    error = found.predict(fresh) - smooth(fresh) - table.mean() + smooth(made[0].values).mean()
    assert found.kind == SMOOTH
    assert found.trust == "levels" and "may be used inside" in found.verdict
    assert found.r2 > 0.9
    assert float(np.sqrt((error**2).mean())) < 1.5 * found.rmse


def test_its_error_is_set_beside_luck_that_points_do_not_share(made):
    _, _, found = made
    assert found.luck == pytest.approx(NOISE / np.sqrt(6), rel=0.25)
    assert f"{found.rmse / found.luck:.1f} times the luck" in found.verdict


def test_the_folds_surround_the_whole(made):
    _, _, found = made
    assert len(found.r2_folds) == len(found.rmse_folds) == 5
    assert min(found.rmse_folds) <= found.rmse <= max(found.rmse_folds)


def test_noise_is_not_to_be_used():
    found = surrogate(spread(60), np.random.default_rng(1).normal(size=60), seed=1)
    assert found.trust == "none"
    assert found.verdict.endswith("It is not to be used.")
    assert np.isnan(found.luck) and "luck" not in found.verdict


def test_without_points_or_variation_there_is_none():
    few = np.where(np.arange(60) < 15, 1.0 + np.arange(60), np.nan)
    for outcome, words in ((few, "15 points with"), (np.full(60, 3.1), "same at all 60")):
        found = surrogate(spread(60), outcome, seed=1)
        assert words in found.verdict and found.trust == "none"
        with pytest.raises(DesignError, match="there is no surrogate"):
            found.predict(spread(5).values)


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [(0, 0.9, "trust is 0.9; allowed: 0.2 to 0.8"), (2, 3.0, "team is 3; allowed: 0 to 2"),
     (1, np.nan, "posts is nan")],
)  # fmt: skip
def test_nothing_is_foretold_outside_the_ranges(made, at, value, words):
    values = spread(3).values.copy()
    values[1, at] = value
    with pytest.raises(DesignError, match=words):
        made[2].predict(values)
    with pytest.raises(DesignError, match=r"\(points, 4\)"):
        made[2].predict(values[:, :2])


def test_many_points_are_left_to_trees():
    assert kinds(MOST_FOR_SMOOTH) == (SMOOTH, STEPS)
    assert kinds(MOST_FOR_SMOOTH + 1) == (STEPS,)


@pytest.mark.parametrize(("r2", "trust"), [(0.8, "levels"), (0.79, "shape"), (0.49, "none")])
def test_trust_goes_by_what_is_foretold_in_points_held_back(r2, trust):
    found, words = verdict_of(SMOOTH, r2, (r2, r2), error=np.nan, share=9.9)
    assert found == trust
    assert "fewer than 10 points a factor" in words
    assert "fewer" not in verdict_of(SMOOTH, r2, (r2, r2), error=np.nan, share=10.0)[1]


def test_luck_needs_two_replicates_of_two_points_and_a_row_a_point():
    design, rows = spread(6, FACTORS), np.arange(6)
    assert np.isnan(luck_of_means(design, np.zeros((6, 1)), rows))
    assert luck_of_means(design, np.tile([1.0, 5.0], (6, 1)), rows) == 0.0
    with pytest.raises(DesignError, match="6 points, replicates"):
        luck_of_means(design, np.zeros((5, 2)), rows)
