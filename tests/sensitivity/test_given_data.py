"""Delta, S1 and PAWN from given data, against SALib's functions and known answers."""

from dataclasses import replace

import numpy as np
import pytest
from SALib.analyze import delta as salib_delta
from SALib.analyze import pawn as salib_pawn

from iwsim.designs.design import Design
from iwsim.designs.salib_problem import problem
from iwsim.sensitivity.analyse import analyse
from iwsim.sensitivity.density import bins
from iwsim.sensitivity.distribution import pawn_indices, pawn_medians
from iwsim.sensitivity.draws import block_draws
from iwsim.sensitivity.given_data import Column, given_data, partition
from iwsim.sensitivity.moment_free import classes, delta_and_first, delta_indices
from tests.sensitivity import analytic as a

HYPERCUBE = a.design("latin_hypercube", 3, 400)
OUTCOME = a.ishigami(HYPERCUBE.unit)[:, 0]
NO_DRAWS = np.empty((0, 400), dtype=np.int64)


def test_plain_delta_is_salibs_on_the_data_as_they_are():
    delta = delta_indices(HYPERCUBE, OUTCOME, NO_DRAWS)[0].values
    nodes = np.linspace(OUTCOME.min(), OUTCOME.max(), 100)
    edges = np.linspace(0, 400, classes(400) + 1)
    theirs = [salib_delta.calc_delta(OUTCOME, nodes, column, edges) for column in HYPERCUBE.unit.T]
    assert delta == pytest.approx(np.array(theirs), abs=1e-10)


def test_resamples_are_salibs_delta_but_for_the_bins():
    data = given_data(HYPERCUBE, OUTCOME)
    columns = [Column.of(places) for places in data.points.T]
    nodes = np.linspace(OUTCOME.min(), OUTCOME.max(), 100)
    for rows in block_draws(2, 400, 5):
        ours = delta_and_first(bins(OUTCOME), columns, np.bincount(rows, minlength=400))
        for at, column in enumerate(columns):
            _, sizes = column.classed(np.bincount(rows, minlength=400), classes(400))
            ends = np.append(0, np.cumsum(sizes))
            theirs = salib_delta.calc_delta(OUTCOME[rows], nodes, data.points[rows, at], ends)
            assert ours[0][at] == pytest.approx(theirs, abs=5e-4)


def test_delta_is_twice_the_estimate_less_the_mean_of_resamples():
    places = block_draws(2, 400, 60)
    plain = delta_indices(HYPERCUBE, OUTCOME, NO_DRAWS)[0].values
    found = delta_indices(HYPERCUBE, OUTCOME, places)[0]
    columns = [Column.of(unit) for unit in HYPERCUBE.unit.T]
    resampled = [
        delta_and_first(bins(OUTCOME), columns, np.bincount(rows, minlength=400))[0]
        for rows in places
    ]
    assert found.values == pytest.approx(2 * plain - np.mean(resampled, axis=0), abs=5e-4)
    assert found.values == pytest.approx(found.draws.mean(axis=0))


def test_delta_and_first_order_of_a_linear_model():
    # Seeds fixed. S1 is the share of the variance: by chance one of four 99.9 % intervals misses
    # in fewer than 1 % of designs. Delta keeps a little of its bias: zero is not in its interval.
    design = a.design("latin_hypercube", 4, 400)
    table = analyse(
        design, a.linear(design.unit), methods=["delta"], seed=1, resamples=200, level=0.999
    ).table
    first, delta = a.values(table, "S1"), a.values(table, "delta")
    truth = a.LINEAR**2 / (a.LINEAR**2).sum()
    assert (first["low"] <= truth + 0.01).all() and (truth - 0.01 <= first["high"]).all()
    assert list(delta["rank"])[:2] == [1, 2]
    assert abs(delta["value"].iloc[3]) < 0.08


