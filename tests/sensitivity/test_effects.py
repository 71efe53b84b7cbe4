"""Elementary effects against closed forms and SALib's."""

import time

import numpy as np
import pytest
from SALib.analyze import morris as salib_morris

from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.analyse import analyse
from iwsim.sensitivity.draws import resampled_means
from iwsim.sensitivity.effects import elementary_effects, morris_effects, resampled_deviations
from tests.sensitivity import analytic as a


def test_a_linear_model_is_found_exactly():
    design = a.design("morris", 4, 6)
    found = analyse(design, a.linear(design.unit), seed=1)
    assert list(a.values(found.table, "mu")["value"]) == pytest.approx(a.LINEAR)
    assert list(a.values(found.table, "mu_star")["value"]) == pytest.approx(np.abs(a.LINEAR))
    assert list(a.values(found.table, "sigma")["value"]) == pytest.approx([0.0] * 4, abs=1e-12)
    assert found.table["converged"].all() and (found.table["samples_needed"] == 6).all()
    assert found.verdict.startswith("all 12 indices have an interval no wider than 0.05 of")


def test_interactions_show_as_sigma():
    # x1 x2 + x3: effects of x1 are x2, of four levels, with the mean 1/2 and the variance 5/36.
    # Trajectories are independent: 5 standard errors, false-alarm rate under 1e-5; seed fixed.
    design = a.design("morris", 3, 400)
    table = analyse(design, a.product(design.unit), seed=1).table
    error = np.sqrt(5 / 36 / 400)
    mu, sigma = (a.values(table, name)["value"].to_numpy() for name in ("mu", "sigma"))
    assert mu[:2] == pytest.approx(0.5, abs=5 * error)
    assert sigma[:2] == pytest.approx(np.sqrt(5 / 36), abs=0.05)
    assert (mu[2], sigma[2]) == pytest.approx((1.0, 0.0), abs=1e-12)


@pytest.mark.parametrize("groups", [None, ("g", "", "g", "h")])
@pytest.mark.parametrize("levels", [4, 6])
def test_effects_have_salibs_means(groups, levels):
    design = a.design("morris", 4, 10, groups=groups, levels=levels)
    outcome = a.g_function(design.unit)[:, 0]
    told = salib_morris.analyze(problem(design), design.unit, outcome, num_levels=levels, seed=1)
    effects = elementary_effects(design, outcome)
    once = a.as_given(10)
    stars = np.asarray(told["mu_star"], dtype=float)
    assert resampled_means(once, np.abs(effects))[0] == pytest.approx(stars, abs=1e-10)
    alone = [at for at, name in enumerate(design.groups) if name != "g"]
    mean, deviation = resampled_means(once, effects)[0], resampled_deviations(once, effects)[0]
    assert mean[alone] == pytest.approx(np.asarray(told["mu"], float)[alone], abs=1e-10)
    assert deviation[alone] == pytest.approx(np.asarray(told["sigma"], float)[alone], abs=1e-10)
    assert morris_effects(design, outcome, once)[1].values == pytest.approx(stars, abs=1e-12)


def test_resampled_deviations_are_numpys():
    luck = np.random.default_rng(1)
    effects = luck.normal(1e3, 1.0, (12, 3))
    places = luck.integers(12, size=(9, 12))
    expected = effects[places].std(axis=1, ddof=1)
    assert resampled_deviations(places, effects) == pytest.approx(expected, abs=1e-10)


def test_a_group_has_no_sign():
    design = a.design("morris", 3, 8, groups=("g", "g", ""))
    table = analyse(design, a.linear(design.unit), seed=1).table
    assert list(a.values(table, "mu_star")["factor"]) == ["g", "x3"]
    assert list(a.values(table, "mu")["factor"]) == ["x3"]
    assert list(a.values(table, "sigma")["factor"]) == ["x3"]


def test_many_factors_take_seconds():
    design = a.design("morris", 260, 20)
    outcome = design.unit @ np.arange(260.0)[:, None]
    began = time.process_time()
    analyse(design, outcome, seed=1)
    assert time.process_time() - began < 6.0  # under 1 on a quiet machine
