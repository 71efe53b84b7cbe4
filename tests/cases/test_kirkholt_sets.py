"""Kirkholt over the ensemble: both ways are told, repeats count once, chance is no finding."""

import numpy as np
import pandas as pd
import pytest

from iwsim.calibration.ensemble import MEMBER, ParameterSets
from iwsim.cases import kirkholt_sets
from iwsim.cases.kirkholt import CASE
from iwsim.cases.kirkholt_ratio import FOUND
from iwsim.cases.kirkholt_sets import different, over_sets, reaching, search, splitting
from iwsim.cases.kirkholt_sets_words import left_out, shares, what_separates
from iwsim.discovery.chance import CHANCE
from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import load_scenario
from iwsim.validation.experiment import TEAM
from tests.cases.made_up_kirkholt import made_up

MANY = 24
NAMES = [name for name, one in PARAMETERS.items() if one.kind == "uncertainty"][:40]


def ensemble(monkeypatch, count, repeats=0):
    """Let there be an ensemble of so many sets, the last repeated; return its parameters."""
    values = np.random.default_rng(8).random((count, len(NAMES)))
    values = np.vstack([values, np.repeat(values[-1:], repeats, axis=0)])
    index = pd.RangeIndex(1, len(values) + 1, name=MEMBER)
    table = pd.DataFrame(values, index=index, columns=NAMES)
    monkeypatch.setattr(kirkholt_sets, "read_ensemble", lambda: ParameterSets(table))
    return table


def heard(table, times):
    """Return replicates in which the team with residents heard saves so much of what it costs."""
    table["benefit_heard"] = table["cost_heard"] * times
    return table


def test_a_repeated_set_counts_once(monkeypatch):
    ensemble(monkeypatch, 4, repeats=2)
    measured = made_up()
    measured["benefit_heard"] = measured["cost_heard"] * np.where(measured["member"] < 4, 0.5, 4.0)
    sets = over_sets(measured)
    once = different(sets)
    assert list(once.index) == [1, 2, 3, 4]
    assert reaching(once["ratio_heard"], FOUND)[:2] == (1, 4)
    assert reaching(sets["ratio_heard"], FOUND)[:2] == (3, 6)
    answer = CASE.answer(measured)
    assert "The 6 sets of the ensemble hold 4 different ones" in answer[0]
    row = next(line for line in shares(sets)[1].splitlines() if f"heard | {FOUND}" in line
               and "unheard" not in line)  # fmt: skip
    assert row.split(" | ")[2:] == ["1 of 4", "25 [5, 70]", "3 of 6 |"]
    assert "residents heard, 0.50 and 2.25" in shares(sets)[0]


@pytest.mark.parametrize(
    ("times", "words"), [(0.2, "outside the distribution"), (9.0, "below nearly all")]
)
def test_the_place_with_residents_heard_follows_their_own_ratios(times, words, monkeypatch):
    ensemble(monkeypatch, 6)
    unheard, told = CASE.answer(heard(made_up(), times))[0].split("Residents heard:")
    assert f"{FOUND} lies outside the distribution" in unheard
    assert words in told


def test_shares_carry_wilsons_interval():
    found = reaching(pd.Series([1.0, 5.0, 5.0, np.nan, 1.0]), FOUND)
    assert found[:2] == (2, 4)
    assert found.interval == pytest.approx((0.1500, 0.8500), abs=1e-4)


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        (1e5, "leaving them out cost money"),
        (-1e5, "leaving them out saved money"),
        (0.0, "it cannot be told"),
    ],
)
def test_what_leaving_out_did_is_paired_by_set(more, verdict, monkeypatch):
    ensemble(monkeypatch, 6)
    measured = made_up()
    luck = np.where(measured["member"] % 2, 1e3, -1e3)
    # sets differ by far more than the two ways do: only pairs show it
    measured["benefit_heard"] += more + luck
    words = left_out(over_sets(measured))
    assert verdict in words
    assert f"rises in {6 if more > 0.0 else 0 if more < 0.0 else 3} of 6" in words


def test_heard_and_unheard_pay_their_own_costs(monkeypatch):
    ensemble(monkeypatch, 6)
    measured = made_up()
    measured["cost_heard"] *= 2.0
    sets = over_sets(measured)
    assert sets["ratio_heard"].to_numpy() == pytest.approx(sets["ratio"].to_numpy() / 2.0)
    lost = sets["net"] - sets["net_heard"]
    assert lost.to_numpy() == pytest.approx(sets["cost"].to_numpy())


def test_a_parameter_that_drives_the_ratio_is_named(monkeypatch):
    parameters = ensemble(monkeypatch, MANY)
    ratios = np.exp(3.0 * parameters[NAMES[3]])
    found = search(parameters, ratios)
    assert found.links[0].parameter == NAMES[3]
    assert found.links[0].correlation == pytest.approx(1.0)
    assert found.links[0].chance <= CHANCE
    assert splitting(parameters, ratios).splits[0].parameter == NAMES[3]
    measured = made_up(sets=MANY)
    times = measured["member"].map(ratios).fillna(1.0)
    said, rows = what_separates(over_sets(heard(measured, times)))
    told = said.split("Residents heard:")[1]
    assert told.startswith(f" by rank, `{NAMES[3]}`")
    assert "no parameter" not in told
    assert f"of `{NAMES[3]}`" in told
    assert f"| residents heard | `{NAMES[3]}` | 1.00 |" in rows


def test_where_nothing_drives_it_the_page_says_so(monkeypatch):
    parameters = ensemble(monkeypatch, MANY)
    luck = pd.Series(np.random.default_rng(1).random(MANY), index=parameters.index)
    found = search(parameters, luck)
    assert abs(found.links[0].correlation) < found.needed < 1.0
    measured = made_up(sets=MANY)
    times = measured["member"].map(luck).fillna(1.0)
    said, rows = what_separates(over_sets(heard(measured, times)))
    told = said.split("Residents heard:")[1]
    assert "no parameter can be told from chance" in told
    assert "no parameter splits it better than chance" in told
    assert f"`{found.links[0].parameter}`" in rows


def test_chance_is_that_of_any_parameter(monkeypatch):
    """One of forty unrelated parameters is often strong; that must not name it."""
    parameters = ensemble(monkeypatch, MANY)
    luck = np.random.default_rng(2)
    named = 0
    for _ in range(40):
        ratios = pd.Series(luck.random(MANY), index=parameters.index)
        named += search(parameters, ratios).links[0].chance <= CHANCE
    # binomial of 40 with 0.05: above 7 in fewer than one of a thousand
    assert named <= 7


def test_a_few_sets_tell_nothing(monkeypatch):
    ensemble(monkeypatch, 6)
    (said,) = what_separates(over_sets(made_up()))
    assert "Residents unheard: too few sets to tell." in said


def test_p02_keeps_what_kirkholt_lacks():
    doors = ("outreach", "community_events")
    theirs = load_scenario("rochdale").arms[TEAM].arrangement
    ours = load_scenario("kirkholt").arms["kirkholt_team"].arrangement
    told = load_scenario("kirkholt").arms["kirkholt_heard"].arrangement
    for name in doors:
        assert getattr(theirs, name) == getattr(told, name) > getattr(ours, name) == 0.0
    assert theirs.resident_voice > Arrangement().resident_voice
    assert "P02 of the [scorecard]" in "".join(CASE.answer(made_up()))