@pytest.mark.parametrize("samples", [101, 400])
def test_pawn_is_salibs(samples):
    design = a.design("latin_hypercube", 3, samples)
    outcome = a.ishigami(design.unit)[:, 0]
    told = salib_pawn.analyze(problem(design), design.unit, outcome, S=10)["median"]
    data = given_data(design, outcome)
    columns = [Column.of(places) for places in data.points.T]
    assert pawn_medians(data, columns, np.arange(samples)) == pytest.approx(told, abs=1e-12)
    rows = block_draws(3, samples, 1)[0]
    told = salib_pawn.analyze(problem(design), design.unit[rows], outcome[rows], S=10)["median"]
    assert pawn_medians(data, columns, rows) == pytest.approx(told, abs=1e-12)


def test_pawn_ranks_and_stands_amid_its_resamples():
    design = a.design("latin_hypercube", 4, 400)
    table = analyse(design, a.linear(design.unit), methods=["pawn"], seed=1, resamples=100).table
    assert list(table["rank"])[:2] == [1, 2]
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()


def test_a_grid_is_divided_between_its_levels_alone():
    # Only the first of three factors matters a lot; noise keeps classes from being constant. Cut
    # in the order of its rows, the level of one factor would be the levels of the others.
    design = a.grid(4, 3)
    noise = np.random.default_rng(1).normal(0.0, 0.3, (design.points, 1))
    outcome = 10.0 * design.unit[:, 2:] + noise
    table = analyse(design, outcome, seed=1, resamples=50).table
    for quantity in ("delta", "S1", "pawn"):
        rows = a.values(table, quantity)
        assert rows["rank"].iloc[2] == 1
        assert (rows["value"].iloc[:2] < 0.35 * rows["value"].iloc[2]).all()


def test_pawn_of_a_grid_sees_its_highest_level():
    # The outcome moves at the highest of three levels alone, at which SALib does not look.
    design = a.grid(3, 4)
    outcome = (design.unit[:, 0] > 0.7) * 5.0
    values = pawn_indices(design, outcome, np.empty((0, design.points), dtype=np.int64))[0].values
    # Slides 1, 2: distance 1/3 each; slide 3: 2/3. The median of the three is 1/3.
    assert values[0] == pytest.approx(1 / 3)
    assert values[1:] == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)


def test_classes_hold_whole_places():
    assert list(partition(np.array([9, 9, 9]), 5)) == [0, 9, 18, 27]
    assert list(partition(np.ones(10, dtype=np.int64), 3)) == [0, 3, 6, 10]
    assert list(partition(np.array([1] * 11 + [9]), 4)) == [0, 5, 10, 11, 20]


def test_base_samples_of_a_sobol_design_are_given_data():
    design = a.design("sobol", 3, 64)
    data = given_data(design, np.arange(design.points, dtype=float))
    assert list(data.outcome[:4]) == [0.0, 4.0, 5.0, 9.0]
    assert list(data.rows(np.arange(64)[::-1])[:4]) == [126, 127, 124, 125]
    table = analyse(
        design, a.linear(design.unit), methods=["sobol", "pawn"], seed=1, resamples=50
    ).table
    assert list(dict.fromkeys(table["method"])) == ["sobol", "pawn"]


def test_a_group_that_moves_together_has_one_index():
    design = a.design("latin_hypercube", 3, 64, groups=("g", "g", ""))
    table = analyse(design, a.linear(design.unit), methods=["pawn"], seed=1, resamples=20).table
    assert list(table["factor"]) == ["g", "x3"]


def test_permuting_factors_permutes_indices():
    turned = (2, 0, 1)
    other = replace(
        HYPERCUBE,
        factors=tuple(HYPERCUBE.factors[at] for at in turned),
        unit=HYPERCUBE.unit[:, turned],
    )
    assert isinstance(other, Design)
    tables = [
        analyse(design, OUTCOME[:, None], seed=1, resamples=40).table.set_index(
            ["quantity", "factor"]
        )["value"]
        for design in (HYPERCUBE, other)
    ]
    assert tables[1].reindex(tables[0].index).to_numpy() == pytest.approx(tables[0].to_numpy())
