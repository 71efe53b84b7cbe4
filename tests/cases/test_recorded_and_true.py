"""Recorded against true incidents: words follow the numbers, and the link can be switched off."""

import numpy as np
import pandas as pd
import pytest

from iwsim.cases.recorded_and_true import CASE
from iwsim.cases.recorded_and_true_runs import USUAL, WEIGHTS, WINDOWS, measure, quarters
from iwsim.cases.recorded_and_true_words import apart, effect
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario
from iwsim.validation.runs import by_replicate

WEEKS = quarters(load_scenario("rochdale"))


def made_up(true, recorded, replicates=8):
    """Return a table in which a team changes true and recorded incidents by some factors.

    Parameters
    ----------
    true
        Factor of true incidents, at every weight.
    recorded
        Factor of recorded incidents, by weight.
    """
    rng = np.random.default_rng(1)
    columns = {}
    for weight in WEIGHTS:
        for arm in ("silo", "team"):
            name = f"{arm}_{weight:g}"
            noise = 1 + 0.002 * rng.standard_normal(replicates)
            for window in WINDOWS:
                at_work = arm == "team" and window.name != "before"
                head = f"{name}.{window.name}"
                columns[f"{head}.true"] = 14.0 * (true if at_work else 1.0) * noise
                columns[f"{head}.recorded"] = 4.0 * (recorded(weight) if at_work else 1.0) * noise
                columns[f"{head}.reported"] = columns[f"{head}.recorded"] / columns[f"{head}.true"]
                columns[f"{head}.trust"] = 0.3 + 0.1 * at_work + 0.001 * noise
                columns[f"{head}.fear"] = 0.1 * noise
            if weight == USUAL:
                columns |= {
                    f"{name}.week_{w}.{o}": noise for w in WEEKS for o in ("true", "recorded")
                }
    return pd.DataFrame({"member": 0, "replicate": range(replicates), **columns})


def test_the_sweep_covers_the_range_that_is_allowed_and_holds_the_default():
    declared = PARAMETERS["asb.report_trust"]
    assert (min(WEIGHTS), max(WEIGHTS)) == declared.allowed
    assert load_scenario("rochdale").parameters["asb"].report_trust == USUAL
    assert USUAL in WEIGHTS


def test_they_part_where_the_link_is_strong_enough():
    table = made_up(0.9, lambda weight: 0.85 + 0.1 * weight)
    answer = CASE.answer(table)[0]
    assert "what happens falls (-10.1 per cent" in answer
    assert "call a success a failure" not in answer
    assert "where the weight of trust in reporting is 3 or more; at 1.5 they do not" in answer
    assert [weight for weight in WEIGHTS if apart(table, weight)] == [3.0, 4.5, 6.0]


def test_a_default_at_which_they_part_is_called_so():
    assert "call a success a failure" in CASE.answer(made_up(0.9, lambda _: 1.1))[0]


def test_nothing_is_claimed_where_both_fall_or_the_truth_rises():
    both_fall = CASE.answer(made_up(0.9, lambda _: 0.9))[0]
    assert "At no strength of the link" in both_fall
    assert "what is recorded falls" in both_fall
    worse = CASE.answer(made_up(1.1, lambda _: 1.2))[0]
    assert "what happens rises" in worse
    assert "At no strength of the link" in worse


def test_the_figure_is_drawn():
    assert set(CASE.draw(made_up(0.9, lambda _: 1.1))) == {"course"}


@pytest.mark.slow_validation
def test_records_rise_while_incidents_fall_and_not_without_the_link():
    scenario = load_scenario("rochdale")
    table = pd.DataFrame(by_replicate(lambda number: measure(scenario, number), range(20)))
    assert apart(table, USUAL)
    assert effect(table, "recorded", "late", 0.0).high < 0.0
