"""How long a resident-week takes, in processor time of one core."""

import statistics
import time

import pytest

from iwsim.engine import Engine
from iwsim.model import IntegratedWorkingModel
from tests.benchmark.estates import residents, rochdale

MOST_NANOSECONDS = 300.0
MOST_STEPPING = 1.20
MOST_GROWTH = 2.0
ROUNDS = 5
TO_THE_END = 10**6

pytestmark = [pytest.mark.benchmark(timer=time.process_time), pytest.mark.timeout(1200)]


def seconds(call):
    """Return the processor time of a call."""
    began = time.process_time()
    call()
    return time.process_time() - began


@pytest.mark.parametrize("arm", ["siloed", "colocated_team"])
def test_a_resident_week(benchmark, arm):
    scenario = rochdale()
    Engine(scenario, arm, 0, 0).compile()

    def fresh():
        return (Engine(scenario, arm, 1, 0),), {}

    benchmark.pedantic(lambda engine: engine.advance(TO_THE_END), setup=fresh, rounds=ROUNDS)
    engine = Engine(scenario, arm, 1, 0)
    computed = residents(engine) * engine.calendar.end
    nanoseconds = 1e9 * benchmark.stats.stats.median / computed
    benchmark.extra_info["nanoseconds_a_resident_week"] = nanoseconds
    benchmark.extra_info["resident_weeks"] = computed
    assert nanoseconds <= MOST_NANOSECONDS


@pytest.mark.parametrize("how", ["engine", "model"])
def test_week_by_week_costs_little_more_than_one_call(benchmark, how):
    scenario = rochdale()
    Engine(scenario, "siloed", 0, 0).compile()
    alone, stepped = [], []

    def whole():
        run = Engine(scenario, "siloed", 1, 0)
        alone.append(seconds(lambda: run.advance(TO_THE_END)))

    def weekly():
        if how == "engine":
            engine = Engine(scenario, "siloed", 1, 0)
            move, weeks = (lambda: engine.advance(1)), engine.calendar.end
        else:
            model = IntegratedWorkingModel(scenario, "siloed", 1)
            move, weeks = model.step, model.engine.calendar.end
        stepped.append(seconds(lambda: [move() for _ in range(weeks)]))

    def pair():
        whole()
        weekly()

    benchmark.pedantic(pair, rounds=ROUNDS)
    ratio = statistics.median(b / a for a, b in zip(alone, stepped, strict=True))
    benchmark.extra_info["stepping_over_one_call"] = ratio
    assert ratio <= MOST_STEPPING


def test_time_is_linear_in_residents(benchmark):
    weeks = 30
    nanoseconds = {copies: [] for copies in (1, 10, 50)}
    scenarios = {copies: rochdale(copies) for copies in nanoseconds}

    def sitting():
        for copies, scenario in scenarios.items():
            engine = Engine(scenario, "siloed", 1, 0)
            engine.advance(1)
            taken = seconds(lambda engine=engine: engine.advance(weeks))
            nanoseconds[copies].append(1e9 * taken / weeks / residents(engine))

    benchmark.pedantic(sitting, rounds=3)
    found = {copies: statistics.median(values) for copies, values in nanoseconds.items()}
    benchmark.extra_info["nanoseconds_by_copies_of_the_estate"] = found
    assert max(found.values()) <= MOST_GROWTH * found[1]
