"""Needs: where they die out, the radius of their coupling, and the shocks that hold their mean."""

import numpy as np
import pytest

from iwsim.parameters.needs import Needs
from iwsim.state import DOMAINS, HOUSEHOLD_DOMAINS
from iwsim.world.coupling import coupling_matrix, criticality, levels, shock_rates
from tests.verification.worlds import TOWER, block, call, engine_of, small, with_blocks

pytestmark = pytest.mark.jit_off

EASE = 0.03


def quiet_estate(coupling, need=1e-6, ease=EASE):
    """Return an engine whose needs meet no shock and no help, and ease at their fixed rate."""
    scenario = with_blocks(TOWER, block(1, flats=8, floors=2, adults_per_flat=1.5))
    engine = engine_of(
        small(scenario, needs__coupling=coupling, needs__ease=ease, population__void_share=0.0)
    )
    state, ref = engine.state, engine.scenario.parameters["reference"]
    state["shock_rate"][:] = 0.0
    for name in ("hope", "belonging", "fear"):
        state[name][:] = getattr(ref, name)
    heads = state["head"] == np.arange(state["head"].size)
    state["need"][:] = need
    state["need"][:HOUSEHOLD_DOMAINS, ~heads] = 0.0
    return engine


def totals(engine, weeks):
    """Return all needs together, week by week."""
    sums = []
    for now in range(weeks):
        call("needs", engine, now)
        sums.append(engine.state["need"].sum())
    return np.array(sums)


@pytest.mark.parametrize("coupling", [0.0, 0.01, 0.7 * EASE, 0.95 * EASE])
def test_needs_die_out_below_the_critical_coupling(coupling):
    """Shocks off and (1 + rho(C)) / (1 + d) < 1: every need falls, at that factor a week.

    From any start, the highest included.
    """
    engine = quiet_estate(coupling)
    p = engine.scenario.parameters["needs"]
    assert criticality(p) < 1.0
    sums = totals(engine, 600)
    assert (np.diff(sums) < 0.0).all()
    if coupling > 0.0:
        assert sums[-1] / sums[-2] == pytest.approx(criticality(p), rel=1e-4)
    high = quiet_estate(coupling, need=0.95)
    sums = totals(high, 600)
    assert sums[-1] < 0.7 * sums[0]
    assert (np.diff(sums) < 0.0).all()


@pytest.mark.parametrize("coupling", [1.05 * EASE, 1.2 * EASE, 1.5 * EASE])
def test_needs_feed_themselves_above_the_critical_coupling(coupling):
    """Shocks off and (1 + rho(C)) / (1 + d) > 1: the least need grows, and never dies out."""
    engine = quiet_estate(coupling)
    p = engine.scenario.parameters["needs"]
    assert criticality(p) > 1.0
    sums = totals(engine, 600)
    assert (np.diff(sums[50:]) > 0.0).all()
    growth = sums[300] / sums[299]
    assert growth == pytest.approx(criticality(p), rel=2e-3) or sums[299] > 0.01
    rest = 1.0 - EASE / coupling  # all domains alike: x = C x / (C x + d)
    settled = quiet_estate(coupling, need=2.0 * rest)
    totals(settled, 5000)
    heads = settled.state["head"] == np.arange(settled.state["head"].size)
    np.testing.assert_allclose(settled.state["need"][:, heads], rest, rtol=1e-3)


@pytest.mark.parametrize("coupling", [0.0, 0.004, 0.1])
def test_coupling_is_the_spectral_radius_of_its_matrix(coupling):
    """Rho(C) = coupling; no need pulls itself; all pulls are non-negative."""
    matrix = coupling_matrix(Needs(coupling=coupling))
    assert matrix.shape == (len(DOMAINS), len(DOMAINS))
    assert np.abs(np.linalg.eigvals(matrix)).max() == pytest.approx(coupling, abs=1e-15)
    assert not np.diag(matrix).any()
    assert (matrix >= 0.0).all()


@pytest.mark.parametrize("coupling", [0.0, 0.002, 0.005, 0.008])
def test_shocks_hold_the_mean_when_coupling_is_varied(coupling):
    """With rates u = C m + rate x size and d = ease, the rest point u / (u + d) is the level m."""
    p = Needs(coupling=coupling)._replace(ease=0.05)
    m = levels(p)
    up = coupling_matrix(p) @ m + shock_rates(p) * p.shock_size
    np.testing.assert_allclose(up / (up + p.ease), m, rtol=1e-12)
    assert (shock_rates(p) > 0.0).all()


def test_shocks_are_never_negative():
    """Where the coupling alone brings more than the level, there are no shocks."""
    p = Needs(coupling=0.1)._replace(ease=0.005)
    assert (shock_rates(p) == 0.0).any()
    assert (shock_rates(p) >= 0.0).all()


def test_the_implicit_step_has_its_stated_rest_point():
    """X <- (x + u) / (1 + u + d) rests at u / (u + d), through the kernel with pull and relief."""
    engine = quiet_estate(coupling=0.02, need=0.3)
    state = engine.state
    state["relief"][:] = 0.01
    totals(engine, 6000)
    heads = state["head"] == np.arange(state["head"].size)
    need = state["need"][:, heads]
    up = state["coupling"] @ need
    np.testing.assert_allclose(need, up / (up + EASE + 0.01), rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("vulnerability", [0.0, 0.5, 2.0])
def test_shocks_arrive_at_their_rate(vulnerability):
    """Shares of people struck, by domain, are rate x vulnerability: z-tests over 600 weeks.

    Seven domains, false-alarm rate 1e-4 in all (|z| below 4.35 each).
    """
    engine = quiet_estate(coupling=0.0, need=0.0)
    state = engine.state
    rates = np.linspace(0.002, 0.03, len(DOMAINS))
    state["shock_rate"][:] = rates
    state["vulnerability"][:] = vulnerability
    heads = state["head"] == np.arange(state["head"].size)
    struck = np.zeros(len(DOMAINS))
    weeks = 600
    for now in range(weeks):
        state["need"][:] = 0.0
        call("needs", engine, now)
        struck += (state["need"][:, heads] > 0.0).sum(axis=1)
    trials = weeks * heads.sum()
    chance = rates * vulnerability
    spread = np.sqrt(np.maximum(trials * chance * (1.0 - chance), 1e-12))
    assert (np.abs(struck - trials * chance) <= 4.35 * spread).all()
