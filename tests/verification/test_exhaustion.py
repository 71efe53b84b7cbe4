"""Exhaustion: under constant demands and resources it comes to the rest that theory gives."""

import numpy as np
import pytest

from iwsim.processes.casework import factor
from iwsim.state import FULL_TIME, HOUR_USES
from tests.verification.worlds import TOWER, always, call, engine_of, siloed_with, small

pytestmark = pytest.mark.jit_off

SILO = always(TOWER)
HOLDS_THE_WHOLE_PERSON = 0.4
LEVELS = {
    "load": 1.3,
    "threat": 0.3,
    "conflict": 0.1,
    "ties_of": 0.4,
    "autonomy": 0.7,
    "known_load": 0.5,
    "routine": 0.2,
}


def constant(weeks, *, start=0.2, levels=LEVELS, supervised=0.45, keyworker=0.0, cases=0, **values):
    """Let the kernel of burnout alone move staff whose work never changes.

    `supervised` are hours a week of a full-time post, `keyworker` the share of direct hours with
    people that the post holds.
    """
    engine = engine_of(small(SILO, **{"burnout__feedback": 0.0, **values}))
    state = engine.state
    state["exhaustion"][:] = start
    state["progress_seen"][:] = 0.0
    state["crises_held"][:] = 0
    state["seconded"][:] = 0
    state["open_cases"][:] = cases
    state["whole_person"][:] = keyworker
    hours = state["hours_used"]
    hours[HOUR_USES.index("supervision")] = supervised * state["post_hours"] / FULL_TIME
    for name, level in levels.items():
        state[name][:] = level
    for now in range(weeks):
        call("burnout", engine, now, arrangement=siloed_with())
    return engine


def expected_rest(engine, supervised=0.45, keyworker=0.0):
    """Return resting points: involvement, emotional load, exhaustion, and exhaustion's rates."""
    p, w, ref = (engine.scenario.parameters[n] for n in ("burnout", "workforce", "reference"))
    held = w.involvement + HOLDS_THE_WHOLE_PERSON * keyworker
    involvement = held / (held + 1.0 - w.involvement)
    up = p.worry_knowledge * LEVELS["known_load"] * (0.5 + involvement)
    worry = up / (up + p.worry_fade * (1.0 + p.worry_supervision * supervised))
    demands = (
        p.strain * factor(p.load_weight, LEVELS["load"], ref.load)
        + p.worry * worry
        + p.role_conflict * (LEVELS["threat"] + LEVELS["conflict"])
    ) / engine.state["resilience"]
    resources = (
        p.recovery
        * (1.0 + p.supervision_weight * supervised)
        * factor(p.ties_weight, LEVELS["ties_of"], ref.ties)
        * factor(p.autonomy_weight, LEVELS["autonomy"], ref.autonomy)
        * factor(p.efficacy_weight, 0.5, ref.efficacy)
    )
    return involvement, worry, demands / (demands + resources), demands + resources


@pytest.mark.parametrize("start", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("keyworker", [0.0, 0.9])
def test_exhaustion_rests_at_demands_over_demands_and_resources(start, keyworker):
    """Feedback off: u / (u + d), post by post, from any start; worry and involvement as well."""
    engine = constant(1500, start=start, supervised=1.0, keyworker=keyworker)
    involvement, worry, rest, _ = expected_rest(engine, supervised=1.0, keyworker=keyworker)
    state = engine.state
    np.testing.assert_allclose(state["involvement"], involvement, rtol=1e-9)
    np.testing.assert_allclose(state["emotional_load"], worry, rtol=1e-9)
    np.testing.assert_allclose(state["efficacy"], 0.5, rtol=1e-9)
    np.testing.assert_allclose(state["exhaustion"], rest, rtol=1e-9)
    assert (rest > 0.0).all()
    assert (rest < 1.0).all()


def test_exhaustion_comes_to_rest_at_the_stated_pace():
    """At rest elsewhere, the distance shrinks by 1 / (1 + u + d) each week."""
    engine = constant(1500)
    _, _, rest, rates = expected_rest(engine)
    engine.state["exhaustion"][:] = 0.9
    call("burnout", engine, 0, arrangement=siloed_with())
    np.testing.assert_allclose(
        engine.state["exhaustion"] - rest, (0.9 - rest) / (1.0 + rates), rtol=1e-6
    )


def test_with_feedback_the_rest_solves_its_own_equation_and_is_single():
    """Feedback on: x / (1 - x) = felt(x) u / d; the same root from below and from above."""
    plain = constant(2500).state["exhaustion"]
    roots = [constant(2500, start=start, burnout__feedback=0.5) for start in (0.01, 0.99)]
    p, ref = (roots[0].scenario.parameters[name] for name in ("burnout", "reference"))
    low, high = (engine.state["exhaustion"] for engine in roots)
    felt = np.maximum(0.0, 1.0 + p.feedback * (low - ref.exhaustion))
    np.testing.assert_allclose(low / (1.0 - low), felt * plain / (1.0 - plain), rtol=1e-6)
    np.testing.assert_allclose(low, high, rtol=1e-6)
    assert np.abs(low - plain).max() > 0.01


def test_caseload_has_no_path_of_its_own():
    """Open cases enter neither exhaustion nor leaving: the kernels are not even given them."""
    few, many = constant(50), constant(50, cases=50)
    for name in ("exhaustion", "efficacy"):
        np.testing.assert_array_equal(many.state[name], few.state[name])
