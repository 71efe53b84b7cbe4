"""The New York case: a scenario that suits inspection, and words that follow the numbers."""

import numpy as np
import pandas as pd
import pytest

from iwsim.cases.new_york import CASE
from iwsim.cases.new_york_runs import (
    ACTED,
    AFRAID,
    CELLS,
    COMPLAINT,
    OWN,
    POOLED,
    RULES,
    SAME,
    USUAL,
    measure,
)
from iwsim.cases.words import change, ratio
from iwsim.scenario import load_scenario
from iwsim.state import UNMET
from iwsim.validation.experiment import with_parameters
from iwsim.validation.runs import at_switch, by_replicate


def made_up(rates, replicates=8):
    """Return a table in which rules find danger at some rates, and all else is in the middle."""
    rng = np.random.default_rng(1)
    columns = {}

    def say(name, level):
        columns[name] = level * (1 + 0.01 * rng.standard_normal(replicates))

    for cell in (*CELLS, *AFRAID):
        rule = OWN if cell == OWN else COMPLAINT if cell.endswith(COMPLAINT) else POOLED
        say(f"{cell}.hit_rate", rates[rule])
        say(f"{cell}.lift", rates[rule] / 0.05)
        say(f"{cell}.visits", 120.0)
        if cell == POOLED or cell.startswith("acted"):
            for what in ("danger", "marked", "marks_true", "danger_marked", "complaints_true"):
                say(f"{cell}.{what}", 0.1)
        if cell in RULES:
            say(f"{cell}.buildings_found", 50.0)
            say(f"{cell}.news", 0.2)
    return pd.DataFrame({"member": 0, "replicate": range(replicates), **columns})


def test_four_agencies_hold_one_risk_each_and_each_flat_is_a_building():
    scenario = load_scenario("new_york")
    needs = scenario.parameters["needs"]
    four = ("housing", "money", "family_safety", "work")
    common = [d for d in four if getattr(needs, f"level_{d}") > 0.02]
    lead = {d: agency.key for agency in scenario.agencies for d in agency.domains}
    assert common == list(four)
    assert len({lead[d] for d in four}) == len(scenario.agencies) == 4
    assert {block.adults_per_flat for block in scenario.blocks} == {1.0}
    assert {block.flats_per_landing for block in scenario.blocks} == {1}
    assert scenario.arms["pooled"].arrangement == scenario.arms["siloed"].arrangement._replace(
        shared_records=0.8
    )


def test_danger_is_rare_and_complaints_are_as_many_as_in_new_york():
    base = at_switch(load_scenario("new_york"), 0)
    danger = (base.state["phase"] == UNMET).any(axis=0).mean()
    complaints = np.nanmean(base.record[:, base.columns.index("recorded_incidents")])
    assert 0.02 < danger < 0.1
    assert 0.01 < 52 * complaints / base.state["present"].size < 0.04


def test_cells_that_are_left_out_are_the_main_cells():
    scenario = load_scenario("new_york")
    given = scenario.parameters
    assert USUAL["record_error"] == given["detection"].record_error
    assert USUAL["half_life"] == given["detection"].half_life
    assert USUAL["hours"] == given["detection"].hours_a_visit
    assert USUAL["consent"] == given["population"].consent
    assert USUAL["share"] == scenario.arms["pooled"].arrangement.shared_records
    assert not set(SAME) & set(CELLS)
    assert set(SAME.values()) <= set(CELLS)


@pytest.mark.parametrize("name", [*CELLS, *AFRAID])
def test_cells_change_parameters_within_their_ranges(name):
    cell = CELLS[name] if name in CELLS else AFRAID[name][0]
    scenario = load_scenario("new_york", {**cell.parameters, **cell.after})
    changed = with_parameters(load_scenario("new_york"), {**cell.parameters, **cell.after})
    for group, values in changed.parameters.items():
        if group != "arrangement":
            assert values == scenario.parameters[group]


@pytest.mark.parametrize(
    ("pooled", "words"),
    [
        (0.9, "multiplies hits comes out, and by more than the 5.38 times"),
        (0.54, "multiplies hits comes out, by about the 5.38 times"),
        (0.3, "multiplies hits comes out, by less than the 5.38 times"),
        (0.12, "It does not come out: less than twice"),
    ],
)
def test_the_verdict_follows_the_ratio(pooled, words):
    answer = CASE.answer(made_up({COMPLAINT: 0.1, OWN: 0.2, POOLED: pooled}))
    assert words in answer[0]


def test_nothing_is_said_to_wear_the_rate_down_where_nothing_does():
    text = "\n".join(CASE.answer(made_up({COMPLAINT: 0.1, OWN: 0.2, POOLED: 0.5})))
    assert "but with more of them the score finds danger as often" in text
    assert "but where it is common, the ratio is as large" in text
    assert "the books stay as true as they were" in text
    assert "not a smaller part of its finds" in text
    assert "nan" not in text


def test_both_figures_are_drawn():
    assert set(CASE.draw(made_up({COMPLAINT: 0.1, OWN: 0.2, POOLED: 0.5}))) == {"sharing", "wear"}


@pytest.mark.slow_validation
def test_pooled_books_more_than_double_the_hits_and_stale_ones_find_less():
    scenario = load_scenario("new_york")
    table = pd.DataFrame(by_replicate(lambda number: measure(scenario, number), range(20)))
    assert ratio(table, "pooled.hit_rate", "complaint.hit_rate")[1].low > 2.0
    assert ratio(table, "pooled.hit_rate", "own.hit_rate")[1].low > 1.0
    assert change(table, "pooled.visits", "complaint.visits").mean == 0.0
    for words in ACTED:
        assert change(table, f"acted_{words}_pooled.hit_rate", "pooled.hit_rate").high < 0.0
