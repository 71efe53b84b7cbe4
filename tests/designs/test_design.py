"""A design tells its values, what a point sets, its name, and whether it is still the same."""

from dataclasses import replace

import numpy as np
import pytest

from iwsim.designs.design import point_name
from iwsim.designs.sample import METHODS, design_of
from tests.designs.factors import CROSSED, MIXED, RULE, plain

SOBOL = design_of("sobol", MIXED, 4, 1)


def test_values_are_those_of_the_factors_one_by_one():
    one_by_one = [
        [factor.value(share) for factor, share in zip(MIXED, row, strict=True)]
        for row in SOBOL.unit.tolist()
    ]
    assert SOBOL.values.tobytes() == np.array(one_by_one).tobytes()
    assert SOBOL.values is SOBOL.values


def test_points_cannot_be_changed():
    for held in (SOBOL.unit, SOBOL.values):
        with pytest.raises(ValueError, match="read-only"):
            held[0, 0] = 0.5


def test_changes_of_a_point_are_those_of_its_factors():
    design = design_of("grid", CROSSED, 0, 1)
    assert design.changes(0) == {}
    assert design.changes(3) == {"needs.coupling": 0.1, "a.b": 1.0}
    share, count, rule = SOBOL.values[5].tolist()
    expected = {"asb.contagion": share, "workforce.teams": count}
    assert SOBOL.changes(5) == expected | dict(RULE.levels[int(rule)].changes)


def test_names_of_points():
    grid = design_of("grid", CROSSED, 0, 1)
    assert [point_name(grid, row) for row in range(3)] == ["none, off", "none, on", "weak, off"]
    assert point_name(SOBOL, 12) == "000012"
    assert point_name(SOBOL, 1_234_567) == "1234567"


@pytest.mark.parametrize(
    "change",
    [
        {"method": "list"},
        {"factors": (*MIXED[:2], MIXED[2]._replace(lever=True))},
        {"factors": (MIXED[0]._replace(high=0.8), *MIXED[1:])},
        {"factors": (*MIXED[:2], RULE._replace(levels=RULE.levels[::-1]))},
        {"samples": 5},
        {"seed": 2},
        {"second_order": False},
        {"levels": 6},
        {"unit": SOBOL.unit[::-1]},
        {"unit": SOBOL.unit + np.eye(*SOBOL.unit.shape) * 1e-16},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_fingerprint_changes_with_anything(change):
    assert replace(SOBOL, **change).fingerprint() != SOBOL.fingerprint()


def test_the_fingerprint_stays_with_the_design():
    assert design_of("sobol", MIXED, 4, 1).fingerprint() == SOBOL.fingerprint()
    assert len(SOBOL.fingerprint()) == 64


def test_options_of_other_methods_leave_a_design_as_it_is():
    usual = design_of("latin_hypercube", plain(2), 4, 1)
    other = design_of("latin_hypercube", plain(2), 4, 1, second_order=False, levels=8)
    assert usual.fingerprint() == other.fingerprint()
    assert METHODS == ("grid", "latin_hypercube", "morris", "sobol", "fast", "list")
