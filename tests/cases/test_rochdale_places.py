"""Rochdale: two places of the same people, effects that add up, words that follow the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from iwsim.cases.rochdale_places import CASE, measure
from iwsim.cases.rochdale_places_effects import (
    ALL,
    ARMS,
    GRASSROOTS,
    LOW,
    OUTCOMES,
    PLACES,
    PUBLIC,
    SPEND,
    TOP_DOWN,
    TOWER,
    WHOLE,
    effects,
)
from iwsim.scenario import load_scenario
from iwsim.validation.p05 import low_rise
from iwsim.validation.runs import at_switch

REPLICATES = 12


def made_up(**added):
    """Return a table of one hundred everywhere, with luck, and more in the cells that are named."""
    luck = np.random.default_rng(4).standard_normal(REPLICATES)
    own = np.random.default_rng(5).standard_normal(REPLICATES) / 100.0
    table = {"member": np.zeros(REPLICATES, dtype=int), "replicate": np.arange(REPLICATES)}
    for at, place in enumerate(PLACES):
        for arm in ARMS:
            more = added.get(f"{place}_{arm}", 0.0)
            for outcome in (*OUTCOMES, SPEND, PUBLIC):
                table[f"{place}.{arm}.{outcome}"] = 100.0 + luck + own * at + more
        table[f"{place}.reach"] = 10.0 + luck + own * at + added.get(f"reach_{place}", 0.0)
    return pd.DataFrame(table)


def test_the_two_places_hold_the_same_people_who_differ_in_nothing_but_their_block():
    scenario = load_scenario("rochdale_places")
    tower, low = (at_switch(replace(there, spin_up=0, baseline=0), 0)
                  for there in (scenario, low_rise(scenario)))  # fmt: skip
    assert {block.kind for block in low.scenario.blocks} == {"low_rise"}
    assert {block.kind for block in scenario.blocks} == {"tower"}
    for column in ("propensity", "vulnerability", "children", "present"):
        assert np.array_equal(tower.state[column], low.state[column])
    people = tower.state["present"].sum()
    known = at_switch(replace(load_scenario("rochdale"), spin_up=0, baseline=0), 0)
    assert people == low.state["present"].sum()
    assert people > 0.9 * known.state["present"].sum()


def test_arms_differ_in_who_sets_the_aims_alone():
    arms = load_scenario("rochdale_places").arms
    top_down, voice, grassroots = (
        arms[name].arrangement for name in ("top_down", "voice_alone", "grassroots")
    )
    assert top_down.resident_voice < grassroots.resident_voice == voice.resident_voice
    assert voice == top_down._replace(resident_voice=grassroots.resident_voice)
    assert grassroots == voice._replace(
        outreach=grassroots.outreach, community_events=grassroots.community_events
    )
    assert top_down.outreach == top_down.community_events == 0.0 < grassroots.outreach


def test_a_replicate_holds_every_cell():
    scenario = load_scenario("rochdale_places")
    found = measure(replace(scenario, blocks=scenario.blocks[:2], spin_up=4), 0)
    for place in PLACES:
        assert found[f"{place}.reach"] >= 0.0
        for arm in ARMS:
            for outcome in (*OUTCOMES, SPEND, PUBLIC):
                assert f"{place}.{arm}.{outcome}" in found


def test_effects_are_those_that_were_put_in():
    table = made_up(
        tower_siloed=8.0, tower_top_down=4.0, tower_voice_alone=3.0, tower_grassroots=1.0,
        low_rise_grassroots=-1.0,
    )  # fmt: skip
    found = effects(table, "stress")
    assert found.place.mean == pytest.approx(((4.0 - 0.0) + (1.0 + 1.0)) / 2.0, abs=0.02)
    assert found.aims.mean == pytest.approx(((1.0 - 4.0) + (-1.0 - 0.0)) / 2.0)
    assert found.interaction.mean == pytest.approx((1.0 - 4.0) - (-1.0 - 0.0))
    assert found.voice.mean == pytest.approx(((3.0 - 4.0) + 0.0) / 2.0)
    assert found.doors.mean == pytest.approx(found.aims.mean - found.voice.mean)
    assert found.team.mean == pytest.approx(((4.0 - 8.0) + 0.0) / 2.0)
    assert found.team_by_place.mean == pytest.approx(4.0 - 8.0)
    assert effects(table, WHOLE).aims.mean == pytest.approx(2.0 * found.aims.mean)
    assert found.percent("aims").mean == pytest.approx(100.0 * found.aims.mean / found.scale)


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ({"tower_grassroots": 9.0, "low_rise_grassroots": 9.0}, "it costs more"),
        ({"tower_grassroots": -9.0, "low_rise_grassroots": -9.0}, "it costs less"),
        ({"tower_top_down": 9.0, "tower_grassroots": 9.0}, "the tower costs more"),
        ({"tower_top_down": 9.0, "tower_grassroots": 9.0},
         f"The place moves {len(ALL)} of {len(ALL)} outcomes further"),
        ({"tower_grassroots": 9.0, "low_rise_grassroots": 9.0},
         f"moves the other {len(ALL)} further ("),
    ],
)  # fmt: skip
def test_the_answer_follows_its_numbers(added, words):
    assert words in CASE.answer(made_up(**added))[0]


@pytest.mark.parametrize(
    ("tower", "words"),
    [(5.0, "reaches more people in a tower, as is said"), (-5.0, "fewer people"),
     (0.0, "is not shown")],
)  # fmt: skip
def test_the_ripple_is_told_as_it_is(tower, words):
    table = made_up(reach_tower=tower)
    if not tower:
        table[f"{LOW}.reach"] = table[f"{TOWER}.reach"].to_numpy()[::-1]
    assert words in CASE.answer(table)[1]


def test_its_figures_can_be_drawn():
    assert set(CASE.draw(made_up())) == {"effects", "cells"}


@pytest.mark.slow_validation
def test_place_sets_the_level_and_voice_wins_trust_in_both():
    scenario = load_scenario("rochdale_places")
    runs = pd.DataFrame([measure(scenario, replicate) for replicate in range(20)])
    assert effects(runs, "stress").place.low > 0.0
    assert effects(runs, "resident_trust").aims.low > 0.0
    for place in PLACES:
        gain = runs[f"{place}.{GRASSROOTS}.belonging"] - runs[f"{place}.{TOP_DOWN}.belonging"]
        assert gain.mean() - 2.1 * gain.std() / np.sqrt(len(gain)) > 0.0
    apart = runs[f"{TOWER}.reach"] - runs[f"{LOW}.reach"]
    assert apart.mean() - 2.1 * apart.std() / np.sqrt(len(apart)) > 0.0
