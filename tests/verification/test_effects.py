"""Nothing is idle: every ingredient and every parameter changes some outcome at some setting."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import PERMANENT, TIMING, Arrangement
from iwsim.scenario import SILOED
from tests.verification.worlds import TOWER, always, engine_of, small, with_values

WEEKS = 60
LIVELY = {
    "asb.base_rate": 0.4,
    "help_seeking.ask_rate": 0.3,
    "tenancies.move_rate": 0.3,
    "turnover.sick_rate": 0.05,
    "response.evict": 0.5,
    "response.escalate": 0.9,
    "asb.report_rate": 0.8,
    "detection.notice_rate": 0.5,
    "needs.level_family_safety": 0.6,
    "casework.crisis_level": 0.4,
    "allocation.handover_loss": 0.5,
    "casework.crisis_rate": 0.3,
    "casework.care_share": 0.5,
    "decisions.error_rate": 0.2,
    "population.void_share": 0.1,
    "context.funding_inequality": 0.5,
    "context.power_imbalance": 0.6,
}
"""Much happens, so that what is switched off had something to do."""
MIXED = {"shared_records": 0.5, "single_gateway": 0.5, "keyworker": 0.5, "enforcement_first": 0.9,
         "back_up": 0.5, "meeting_frequency": 1.0}  # fmt: skip
SEEDS = (1, 2, 3, 4, 5)
"""A rare event may fall the same way once, with and without what is looked for."""
AFTER_THE_RUN = {"money.cashable", "money.discount"}
"""Parameters that a comparison reads, not a run."""
INGREDIENTS = tuple(name for name in Arrangement._fields if name not in TIMING)
NUMBERS = [key for key, p in PARAMETERS.items()
           if p.group != "arrangement" and key not in AFTER_THE_RUN]  # fmt: skip
SWITCHES = [key for key in NUMBERS if PARAMETERS[key].off is not None]


def lively(arrangement, values):
    """Return a tower in which much happens, under one arrangement from its first week."""
    agencies = tuple(replace(agency, leaving_rate=1.0) for agency in TOWER.agencies)
    blocks = tuple(replace(block, children_per_flat=1.0) for block in TOWER.blocks)
    scenario = replace(small(weeks=WEEKS), agencies=agencies, blocks=blocks)
    scenario = always(scenario, "colocated_team", **arrangement)
    return with_values(scenario, {**LIVELY, **values})


@cache
def outcomes(arrangement, values, seed):
    """Return the weekly record of one setting."""
    engine = engine_of(lively(dict(arrangement), dict(values)), seed=seed)
    engine.advance(WEEKS)
    return engine.record


def record(arrangement, values, seed=1):
    """Return the weekly record for two plain dictionaries, computed once."""
    return outcomes(tuple(sorted(arrangement.items())), tuple(sorted(values.items())), seed)


def same(first, second):
    """Say whether two records agree in every bit."""
    return np.array_equal(first, second, equal_nan=True)


@pytest.mark.parametrize("name", INGREDIENTS)
def test_an_ingredient_that_is_taken_away_is_missed(name):
    """From some setting of the team, its `off` value (or 0) changes some outcome in 60 weeks."""
    off = PARAMETERS[f"arrangement.{name}"].off
    off = 0.0 if off is None else off
    assert any(
        not same(record(setting, {}), record({**setting, name: off}, {}))
        for setting in ({}, MIXED, {**MIXED, name: PARAMETERS[f"arrangement.{name}"].plausible[1]})
        if setting.get(name) != off
    )


@pytest.mark.parametrize("name", TIMING)
def test_when_things_happen_matters(name):
    """Ramp, end of funding, withdrawn support: another week makes another course."""
    records = []
    for value in (0.0 if name == "ramp" else PERMANENT, 10.0):
        team = TOWER.arms["colocated_team"]
        arm = replace(team, arrangement=team.arrangement._replace(**{name: value}))
        scenario = replace(small(weeks=WEEKS), arms={**TOWER.arms, "colocated_team": arm})
        engine = engine_of(scenario, "colocated_team")
        engine.advance(WEEKS)
        records.append(engine.record)
    assert not same(*records)


@pytest.mark.parametrize("key", SWITCHES)
def test_a_mechanism_that_is_switched_off_is_missed(key):
    """From some setting, the `off` value of a parameter changes some outcome in 60 weeks."""
    p = PARAMETERS[key]
    on = max(p.plausible, key=lambda value: abs(value - p.off))
    assert any(
        not same(record(setting, {key: on}, seed), record(setting, {key: p.off}, seed))
        for seed in SEEDS
        for setting in ({}, MIXED)
    )


@pytest.mark.parametrize("key", sorted(set(NUMBERS) - set(SWITCHES)))
def test_a_parameter_that_is_moved_is_felt(key):
    """From one end of its plausible or allowed range to the other some outcome changes."""
    assert any(
        not same(record(setting, {key: low}, seed), record(setting, {key: high}, seed))
        for seed in SEEDS
        for setting in ({}, MIXED)
        for low, high in (PARAMETERS[key].plausible, PARAMETERS[key].allowed)
    )


def test_the_silo_is_the_arrangement_of_the_defaults():
    """What is switched off above is off in a silo, where the table says so."""
    silo = TOWER.arms[SILOED].arrangement
    for name in ("co_location", "single_gateway", "keyworker", "seconded", "back_up"):
        assert getattr(silo, name) == PARAMETERS[f"arrangement.{name}"].off == 0.0
