"""The model as Mesa knows it: the course of a run, and views of its columns."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

from iwsim.agents import views_of
from iwsim.course import Course
from iwsim.engine import Engine
from iwsim.errors import DesignError
from iwsim.mesa_views import LazyAgents, Model, RowCollector
from iwsim.outcomes import OUTCOMES
from iwsim.result import RunResult, mean_need
from iwsim.scenario import SILOED, Scenario
from iwsim.scenario.arguments import LARGEST_SEED, Given
from iwsim.state import Floats, State
from iwsim.world import coupling, ripple

_WORD = 1 << 32


class IntegratedWorkingModel(LazyAgents, Model):
    """Services on an estate, in silos until the switch and under one arm's arrangement from it.

    Parameters
    ----------
    scenario
        The scenario, checked.
    arm
        Name of one of its arms.
    seed
        Seed of the luck, from 0 to 2**32 - 1; None draws one, which `seed` then tells.
    replicate
        Number of the replicate under that seed, from 0 to 2**32 - 1.

    Attributes
    ----------
    course : Course
        The run itself.
    arm : str
        Name of the arm.
    seed, replicate : int
        The address of the luck.
    running : bool
        Whether weeks are left.
    steps : int
        Weeks computed so far, the unreported ones included.
    datacollector : mesa.DataCollector
        Filled by `step`: the week, the seed and the total of every outcome. May be replaced.

    Raises
    ------
    ScenarioError
        If there is no such arm, or the seed or the replicate is no whole number of that range.
    """

    def __init__(
        self,
        scenario: Scenario,
        arm: str = SILOED,
        seed: int | None = None,
        replicate: int = 0,
    ) -> None:
        given = Given(type(self).__name__)
        given.arm("arm", arm, given.scenario(scenario))
        drawn = secrets.randbelow(LARGEST_SEED + 1)
        if seed is not None:
            drawn = given.whole("seed", seed, 0, LARGEST_SEED, ", or None to draw one")
        number = given.whole("replicate", replicate, 0, LARGEST_SEED)
        given.close()
        self._begin(Course(scenario, arm, drawn, number))

    def _begin(self, course: Course) -> None:
        """Take the course of a run in, fresh or branched off."""
        self.course = course
        engine = course.engine
        Model.__init__(self, rng=engine.key[0] * _WORD + engine.key[1])
        self.arm = engine.arm
        self.seed = engine.seed
        self.replicate = engine.replicate
        self.datacollector = default_datacollector()
        self._count_weeks()

    @property
    def engine(self) -> Engine:
        """What computes the weeks."""
        return self.course.engine

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.engine.scenario

    @scenario.setter
    def scenario(self, value: Any) -> None:
        # Mesa 3.5 gives every model a scenario of its own kind when it is made.
        if isinstance(value, Scenario):
            raise AttributeError("a model keeps its scenario: make another model")

    @property
    def week(self) -> int:
        """The last week computed, 0 being the switch; one before the first when there is none."""
        return self.course.week

    @property
    def state(self) -> State:
        """The columns, by name (`iwsim.state.COLUMNS`)."""
        return self.engine.state

    @property
    def record(self) -> Floats:
        """The outcomes: one row a reported week, in the order of `engine.columns`."""
        return self.engine.record

    @property
    def criticality(self) -> float:
        """How far needs feed themselves; from 1 on they never die out without help."""
        return coupling.criticality(self.scenario.parameters["needs"])

    def branching_number(self, bound: bool = False) -> float:
        """Return how many further incidents one incident brings now; from 1 on without end.

        Parameters
        ----------
        bound
            Whether everyone is taken as fully active, unsanctioned and unguarded.
        """
        return ripple.branching_number(self.state, self.scenario.parameters["asb"], bound)

    @property
    def mean_need(self) -> float:
        """The mean need now, 0 to 1, over those who live here and over domains."""
        return mean_need(self.state)

    def compile(self, show: Callable[[int, int, str], None] | None = None) -> None:
        """Compile the rules, or load them from the cache, before the first week.

        Parameters
        ----------
        show
            Called with the number, the count and the name of each process before it is compiled.
        """
        self.engine.compile(show)

    def step(self) -> None:
        """Compute one week and collect.

        The processes of a week are those of `iwsim.week.WEEK`, in this order: tenancies, needs,
        asb, response, help_seeking, detection, allocation, communication, hours, casework,
        resident_trust, professional_trust, power, cooperation, decisions, burnout, turnover,
        money. Then the week is measured.

        Raises
        ------
        RunError
            If no week is left.
        """
        self._compute(1)
        self.datacollector.collect(self)

    def advance(self, weeks: int) -> None:
        """Compute weeks in one compiled call, without collecting.

        Parameters
        ----------
        weeks
            How many, from 0 to those that are left.

        Raises
        ------
        RunError
            If fewer weeks are left.
        """
        self._compute(weeks)

    def run(self) -> RunResult:
        """Compute all weeks that are left and return the tables of the run."""
        result = self.course.run()
        self._count_weeks()
        return result

    def branch(self, arm: str) -> Self:
        """Return a model that goes on from here under another arm, with the same luck.

        It has the bits of a separate run; its datacollector starts empty.

        Parameters
        ----------
        arm
            Name of an arm of the scenario.

        Raises
        ------
        ScenarioError
            If there is no such arm.
        DesignError
            If the switch is past.
        """
        given = Given(type(self).__name__)
        given.arm("arm", arm, self.scenario)
        given.close()
        if self.week >= 0:
            raise DesignError(
                f"an arm branches off before week 0, and week {self.week} is computed: "
                "from then on the two would not share what came before"
            )
        twin = type(self).__new__(type(self))
        twin._begin(self.course.branch(arm))
        return twin

    def _compute(self, weeks: int) -> None:
        self.course.advance(weeks)
        self._count_weeks()

    def _refuse_step(self) -> None:
        self.course.refuse_beyond_horizon(1)

    def _count_weeks(self) -> None:
        """Keep Mesa's count level with the weeks computed, however they were computed."""
        self.steps = self.engine.done
        self.running = self.course.weeks_left > 0

    def _make_views(self) -> Sequence[Any]:
        return views_of(self)


def totals_of_week(model: IntegratedWorkingModel) -> tuple[float, ...]:
    """Return the week, the seed, and the totals of the last week; NaN where it is unreported."""
    row = model.engine.done - 1 - model.engine.calendar.reported
    totals = model.record[row, : len(OUTCOMES)].tolist() if row >= 0 else [np.nan] * len(OUTCOMES)
    return (model.week, model.seed, *totals)


def default_datacollector() -> RowCollector:
    """Return a collector of the week, the seed, and the total of every outcome."""
    return RowCollector(["week", "seed", *(outcome.name for outcome in OUTCOMES)], totals_of_week)
