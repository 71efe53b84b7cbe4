"""Residents' trust: the closed forms of kept and broken promises, alone and through the kernel."""

import math

import numpy as np
import pytest

from iwsim.processes.resident_trust import after_broken, after_kept
from tests.verification.worlds import TOWER, block, call, engine_of, siloed_with, small, with_blocks

pytestmark = pytest.mark.jit_off

CASES = [(0.3, 0.9, 0.06), (0.0, 0.7, 0.15), (0.6, 0.9, 0.5), (0.1, 1.0, 1.0), (0.4, 0.8, 0.0)]


@pytest.mark.parametrize(("start", "ceiling", "gain"), CASES)
def test_kept_promises_close_the_gap_geometrically(start, ceiling, gain):
    """N kept promises from T0 give C - (C - T0)(1 - a)^n."""
    trust = start
    for n in range(1, 40):
        trust = after_kept(trust, ceiling, gain, 1.0)
        expected = ceiling - (ceiling - start) * (1.0 - gain) ** n
        assert trust == pytest.approx(expected, rel=1e-12, abs=1e-15)


def promises_to_undo_one_breach(trust, ceiling, gain, ratio):
    """Return ln[(C - (1 - ra) T) / (C - T)] / -ln(1 - a)."""
    left = (ceiling - (1.0 - ratio * gain) * trust) / (ceiling - trust)
    return math.log(left) / -math.log(1.0 - gain)


@pytest.mark.parametrize("ratio", [1.0, 3.0, 10.0])
@pytest.mark.parametrize("trust", [0.2, 0.5, 0.75])
def test_how_many_kept_promises_undo_one_breach(trust, ratio):
    """After one breach it takes the stated number of kept promises, rounded up, to be back at T."""
    ceiling, gain = 0.9, 0.06
    needed = promises_to_undo_one_breach(trust, ceiling, gain, ratio)
    now = after_broken(trust, ratio * gain, 1.0)
    assert now == pytest.approx((1.0 - ratio * gain) * trust)
    count = 0
    while now < trust - 1e-12:
        now = after_kept(now, ceiling, gain, 1.0)
        count += 1
    assert count == math.ceil(needed - 1e-9)
    assert needed > 0.0


def test_trust_above_the_ceiling_is_not_lowered_by_a_kept_promise():
    """An earlier, higher ceiling leaves trust where it is."""
    assert after_kept(0.95, 0.9, 0.5, 1.0) == 0.95


def test_no_breach_takes_more_than_all_trust():
    """R a is at most 1, whatever weight a hidden failure brings."""
    assert after_broken(0.4, 1.0, 1.4) == 0.0
    assert after_broken(0.4, 0.9, 3.0) == 0.0


def alone(start, **values):
    """Return an engine in which only promises move trust, and nobody hears of others'."""
    scenario = with_blocks(TOWER, block(1))
    off = {f"resident_trust__{name}": 0.0
           for name in ("drift", "word", "voice_trust", "unfair_trust", "found_out")}  # fmt: skip
    engine = engine_of(small(scenario, population__void_share=0.0, **{**off, **values}))
    engine.state["trust"][:] = start
    return engine


def rules_of(engine):
    """Return ceiling, gain and ratio as the kernel takes them."""
    p, c = (engine.scenario.parameters[name] for name in ("resident_trust", "context"))
    ceiling = p.ceiling * (1.0 - p.failures_ceiling * c.prior_failures)
    return ceiling, p.gain, p.loss_ratio


SILENT = siloed_with(honesty_about_failure=0.0, resident_voice=0.0)


@pytest.mark.parametrize("times", [1, 3])
def test_the_kernel_keeps_promises_by_the_closed_form(times):
    """Word, drift and voice off: n promises a week for w weeks are n w kept promises."""
    engine = alone(0.2)
    ceiling, gain, _ = rules_of(engine)
    for week in range(1, 21):
        engine.state["kept"][:] = times
        call("resident_trust", engine, week, arrangement=SILENT)
        expected = ceiling - (ceiling - 0.2) * (1.0 - gain) ** (times * week)
        np.testing.assert_allclose(engine.state["trust"], expected, rtol=1e-12)
        assert not engine.state["kept"].any()


def test_the_kernel_breaks_promises_by_the_closed_form():
    """A breach nobody owns and nobody finds out takes r a of trust; undone as the formula says."""
    engine = alone(0.5)
    ceiling, gain, ratio = rules_of(engine)
    engine.state["broken"][:] = 1
    call("resident_trust", engine, 0, arrangement=SILENT)
    np.testing.assert_allclose(engine.state["trust"], (1.0 - ratio * gain) * 0.5, rtol=1e-12)
    needed = math.ceil(promises_to_undo_one_breach(0.5, ceiling, gain, ratio))
    for week in range(1, needed + 1):
        assert (engine.state["trust"] < 0.5).all()
        engine.state["kept"][:] = 1
        call("resident_trust", engine, week, arrangement=SILENT)
    assert (engine.state["trust"] >= 0.5 - 1e-12).all()


@pytest.mark.parametrize(
    ("honesty", "found_out", "weight"),
    [(1.0, 1.0, "told_discount"), (0.0, 1.0, "hidden_penalty"), (0.0, 0.0, None)],
)
def test_a_breach_costs_less_owned_and_more_found_out(honesty, found_out, weight):
    """Owned: the discount of the loss; hidden and found out: the penalty; else the plain loss."""
    engine = alone(0.5, resident_trust__found_out=found_out)
    _, gain, ratio = rules_of(engine)
    p = engine.scenario.parameters["resident_trust"]
    times = getattr(p, weight) if weight else 1.0
    engine.state["broken"][:] = 1
    call("resident_trust", engine, 0, arrangement=siloed_with(honesty_about_failure=honesty))
    np.testing.assert_allclose(engine.state["trust"], (1.0 - ratio * gain * times) * 0.5)


@pytest.mark.parametrize("start", [0.05, 0.95])
def test_between_promises_trust_drifts_to_its_resting_point(start):
    """With drift alone trust rests where earlier failures leave it, and never passes that."""
    engine = alone(start, resident_trust__drift=0.05)
    p = engine.scenario.parameters["resident_trust"]
    failures = engine.scenario.parameters["context"].prior_failures
    rest = p.rest * (1.0 - p.failures_start * failures)
    distance = abs(start - rest)
    for week in range(400):
        call("resident_trust", engine, week, arrangement=SILENT)
        now = np.abs(engine.state["trust"] - rest).max()
        assert now <= distance
        distance = now
    assert distance < 1e-6


def test_word_of_a_promise_reaches_the_landing_only():
    """One kept promise raises trust of the neighbours on the landing, less than of oneself."""
    engine = alone(0.3, resident_trust__word=0.2)
    engine.state["kept"][0] = 1
    call("resident_trust", engine, 0, arrangement=SILENT)
    trust, landing = engine.state["trust"], engine.state["landing"]
    neighbours = (landing == landing[0]) & (np.arange(landing.size) != 0)
    assert neighbours.any()
    assert (trust[0] > trust[neighbours]).all()
    assert (trust[neighbours] > 0.3).all()
    np.testing.assert_allclose(trust[landing != landing[0]], 0.3, rtol=1e-12)
