"""Closed forms of what is read from a study: shares, crossed kinds, ranks."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwsim.scenario import load_scenario
from iwsim.sweep.arms import JOIN, KINDS
from iwsim.sweep.crossing import crossing
from iwsim.sweep.definition import OFF, ON, Contrast, Mechanism, Point, Study
from iwsim.sweep.ranking import ranks
from iwsim.sweep.results import Results
from iwsim.sweep.rows import Place
from iwsim.sweep.shares import QUANTITIES, shares

CONTRAST = Contrast("team", "silo")
REPLICATES = 3
FINITE = st.floats(-100.0, 100.0)


def results(values, arms=("silo", "team"), points=(), mechanisms=(), outcome="incidents"):
    """Return results with one column, from numbers by (point, arm, replicate)."""
    scenario = load_scenario("tower")
    study = Study(
        name="s", title="", description="", scenario=scenario, arms=tuple(arms),
        contrasts=(CONTRAST,),
        points=tuple(Point(name, levels, {}) for name, levels in points),
        outcomes=(outcome,), measure="difference", replicates=values.shape[2], seed=1,
        mechanisms={name: Mechanism(name, {}) for name in mechanisms},
    )  # fmt: skip
    return Results(study, (Place(outcome, "late"),), values[..., None], pd.DataFrame())


def coalitions(names, worth):
    """Return the results in which a set of mechanisms that is on has a worth, with noise."""
    points, values = [], []
    for chosen in product((ON, OFF), repeat=len(names)):
        levels = dict(zip(names, chosen, strict=True))
        on = frozenset(name for name, level in levels.items() if level == ON)
        points.append((", ".join(sorted(on)), levels))
        silo = np.arange(REPLICATES, dtype=float)
        values.append([silo, silo + worth(on)])
    return results(np.array(values), points=points, mechanisms=names)


def value(table, mechanism, quantity):
    at = (table["mechanism"] == mechanism) & (table["quantity"] == quantity)
    return table.loc[at, "value"].iloc[0]


def test_mechanisms_that_only_add_up_have_their_own_worth_in_every_way():
    own = {"a": 1.0, "b": -2.0, "c": 0.5}
    table = shares(
        coalitions(tuple(own), lambda on: 4.0 + sum(own[name] for name in on)),
        CONTRAST, "incidents", "late",
    )  # fmt: skip
    for name, quantity in product(own, QUANTITIES):
        assert value(table, name, quantity) == pytest.approx(own[name])
    assert value(table, "", "all off") == pytest.approx(4.0)


def test_two_that_need_each_other_share_what_they_do():
    both = coalitions(("a", "b"), lambda on: 6.0 if on == {"a", "b"} else 0.0)
    table = shares(both, CONTRAST, "incidents", "late")
    for name in "ab":
        assert value(table, name, "off in turn") == pytest.approx(6.0)
        assert value(table, name, "on alone") == pytest.approx(0.0)
        assert value(table, name, "Shapley value") == pytest.approx(3.0)


@settings(max_examples=30, deadline=None)
@given(st.lists(FINITE, min_size=16, max_size=16))
def test_shapley_values_add_up_to_the_effect(worths):
    names = ("a", "b", "c", "d")
    order = [frozenset(n for n, level in zip(names, chosen, strict=True) if level == ON)
             for chosen in product((ON, OFF), repeat=4)]  # fmt: skip
    by_set = dict(zip(order, worths, strict=True))
    table = shares(coalitions(names, by_set.__getitem__), CONTRAST, "incidents", "late")
    total = sum(value(table, name, "Shapley value") for name in names)
    gap = value(table, "", "all on") - value(table, "", "all off")
    assert total == pytest.approx(gap, abs=1e-9)


def crossed_results(worth):
    arms, values = [], []
    for taken in product((False, True), repeat=3):
        kinds = [kind for kind, there in zip(KINDS, taken, strict=True) if there]
        arms.append(JOIN.join(kinds) or "silo")
        values.append([worth(set(kinds))] * REPLICATES)
    return results(np.array([values]), arms=arms, points=[("as it is", {})])


def test_crossed_kinds_give_back_their_effects_and_interactions():
    def worth(kinds):
        return (
            1.0 + 3.0 * ("structure" in kinds) - 2.0 * ("climate" in kinds)
            + 8.0 * ({"structure", "climate"} <= kinds)
        )  # fmt: skip

    table = crossing(crossed_results(worth), "silo", "incidents", "late")
    found = table.set_index("effect")["value"]
    assert found["structure"] == pytest.approx(3.0 + 4.0)  # half of the interaction each
    assert found["climate"] == pytest.approx(-2.0 + 4.0)
    assert found["resource"] == pytest.approx(0.0)
    assert found["structure x climate"] == pytest.approx(8.0)
    assert found["structure x resource"] == pytest.approx(0.0)


def test_ranks_follow_what_is_better_and_ties_share_them():
    values = np.array([[[3.0, 3.0], [1.0, 1.0], [2.0, 1.0]]])
    found = results(values, arms=("silo", "team", "third"), points=[("p", {})])
    table = ranks(found, "late").set_index("arm")
    assert table["rank"].to_dict() == {"silo": 3.0, "team": 1.25, "third": 1.75}
    assert table.loc["team", "share_first"] == 1.0
    assert table.loc["third", "share_first"] == 0.5


def test_replicates_that_lack_an_arm_are_left_out_of_ranks():
    values = np.array([[[3.0, np.nan], [1.0, 1.0]]])
    table = ranks(results(values, points=[("p", {})]), "late")
    assert table["n"].tolist() == [1, 1]
