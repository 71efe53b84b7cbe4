"""A shipped scenario's siloed arm has no trend: its last year is its baseline, inside a margin."""

import pytest

from iwsim.engine import Engine
from iwsim.scenario import SILOED, load_scenario
from tests.validation.trend import MARGINS, REPLICATES, drifts

pytestmark = [pytest.mark.slow_validation, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def found():
    Engine(load_scenario("rochdale"), SILOED, 1, 0).compile()
    return {name: drifts(load_scenario(name), number) for name, number in REPLICATES.items()}


@pytest.mark.parametrize("margin", MARGINS, ids=lambda margin: margin.outcome)
@pytest.mark.parametrize("scenario", REPLICATES)
def test_the_silo_has_no_trend(scenario, margin, found):
    moved = found[scenario][margin.outcome]
    assert -margin.share < moved.low
    assert moved.high < margin.share


@pytest.mark.parametrize("margin", MARGINS, ids=lambda margin: margin.outcome)
@pytest.mark.parametrize("scenario", REPLICATES)
def test_the_runs_are_enough_to_see_a_trend(scenario, margin, found):
    moved = found[scenario][margin.outcome]
    assert moved.high - moved.low <= margin.share
