"""Functions with known indices go through all of it: file, design, runs, store, analysis.

Seeds are fixed, so that an interval which holds the truth always does.
"""

import numpy as np
import pytest

from iwsim.errors import DesignError
from iwsim.sweep.kept import kept_study
from iwsim.sweep.results import results_of
from iwsim.sweep.sensitivity import sensitivity_of
from tests.sensitivity.analytic import LINEAR, g_indices, ishigami_indices
from tests.sweep import cheap
from tests.sweep.cheap import RANGES, made
from tests.sweep.files import study_of

RESAMPLES = 100


def analysed(tmp_path, text, numbers, **options):
    """Make a study, read it back from its folder alone, and analyse it."""
    study = study_of(tmp_path, text)
    folder = tmp_path / "runs"
    made(study, folder, numbers)
    results = results_of(kept_study(folder), folder)
    assert results.missing == len(results.failures)
    return sensitivity_of(results, resamples=RESAMPLES, **options)


def rows(table, quantity, method=None):
    found = table[table["quantity"] == quantity]
    return found if method is None else found[found["method"] == method]


def holds(table, truth):
    """Whether every interval holds what is known, and is no wider than it is of use."""
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    return ((low <= truth) & (truth <= high) & (high - low < 0.6)).all()


def test_sobol_gives_back_the_indices_of_ishigami(tmp_path):
    text = cheap.head() + cheap.design("sobol", 256) + cheap.factors(3)
    found = analysed(tmp_path, text, cheap.ishigami).indices
    first, total, pair = ishigami_indices()
    assert holds(rows(found, "S1"), first)
    assert holds(rows(found, "ST"), total)
    assert holds(rows(found, "S2"), np.array([0.0, pair, 0.0]))
    assert rows(found, "ST")["factor"].tolist() == list(RANGES)[:3]


def test_sobol_gives_back_the_indices_of_the_g_function(tmp_path):
    text = cheap.head() + cheap.design("sobol", 256, "second_order = false") + cheap.factors(4)
    found = analysed(tmp_path, text, cheap.g_function).indices
    first, total = g_indices()
    assert holds(rows(found, "S1"), first)
    assert holds(rows(found, "ST"), total)
    assert rows(found, "ST")["rank"].tolist() == [1, 2, 3, 4]


def test_fast_comes_near_the_indices_of_the_g_function(tmp_path):
    text = cheap.head() + cheap.design("fast", 513) + cheap.factors(4)
    found = analysed(tmp_path, text, cheap.g_function).indices
    first, total = g_indices()
    assert np.abs(rows(found, "S1")["value"].to_numpy() - first).max() < 0.02
    assert np.abs(rows(found, "ST")["value"].to_numpy() - total).max() < 0.08


def test_morris_gives_back_the_slopes_of_a_plane(tmp_path):
    text = cheap.head() + cheap.design("morris", 6) + cheap.factors(4)
    found = analysed(tmp_path, text, cheap.linear).indices
    assert rows(found, "mu")["value"].to_numpy() == pytest.approx(LINEAR, abs=1e-9)
    assert rows(found, "mu_star")["value"].to_numpy() == pytest.approx(abs(LINEAR), abs=1e-9)
    assert rows(found, "sigma")["value"].to_numpy() == pytest.approx(0.0, abs=1e-9)


def test_given_data_rank_the_factors_of_the_g_function(tmp_path):
    text = cheap.head() + cheap.design("latin_hypercube", 256) + cheap.factors(4)
    found = analysed(tmp_path, text, cheap.g_function).indices
    for method in ("delta", "pawn"):
        assert rows(found, method, method)["rank"].tolist()[:3] == [1, 2, 3]


def test_a_difference_of_arms_is_analysed_by_pairs(tmp_path):
    """What both arms have in common, their luck included, has no share in the difference."""

    def numbers(changes, arm, replicate):
        own = cheap.shares(changes)[0]
        common = 100.0 * own[0] + np.random.default_rng(replicate).normal()
        return {"incidents": common + (3.0 * own[1] if arm == "colocated_team" else 0.0)}

    arms = '["siloed", "colocated_team"]'
    text = cheap.head("difference", arms, replicates=2) + cheap.design("morris", 4)
    found = analysed(tmp_path, text + cheap.factors(2), numbers).indices
    assert rows(found, "mu_star")["value"].to_numpy() == pytest.approx([0.0, 3.0], abs=1e-9)
    assert rows(found, "mu_star")["seeds_gap"].to_numpy() == pytest.approx(0.0, abs=1e-9)


def test_one_run_that_failed_leaves_its_responses_out_and_says_so(tmp_path):
    def numbers(changes, arm, replicate):
        if arm == "colocated_team" and cheap.shares(changes)[0, 0] > 0.9 and not fallen:
            fallen.append(changes)
            raise ArithmeticError("fell over")
        return cheap.linear(changes, arm, replicate) | {"spend": 7.0}

    fallen = []
    text = cheap.head("level", '["siloed", "colocated_team"]', 1, '["incidents", "spend"]')
    found = analysed(tmp_path, text + cheap.design("sobol", 8) + cheap.factors(3), numbers)
    assert set(found.indices["arm"]) == {"siloed"}
    reasons = found.refused.set_index(["arm", "outcome"])["reason"]
    assert "1 of 64 outcomes are not finite numbers" in reasons["colocated_team", "incidents"]
    assert "does not vary over the 64 points, it is 7" in reasons["siloed", "spend"]
    assert set(found.distribution["points"]) == {63, 64}


def test_what_a_design_is_not_made_for_is_refused(tmp_path):
    text = cheap.head() + cheap.design("latin_hypercube", 64) + cheap.factors(3)
    with pytest.raises(DesignError, match="latin_hypercube design cannot be analysed by sobol"):
        analysed(tmp_path, text, cheap.ishigami, methods=["sobol"])


def test_nothing_but_constant_outcomes_is_refused(tmp_path):
    text = cheap.head(outcomes='["spend"]') + cheap.design("sobol", 8) + cheap.factors(3)
    with pytest.raises(DesignError, match="does not vary over the 64 points"):
        analysed(tmp_path, text, lambda *_: {"spend": 2.0})
