import numpy as np
import pytest

from iwsim.scenario import SILOED, load_scenario
from iwsim.validation import p05, p06, p09
from iwsim.validation.experiment import branch_under
from iwsim.validation.runs import at_switch


@pytest.fixture(scope="module")
def base():
    return at_switch(load_scenario("tower", {"spin_up": 30, "baseline": 1}), 0)


def test_a_branch_under_no_other_parameters_is_a_branch(base):
    twins = [branch_under(base, SILOED, {}), base.branch(SILOED)]
    for twin in twins:
        twin.advance(8)
    np.testing.assert_array_equal(twins[0].record, twins[1].record)


def test_a_branch_under_another_parameter_shares_what_was_before(base):
    other = branch_under(base, SILOED, {"asb.base_rate": 0.0})
    np.testing.assert_array_equal(other.state["need"], base.state["need"])
    for twin in (other, base.branch(SILOED)):
        twin.advance(8)
        caused = twin.record[1:9, twin.columns.index("incidents")].sum()
        assert (caused == 0.0) == (twin is other)
    assert base.scenario.parameters["asb"].base_rate > 0.0


def test_fears_by_need_and_by_lot_are_the_same_fears(base):
    order = np.random.default_rng(0).random(base.state["present"].size)
    here = base.state["present"] == 1
    fears = []
    for by_need in (True, False):
        twin = base.branch(SILOED)
        p09.frighten(twin, by_need, order)
        fears.append(twin.state["fear_of_consequences"][here])
    np.testing.assert_allclose(np.sort(fears[0]), np.sort(fears[1]))
    need = p09.unanswered_need(base)[here]
    assert np.all(np.diff(need[np.argsort(fears[0])]) >= 0.0)
    assert abs(np.corrcoef(fears[1], need)[0, 1]) < 0.35  # 140 people: four standard errors


def test_half_way_is_the_first_week_with_half_of_the_final_change():
    change = np.concatenate([np.linspace(0.0, -0.2, 42), np.full(60, -0.2)])
    assert p06.half_way(change) == 21.0
    assert p06.half_way(np.zeros(104)) == 0.0


def test_the_calm_of_one_is_felt_most_on_the_landing(base):
    quiet = p05.twin(base)
    assert quiet.near > quiet.far
    nothing = p05.twin(branch_under(base, SILOED, {"asb.base_rate": 0.0}))
    assert nothing.near == nothing.far == 0.0


def test_towers_laid_low_hold_the_same_flats():
    scenario = load_scenario("rochdale")
    low = p05.low_rise(scenario)
    for tower, block in zip(scenario.blocks, low.blocks, strict=True):
        assert (block.kind, block.floors) == ("low_rise", 3)
        assert (block.number, block.flats) == (tower.number, tower.flats)
        assert block.landings * block.flats_per_landing >= block.flats
        assert tower.kind == "tower" or block == tower
