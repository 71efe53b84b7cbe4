"""The mental health group: its scenario, its words, and what its runs must show."""

import numpy as np
import pytest

from iwsim.cases.catalogue import CASES
from iwsim.cases.contrasts import measure_of
from iwsim.cases.mental_health_group import (
    CELLS,
    GROUP,
    HIGH_TIES,
    LATE_OUTCOMES,
    OUTCOMES,
    know_each_other,
    measure,
)
from iwsim.cases.mental_health_group_words import CONTRASTS, FUNDING, answer
from iwsim.cases.unserved import in_families, unserved
from iwsim.scenario import SILOED, load_scenario
from iwsim.study.statistics import paired_difference
from iwsim.validation.runs import at_switch, by_replicate
from tests.cases.made_up_table import made_up_table

CASE = CASES["mental_health_group"]
NAMES = (
    *OUTCOMES,
    *(f"late {name}" for name in LATE_OUTCOMES),
    *(f"{who} {what}" for who in ("people", "families") for what in ("at the switch", "reached")),
    *(f"{who} weeks" for who in ("people", "families")),
)
WITH_TIES, ALONE = "group, old ties", "silo, old ties"
OFFICE, OFFICE_OF_STRANGERS = "group in one office, old ties", "group in one office, no ties"


def table(levels):
    return made_up_table(CELLS, NAMES, levels)


def first_words(levels):
    return answer(table(levels))[0]


def test_nobody_shares_an_office_and_councils_differ_in_money():
    scenario = load_scenario("mental_health_group")
    group = scenario.arms[GROUP].arrangement
    assert (group.co_location, group.pooled_budget, group.meeting_minutes) == (0.0, 0.0, 15.0)
    status = {agency.key: agency.status for agency in scenario.agencies}
    assert status["children"] > status["adult_care"] > status["council"]
    assert scenario.parameters["context"].funding_inequality == 0.6
    silo = scenario.arms[SILOED].arrangement
    assert group.enforcement_first == silo.enforcement_first


def test_needs_cluster_more_than_in_rochdale_and_adults_are_as_many():
    here, there = load_scenario("mental_health_group"), load_scenario("rochdale")
    assert here.parameters["needs"].coupling > there.parameters["needs"].coupling
    adults = [
        sum(block.flats * block.adults_per_flat for block in scenario.blocks)
        for scenario in (here, there)
    ]
    assert adults[0] == pytest.approx(adults[1], rel=0.01)


def test_every_contrast_is_of_cells_that_are_run():
    named = {cell for pair in (*CONTRASTS.values(), *FUNDING.values()) for cell in pair}
    assert named <= set(CELLS)


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.5, "is borne out:"), (0.5, "against the claim"), (1.0, "not told from the silo's")],
)
def test_the_verdict_on_access_follows_the_numbers(share, words):
    assert words in first_words({(WITH_TIES, "families reached"): share})


@pytest.mark.parametrize(
    ("old", "strangers", "words"),
    [
        (1.0, 1.5, "and one where not"),
        (1.5, 1.5, "gains from a shared office even where"),
        (0.5, 0.5, "cannot be told"),
    ],
)
def test_the_verdict_on_the_office_follows_the_numbers(old, strangers, words):
    levels = {
        (OFFICE, "families reached"): old,
        (OFFICE_OF_STRANGERS, "families reached"): strangers,
    }
    flat = table(levels)
    reached = [column for column in flat if column.endswith("families reached")]
    flat[reached] = flat[reached].round(1)
    assert words in answer(flat)[0]


@pytest.mark.parametrize(("needs", "words"), [(1.5, "not yet less need"), (0.5, "Need is less")])
def test_the_words_on_need_follow_the_numbers(needs, words):
    assert words in first_words({(WITH_TIES, "serious_needs"): needs})


def test_figures_are_drawn_of_any_table():
    assert list(CASE.draw(table({}))) == ["ways", "funding"]


def test_those_whom_nobody_serves_are_known_to_nobody():
    scenario = load_scenario("mental_health_group", {"spin_up": 60, "baseline": 0, "weeks": 4})
    state = at_switch(scenario, 0).state
    nobodys = unserved(state)
    assert nobodys.any()
    serious = state["phase"][:, nobodys] > 0
    assert serious.any(axis=0).all()
    assert (state["known_since"][:, nobodys][serious] < 0).all()
    assert (state["holder"][:, nobodys] < 0).all()
    assert 0 < (nobodys & in_families(state)).sum() < nobodys.sum()


def test_only_posts_of_different_agencies_are_made_to_know_each_other():
    state = at_switch(
        load_scenario("mental_health_group", {"spin_up": 4, "baseline": 0, "weeks": 4}), 0
    ).state
    agency = state["seat_agency"]
    same = agency[:, None] == agency[None, :]
    before = state["pair_tie"][0][same].copy()
    know_each_other(state, HIGH_TIES)
    assert (state["pair_tie"][0][same] == before).all()
    assert (state["pair_tie"][0][~same] == HIGH_TIES).all()
    assert (state["ties_of"] == HIGH_TIES).all()


@pytest.mark.slow_validation
@pytest.mark.timeout(900)
def test_families_whom_nobody_served_are_reached_without_an_office():
    scenario = load_scenario("mental_health_group")
    rows = by_replicate(lambda n: measure(scenario, n), range(20))
    read = {
        cell: np.array([row[measure_of(cell, "families reached")] for row in rows])
        for cell in (WITH_TIES, ALONE, OFFICE)
    }
    assert paired_difference(read[WITH_TIES], read[ALONE]).low > 0.0
    office = paired_difference(read[OFFICE], read[WITH_TIES])
    assert -0.02 < office.low <= office.high < 0.02
