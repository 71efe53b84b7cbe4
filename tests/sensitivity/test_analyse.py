"""The table, luck, stability and verdict of an analysis, and several outcomes at once."""

import warnings

import numpy as np
import pandas as pd
import pytest

from iwsim.errors import DesignError
from iwsim.sensitivity.analyse import analyse, analyse_many
from iwsim.sensitivity.converged import samples_needed
from iwsim.sensitivity.course import course
from iwsim.sensitivity.indices import COLUMNS
from iwsim.sensitivity.luck import luck_of
from iwsim.sensitivity.ranks import ranks, stability
from tests.sensitivity import analytic as a

DESIGN = a.design("sobol", 3, 64)
OUTCOME = a.ishigami(DESIGN.unit)


def test_the_table_has_its_columns_and_types():
    table = analyse(DESIGN, OUTCOME, seed=1, resamples=50).table
    assert tuple(table.columns) == COLUMNS
    assert table["converged"].dtype == bool
    for column in ("rank", "rank_low", "rank_high", "samples_needed"):
        assert table[column].dtype == "Int64"
    assert (table["rank_low"] <= table["rank_high"]).all()
    assert (table["width"] == table["high"] - table["low"]).all()


@pytest.mark.parametrize("method", ["sobol", "morris", "fast", "latin_hypercube"])
def test_the_same_seed_gives_the_same_table_and_leaves_no_trace(method, capsys):
    design = a.design(method, 3, 65 if method == "fast" else 64)
    outcome = a.ishigami(design.unit)
    np.random.seed(4)  # noqa: NPY002
    before = np.random.get_state()[1].tobytes()  # noqa: NPY002
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one, again = (analyse(design, outcome, seed=5, resamples=30) for _ in range(2))
        other = analyse(design, outcome, seed=6, resamples=30)
    assert np.random.get_state()[1].tobytes() == before  # noqa: NPY002
    assert capsys.readouterr() == ("", "")
    pd.testing.assert_frame_equal(one.table, again.table)
    assert one.stability == again.stability or method == "fast"
    assert one.table["low"].equals(other.table["low"]) == (method == "fast")


def test_fast_finds_ishigami_and_has_no_interval():
    # No luck but the start of the curves: within the error of the method at this size.
    design = a.design("fast", 3, 513)
    found = analyse(design, a.ishigami(design.unit), seed=1)
    first, total, _ = a.ishigami_indices()
    assert list(a.values(found.table, "S1")["value"]) == pytest.approx(first, abs=0.03)
    assert list(a.values(found.table, "ST")["value"]) == pytest.approx(total, abs=0.06)
    assert found.table[["low", "high", "width", "share_same_rank"]].isna().all().all()
    assert found.table[["rank_low", "samples_needed"]].isna().all().all()
    assert not found.table["converged"].any()
    assert np.isnan(found.stability.agreement)
    assert "no interval" in found.verdict


def test_luck_is_the_share_that_was_put_in():
    # Means of points have the variance 4 + 1 / 5, of which 0.2 is luck. With 4000 points the share
    # has a standard error of about 2.5 %: 5 of them, false-alarm rate under 1e-5; seed fixed.
    random = np.random.default_rng(3)
    outcome = random.normal(0.0, 2.0, (4000, 1)) + random.normal(0.0, 1.0, (4000, 5))
    luck = luck_of(outcome)
    assert luck.share == pytest.approx(0.2 / 4.2, rel=0.125)
    assert (luck.within, luck.replicates) == (pytest.approx(1.0, rel=0.1), 5)
    assert np.isnan(luck_of(outcome[:, :1]).share)


def test_halves_of_replicates_that_agree_have_no_gap():
    same = np.repeat(OUTCOME, 4, axis=1)
    assert (analyse(DESIGN, same, seed=1).table["seeds_gap"] == 0.0).all()
    assert analyse(DESIGN, OUTCOME, seed=1).table["seeds_gap"].isna().all()
    halves = np.hstack([OUTCOME, a.linear(DESIGN.unit)])
    gap = analyse(DESIGN, halves, seed=1).table["seeds_gap"]
    one, two = (analyse(DESIGN, halves[:, [at]], seed=1).table["value"] for at in (0, 1))
    assert gap.to_numpy() == pytest.approx((one - two).to_numpy(), abs=1e-10)


@pytest.mark.parametrize(
    ("method", "needed"), [("sobol", 1024), ("latin_hypercube", 1024), ("morris", 576)]
)
def test_the_size_needed_goes_with_the_square_of_the_width(method, needed):
    design = a.design(method, 3, 64)
    assert samples_needed(design, 0.15, 0.05) == needed
    assert samples_needed(design, 0.05, 0.05) == 64
    assert samples_needed(design, float("nan"), 0.05) is None


def test_ranks_and_their_stability_by_hand():
    assert list(ranks(np.array([0.1, -0.9, 0.5, 0.1]))) == [3, 1, 2, 4]
    draws = np.array([[0.3, 0.2, 0.1], [0.1, 0.2, 0.3]])
    found = stability("ST", np.array([0.3, 0.2, 0.1]), draws)
    assert found == ("ST", pytest.approx(0.0), 3, 1.0)
    six = np.arange(6.0, 0.0, -1.0)
    last_up = np.array([6.0, 5.0, 4.0, 3.0, 1.0, 2.0])
    found = stability("ST", six, np.array([six, last_up]))
    assert found == ("ST", pytest.approx(1 - 1 / 35), 5, 0.5)


def test_several_outcomes_are_as_each_alone_and_a_refused_one_stops_nothing():
    outcomes = {"good": OUTCOME, "still": np.ones_like(OUTCOME), "last": a.linear(DESIGN.unit)}
    found = analyse_many(DESIGN, outcomes, seed=1, resamples=50)
    assert list(found) == list(outcomes)
    assert isinstance(found["still"], DesignError)
    for name in ("good", "last"):
        alone = analyse(DESIGN, outcomes[name], seed=1, resamples=50)
        pd.testing.assert_frame_equal(found[name].table, alone.table)


def test_the_course_of_a_sobol_design_ends_with_its_indices():
    table = course(DESIGN, OUTCOME, seed=1, resamples=50)
    assert list(table.columns) == ["samples", "quantity", "factor", "value", "low", "high"]
    assert sorted(set(table["samples"])) == [16, 32, 64]
    assert set(table["quantity"]) == {"S1", "ST"}
    last = table[table["samples"] == 64]
    whole = analyse(DESIGN, OUTCOME, seed=1, resamples=50).table
    for column in ("value", "low", "high"):
        assert list(last[column]) == list(whole[column])


def test_courses_of_other_designs():
    morris = a.design("morris", 3, 10)
    found = course(morris, a.product(morris.unit), seed=1, resamples=30)
    assert sorted(set(found["samples"])) == [4, 8, 10]
    assert set(found["quantity"]) == {"mu_star"}
    hypercube = a.design("latin_hypercube", 3, 200)
    found = course(hypercube, a.ishigami(hypercube.unit), method="delta", seed=1, resamples=20)
    assert sorted(set(found["samples"])) == [50, 100, 200]
    assert set(found["quantity"]) == {"delta", "S1"}


def test_a_part_that_is_constant_has_no_index():
    outcome = OUTCOME.copy()
    outcome[: 16 * DESIGN.block] = 1.0
    table = course(DESIGN, outcome, seed=1, resamples=30)
    first = table[table["samples"] == 16]
    assert len(first) == 6 and first[["value", "low", "high"]].isna().all().all()
    assert table[table["samples"] == 64]["value"].notna().all()
