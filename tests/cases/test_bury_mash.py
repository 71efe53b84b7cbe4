"""The hub at Bury: its scenario, its words, and what its runs must show."""

import numpy as np
import pytest

from iwsim.cases.bury_mash import CELLS, CHANNELS, MASH, OUTCOMES, WITHOUT, YEARS, measure
from iwsim.cases.bury_mash_words import COUNTS, LESS, THROUGH, answer
from iwsim.cases.catalogue import CASES
from iwsim.cases.contrasts import measure_of
from iwsim.cases.requests import SEVERITIES
from iwsim.scenario import SILOED, load_scenario
from iwsim.study.statistics import paired_difference
from iwsim.validation.runs import at_switch, by_replicate
from tests.cases.made_up_table import made_up_table

CASE = CASES["bury_mash"]
NAMES = (
    *COUNTS,
    *OUTCOMES,
    *(f"{what} {s}" for what in ("help", "coordinated", "prompt") for s in SEVERITIES),
)


def table(levels):
    return made_up_table(CELLS, NAMES, levels)


def first_words(levels):
    return answer(table(levels))[0]


def test_the_hub_has_thirteen_kinds_of_post_and_no_more_of_them():
    hub, estate = load_scenario("bury_mash"), load_scenario("rochdale")
    assert len({post.title for agency in hub.agencies for post in agency.posts}) == 13
    by_key = {agency.key: agency.full_time for agency in estate.agencies}
    assert {a.key: a.full_time for a in hub.agencies} == pytest.approx(by_key)
    assert hub.parameters == estate.parameters
    assert hub.blocks == estate.blocks


def test_the_hub_is_a_silo_but_for_its_door_its_office_and_its_leaders():
    arms = load_scenario("bury_mash").arms
    hub, silo = arms[MASH].arrangement, arms[SILOED].arrangement
    assert (hub.single_gateway, hub.co_location, hub.meeting_frequency) == (1.0, 0.8, 5.0)
    assert (hub.keyworker, hub.seconded, hub.outreach) == (silo.keyworker, silo.seconded, 0.0)


def test_every_ingredient_and_every_channel_is_named_for_the_reader():
    assert list(LESS) == list(WITHOUT)
    assert list(THROUGH) == list(CHANNELS)


@pytest.mark.parametrize(("days", "words"), [(0.5, "is borne out"), (2.0, "is not borne out")])
def test_the_verdict_on_time_follows_the_numbers(days, words):
    said = first_words(
        {(MASH, "coordinated high"): 0.5, (MASH, "coordinated medium"): days}
    )  # fmt: skip
    assert f"sooner {words}" in said


@pytest.mark.parametrize(
    ("weeks", "words"),
    [(0.5, "earlier identification is seen"), (0.97, "too small to matter"), (2.0, "is not seen")],
)
def test_the_verdict_on_finding_follows_the_numbers(weeks, words):
    assert words in first_words({(MASH, "wait_known_weeks"): weeks})


@pytest.mark.parametrize(
    ("requests", "words"),
    [(2.0, "are more than in the silo"), (0.5, "are fewer than"), (1.0, "are about as many as")],
)
def test_the_words_on_referrals_follow_the_numbers(requests, words):
    assert words in first_words({(MASH, "requests"): requests})


def test_a_channel_that_raises_is_listed_as_one():
    off = f"{MASH}, off: more found"
    said = " ".join(answer(table({(MASH, "requests"): 2.0, (off, "requests"): 1.0})))
    raising = said.partition("Raise the number of requests:")[2].partition(".")[0]
    assert THROUGH["more found"] in raising


def test_figures_are_drawn_of_any_table():
    assert list(CASE.draw(table({}))) == ["times", "referrals"]


def test_requests_agree_with_the_accounts_of_the_run():
    scenario = load_scenario("bury_mash", {"spin_up": 20, "baseline": 0, "weeks": 40})
    found = measure(scenario, 0)
    base = at_switch(scenario, 0)
    for name in (SILOED, MASH):
        twin = base.branch(name)
        twin.advance(twin.calendar.end)
        entered = twin.state["entered"].sum() - base.state["entered"].sum()
        followed = YEARS * found[measure_of(name, "requests")]
        assert followed == pytest.approx(entered, rel=0.01)
        assert found[measure_of(name, "help high")] < found[measure_of(name, "help low")]


@pytest.mark.slow_validation
@pytest.mark.timeout(900)
def test_high_and_medium_severity_are_answered_sooner_in_the_hub():
    scenario = load_scenario("bury_mash")
    rows = by_replicate(lambda n: measure(scenario, n), range(20))
    for severity in ("high", "medium"):
        hub, silo = (
            np.array([row[measure_of(cell, f"coordinated {severity}")] for row in rows])
            for cell in (MASH, SILOED)
        )
        found = paired_difference(hub, silo)
        assert found.high < -0.05 * silo.mean()
