"""Designs that cannot be made or extended are refused, in a sentence that says why."""

import pytest

from iwsim.designs.extension import refuse_extension
from iwsim.designs.sample import design_of
from iwsim.errors import DesignError
from tests.designs.factors import COUNT, CROSSED, MIXED, RULE, SHARE, plain

NO_GROUPS = (
    "A FAST design has no groups (needs): each factor has a frequency of its own. "
    "Designs with groups: one of morris, sobol"
)


@pytest.mark.parametrize(
    ("method", "factors", "samples", "options", "message"),
    [
        ("sobl", MIXED, 4, {}, "There is no design 'sobl'; allowed: one of grid, latin_hypercube, "
         "morris, sobol, fast, list (nearest: sobol)"),
        ("list", (), 4, {}, "A design needs at least one factor"),
        ("morris", (), 4, {}, "A design needs at least one factor"),
        ("sobol", MIXED, 0, {}, "A design needs at least one sample, not 0"),
        ("sobol", MIXED, 100, {}, "A Sobol design has a power of two of samples, and 100 is none: "
         "the nearest are 64 and 128"),
        ("morris", MIXED, 4, {"levels": 5}, "The levels of a Morris design are an even number from "
         "2, usually 4, not 5"),
        ("morris", MIXED, 4, {"levels": 0}, "The levels of a Morris design are an even number from "
         "2, usually 4, not 0"),
        ("fast", MIXED, 64, {}, "A FAST design needs at least 65 samples a factor, not 64: fewer "
         "cannot tell 4 harmonics of the factors apart"),
        ("fast", plain(3, {1: "needs"}), 65, {}, NO_GROUPS),
        ("fast", (SHARE,), 65, {}, "A FAST design compares factors or groups: one factor alone is "
         "not enough"),
        ("sobol", (SHARE,), 4, {}, "A Sobol design compares factors or groups: one factor alone is "
         "not enough"),
        ("morris", plain(2, {0: "all", 1: "all"}), 4, {}, "A Morris design compares factors or "
         "groups: one group alone is not enough"),
        ("grid", (RULE, SHARE), 0, {}, "A grid crosses levels, and share has a range: give levels "
         "instead"),
        ("grid", (COUNT, RULE, SHARE), 0, {}, "A grid crosses levels, and count, share have "
         "ranges: give levels instead"),
        ("grid", (RULE._replace(levels=()),), 0, {}, "The factor rule has no level"),
        ("sobol", (SHARE, RULE, SHARE), 4, {}, "Two factors are called share"),
        ("sobol", plain(3, {0: "x2"}), 4, {}, "x2 is the name of a group and of a factor outside "
         "of it"),
        ("sobol", (SHARE._replace(low=1.0), RULE), 4, {}, "The range of share ends at 0.7, below "
         "its 1"),
    ],
)  # fmt: skip
def test_a_design_is_refused(method, factors, samples, options, message):
    with pytest.raises(DesignError) as refused:
        design_of(method, factors, samples, 1, **options)
    assert str(refused.value) == message


@pytest.mark.parametrize("method", ["grid", "latin_hypercube", "morris", "sobol", "fast", "list"])
@pytest.mark.parametrize("seed", [0, -3])
def test_a_seed_below_1_is_refused(method, seed):
    with pytest.raises(DesignError) as refused:
        design_of(method, CROSSED, 128, seed)
    assert str(refused.value) == (
        f"The seed of a design is 1 or more, not {seed}: 0 is no seed to some samplers"
    )


def test_all_reasons_are_told_together():
    with pytest.raises(DesignError) as refused:
        design_of("fast", plain(2, {0: "needs", 1: "needs"}), 12, 0)
    seed, compare, samples, groups = str(refused.value).splitlines()
    assert seed.startswith("The seed") and compare.startswith("A FAST design compares")
    assert samples.startswith("A FAST design needs at least 65") and groups == NO_GROUPS


@pytest.mark.parametrize(
    ("method", "before", "after"),
    [
        ("grid", 4, 3),
        ("list", 4, 9),
        ("fast", 65, 65),
        ("morris", 4, 5),
        ("sobol", 64, 256),
        ("latin_hypercube", 10, 40),
    ],
)
def test_an_extension_that_keeps_all_points_is_let_through(method, before, after):
    refuse_extension(method, before, after)


@pytest.mark.parametrize(
    ("method", "before", "after", "message"),
    [
        ("fast", 65, 130, "A FAST design cannot be extended from 65 to 130 samples: the "
         "frequencies of its curves follow from their number, so that every point would be "
         "another one. Begin a new study"),
        ("morris", 5, 4, "A study of 5 samples cannot be cut to 4"),
        ("sobol", 64, 96, "A Sobol design has a power of two of samples, and 96 is none: the "
         "nearest are 64 and 128"),
        ("latin_hypercube", 10, 30, "A Latin hypercube of 10 points grows by doubling alone, so "
         "that it cannot have 30: the nearest are 20 and 40"),
    ],
)  # fmt: skip
def test_an_extension_that_would_lose_points_is_refused(method, before, after, message):
    with pytest.raises(DesignError) as refused:
        refuse_extension(method, before, after)
    assert str(refused.value) == message
