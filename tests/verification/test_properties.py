"""Properties of any small scenario inside its allowed ranges: bounded, finite, balanced."""

from dataclasses import replace

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from iwsim.engine import Engine
from tests.verification.accounts import audited, states_are_sound
from tests.verification.strategies import scenarios

SEEDS = st.integers(0, 2**32 - 1)
COMMON = settings(
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # shrinking a run of many kernels takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large,
                           HealthCheck.filter_too_much],
)  # fmt: skip


@COMMON
@given(scenarios(), SEEDS)
def test_every_account_balances_and_every_state_stays_where_it_may_be(scenario, seed):
    """Accounts of hours, episodes, weeks and money; [0, 1]; no NaN: in each of 40 weeks."""
    audited(Engine(scenario, "other", seed, 0), 40)


@COMMON
@given(scenarios(weeks=60), SEEDS)
def test_arms_are_one_until_the_switch_and_an_equal_arm_for_ever(scenario, seed):
    """Before the switch all arms have the same bits; an arm that changes nothing never differs."""
    silo = Engine(scenario, "siloed", seed, 0)
    other = Engine(scenario, "other", seed, 0)
    twin = replace(scenario, arms={**scenario.arms, "twin": scenario.arms["siloed"]})
    again = Engine(twin, "twin", seed, 0)
    for engine in (silo, other, again):
        engine.advance(8)
    assert same(silo, other)
    for engine in (silo, other, again):
        engine.advance(52)
        states_are_sound(engine.state)
    assert same(silo, again)


def same(first, second):
    """Say whether two engines agree in every bit of their columns and records."""
    return all(
        first.state[name].tobytes() == second.state[name].tobytes() for name in first.state
    ) and np.array_equal(first.record, second.record, equal_nan=True)
