"""A Latin hypercube has a point in each stratum, after each doubling too, and keeps its points."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iwsim.designs.latin_hypercube import latin_hypercube
from iwsim.designs.place import places
from iwsim.designs.sample import design_of
from iwsim.errors import DesignError
from tests.designs.factors import MIXED, plain


def _is_latin(points):
    strata = np.sort(places(points, len(points)), axis=0)
    return np.array_equal(strata, np.repeat(np.arange(len(points))[:, None], points.shape[1], 1))


@settings(max_examples=50)
@given(st.integers(1, 6), st.integers(1, 20), st.integers(0, 4), st.integers(1, 2**32))
def test_every_doubling_is_a_latin_hypercube_and_begins_with_the_last(
    factors, base, doublings, seed
):
    points = latin_hypercube(factors, base, doublings, seed)
    assert points.shape == (base * 2**doublings, factors)
    assert points.min() >= 0.0 and points.max() < 1.0
    for doubling in range(doublings + 1):
        first = points[: base * 2**doubling]
        assert _is_latin(first)
        assert np.array_equal(first, latin_hypercube(factors, base, doubling, seed))


def test_points_lie_anywhere_in_their_strata():
    points = design_of("latin_hypercube", plain(3), 4096, 1, base=8).unit
    within = points * 4096 % 1.0
    # The mean of 12,288 uniform draws is off by 0.013 (5 standard errors) once in two million.
    assert abs(within.mean() - 0.5) < 0.013


def test_factors_are_not_correlated():
    points = design_of("latin_hypercube", plain(4), 2048, 3, base=16).unit
    off_diagonal = np.corrcoef(points.T)[~np.eye(4, dtype=bool)]
    # Correlations of independent columns have a standard error of 0.022; 5 of them, for 6 pairs.
    assert np.abs(off_diagonal).max() < 0.11


def test_it_does_not_depend_on_how_often_it_was_extended_but_on_where_it_began():
    once = design_of("latin_hypercube", MIXED, 40, 5, base=10)
    assert np.array_equal(once.unit[:10], design_of("latin_hypercube", MIXED, 10, 5).unit)
    assert np.array_equal(once.unit[:20], design_of("latin_hypercube", MIXED, 20, 5, base=10).unit)
    assert not np.array_equal(once.unit, design_of("latin_hypercube", MIXED, 40, 5).unit)


@pytest.mark.parametrize(
    ("samples", "nearest"), [(250, "are 200 and 400"), (99, "is 100"), (401, "are 400 and 800")]
)
def test_other_sizes_are_refused_with_the_nearest(samples, nearest):
    with pytest.raises(DesignError) as refused:
        design_of("latin_hypercube", MIXED, samples, 1, base=100)
    assert str(refused.value) == (
        "A Latin hypercube of 100 points grows by doubling alone, so that it cannot have "
        f"{samples}: the nearest {nearest}"
    )


def test_it_begins_with_a_point():
    with pytest.raises(DesignError, match=r"^A Latin hypercube begins with at least one point"):
        design_of("latin_hypercube", MIXED, 8, 1, base=0)
