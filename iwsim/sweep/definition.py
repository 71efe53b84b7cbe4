"""What a study is: arms compared at points that differ in some parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from iwsim.scenario import Arm, Scenario

ON, OFF = "on", "off"
"""Levels of a mechanism at a point."""

MOST_MECHANISMS = 6
"""Shares of an effect need a run for every set of mechanisms: 64 sets of six."""


class Point(NamedTuple):
    """One point of a study.

    Parameters
    ----------
    name
        Its name, unique in the study.
    scenario
        The scenario with the parameters of the point, and all arms of the study.
    levels
        Level of each factor, or ``on`` or ``off`` for each mechanism, by name.
    """

    name: str
    scenario: Scenario
    levels: Mapping[str, str]


class Contrast(NamedTuple):
    """Two arms that are compared at every point.

    Parameters
    ----------
    arm, reference
        Their names.
    """

    arm: str
    reference: str


class Mechanism(NamedTuple):
    """A mechanism that can be switched off without a shift of the level.

    Parameters
    ----------
    words
        What it is.
    off
        Values of the parameters that switch it off, by ``group.name``.
    """

    words: str
    off: Mapping[str, float]


@dataclass(frozen=True)
class Study:
    """A study as declared.

    Parameters
    ----------
    name
        Name of its file, without the ending.
    title, description
        What a reader sees first.
    scenario
        The scenario that it starts from, with all arms of the study.
    arms
        Names of the arms that are run.
    contrasts
        What is compared.
    points
        Its points.
    outcomes
        Names of the outcomes that are shown; all are kept.
    replicates, seed
        Runs of each arm at each point, and the seed of their luck.
    factors
        Levels of each factor whose product the points are, by name; empty without factors.
    mechanisms
        Mechanisms whose sets the points are, by name; empty without mechanisms.
    """

    name: str
    title: str
    description: str
    scenario: Scenario
    arms: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    points: tuple[Point, ...]
    outcomes: tuple[str, ...]
    replicates: int
    seed: int
    factors: Mapping[str, tuple[str, ...]]
    mechanisms: Mapping[str, Mechanism]

    @property
    def runs(self) -> int:
        """How many runs it makes."""
        return len(self.points) * len(self.arms) * self.replicates


def derived_arm(name: str, base: Arm, changes: Mapping[str, float]) -> Arm:
    """Return an arm with other values of some ingredients, and the posts of the one it is from."""
    values = {key: float(value) for key, value in changes.items()}
    return Arm(
        name=name,
        preset=base.preset,
        arrangement=base.arrangement._replace(**values),
        extra_posts=base.extra_posts,
        same_money_as=base.same_money_as,
    )
