"""The environment of a bundle: all that is installed of what iwsim depends on."""

from importlib import metadata

import pytest

from iwsim.sweep import environment
from iwsim.sweep.environment import installed


class Fake:
    """An installed distribution."""

    def __init__(self, name, requires=(), extras=()):
        self.version, self.requires = "1.0", list(requires)
        self.metadata = Named(name, extras)


class Named(dict):
    """What a distribution tells of itself."""

    def __init__(self, name, extras):
        super().__init__(Name=name)
        self.extras = list(extras)

    def get_all(self, _name, _missing):
        """Return its extras."""
        return self.extras


@pytest.fixture
def of(monkeypatch):
    """Return a function that lets nothing but these distributions be installed."""

    def use(*ones):
        known = {one.metadata["Name"].lower().replace("_", "-"): one for one in ones}

        def distribution(name):
            if name not in known:
                raise metadata.PackageNotFoundError(name)
            return known[name]

        monkeypatch.setattr(environment, "distribution", distribution)

    return use


@pytest.mark.parametrize(
    "name", ["iwsim", "SALib", "scikit-learn", "matplotlib", "numpy", "numba", "llvmlite", "joblib"]
)
def test_what_indices_regions_and_figures_rest_on_is_told(name):
    assert installed()[name] == metadata.version(name)


def test_extras_are_told_where_they_are_installed():
    for name in ("distributed", "dask"):
        pytest.importorskip(name)
        assert installed()[name] == metadata.version(name)


def test_dependencies_are_followed_and_those_that_nobody_asked_for_are_not(of):
    of(
        Fake("iwsim", ["One_A>=2", "two[fast]; python_version > '3'", "gone",
                       "own; extra == 'more'", "iwsim[more]; extra == 'all'"], ["more", "all"]),
        Fake("one_a", ["two"]),
        Fake("two", ["quick ; extra == 'fast'", "slow ; extra == \"neat\"", "iwsim"]),
        Fake("quick"), Fake("slow"), Fake("own"), Fake("else"),
    )  # fmt: skip
    assert list(installed()) == ["iwsim", "one_a", "own", "quick", "two"]


def test_where_iwsim_was_never_installed_nothing_is_told(of):
    of(Fake("numpy"))
    assert installed() == {}
