"""What a study is: arms compared at points that differ in some parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, overload

from iwsim.designs.design import Design, point_name
from iwsim.designs.factor import Changes
from iwsim.scenario import Arm, Scenario
from iwsim.scenario.changed import changed

ON, OFF = "on", "off"
"""Levels of a mechanism at a point."""

MOST_MECHANISMS = 6
"""Shares of an effect need a run for every set of mechanisms: 64 sets of six."""


Measure = Literal["difference", "level", "both"]

DESIGN = "design"
"""Name of the table of a study's file that describes its design."""


class Point(NamedTuple):
    """One point of a study.

    Parameters
    ----------
    name
        Its name, unique in the study.
    levels
        Level of each factor of a grid, or ``on`` or ``off`` for each mechanism, by name; over an
        ensemble also which member and setting it is.
    changes
        What differs from the study's scenario, by name.
    seed
        Seed of its luck, None for that of the study, which such points share.
    """

    name: str
    levels: Mapping[str, str]
    changes: Changes
    seed: int | None = None


class DesignPoints(Sequence[Point]):
    """The points of a design, each made when it is asked for.

    Parameters
    ----------
    design
        The design.
    """

    def __init__(self, design: Design) -> None:
        self._design = design

    def __len__(self) -> int:
        return self._design.points

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Point]: ...
    def __getitem__(self, at: int | slice) -> Point | Sequence[Point]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        row = range(len(self))[at]
        return Point(point_name(self._design, row), self._levels(row), self._design.changes(row))

    def _levels(self, row: int) -> Mapping[str, str]:
        if self._design.method != "grid":
            return {}
        shares = self._design.unit[row]
        return {
            factor.name: factor.level(float(share)).name
            for factor, share in zip(self._design.factors, shares, strict=True)
        }


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


class Members(NamedTuple):
    """The ensemble of parameter sets that the points of a study are the members of.

    A study with settings has a point for every member in every setting.

    Parameters
    ----------
    fingerprint
        The model that the sets were found with, empty if that is not known.
    names
        Parameters that they give a value to.
    held
        Those of the study's scenario that keep its own values in every member.
    priors_alone
        Those that vary over the members and that no target has narrowed.
    by_settings
        Those that some setting sets: every member keeps the setting's value, and the scenario's
        where a setting says nothing of them.
    """

    fingerprint: str
    names: tuple[str, ...]
    held: tuple[str, ...]
    priors_alone: tuple[str, ...]
    by_settings: tuple[str, ...] = ()


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
        Its points; those of a design are made when they are asked for.
    outcomes
        Names of the outcomes that are shown; all are kept.
    measure
        What a design analyses: the difference of each contrast, the level in each arm, or both.
    replicates, seed
        Runs of each arm at each point, and the seed of their luck.
    mechanisms
        Mechanisms whose sets the points are, by name; empty without mechanisms.
    design
        Design whose points they are, None for points that are named.
    members
        Ensemble whose members they are, None for all other points.
    files
        The files it was read from, by name as they stand in one folder; empty without such files.
    """

    name: str
    title: str
    description: str
    scenario: Scenario
    arms: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    points: Sequence[Point]
    outcomes: tuple[str, ...]
    measure: Measure
    replicates: int
    seed: int
    mechanisms: Mapping[str, Mechanism]
    design: Design | None = None
    members: Members | None = None
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def runs(self) -> int:
        """How many runs it makes."""
        return len(self.points) * len(self.arms) * self.replicates

    @property
    def factors(self) -> Mapping[str, tuple[str, ...]]:
        """Levels of each factor whose product the points are, by name; empty without a grid."""
        if self.design is None or self.design.method != "grid":
            return {}
        return {
            factor.name: tuple(level.name for level in factor.levels)
            for factor in self.design.factors
        }

    @property
    def sampled(self) -> bool:
        """Whether its points are a sample of the space of factors, and not named one by one."""
        return self.design is not None and self.design.method != "grid"

    def seed_at(self, point: Point) -> int:
        """Return the seed of the luck at a point."""
        return self.seed if point.seed is None else point.seed

    def at(self, point: Point) -> Scenario:
        """Return the scenario of a point, with all arms of the study.

        Raises
        ------
        ScenarioError
            If the values of the point break a rule together.
        """
        return changed(self.scenario, point.changes)


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
