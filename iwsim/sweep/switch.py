"""Courses that stand at their switch, kept for the points that have the weeks before it in common.

Points that differ only in how arms work share everything before the switch. A batch meets them one
after the other, so that those weeks need not be computed again for each.
"""

from collections import OrderedDict
from collections.abc import Mapping

from iwsim.course import Course
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import Scenario
from iwsim.study.runs import Task, at_switch

_KEPT = 4
"""Each is the whole state of an estate."""


class Switches:
    """The last few courses at their switch; for the tasks of one batch, which share a scenario."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Course] = OrderedDict()

    def course(self, task: Task, scenario: Scenario) -> Course:
        """Return a course of a task's replicate that stands at the switch, for arms to branch off.

        Parameters
        ----------
        task
            The task.
        scenario
            Its scenario with the changes of its point.
        """
        here = task._replace(scenario=scenario)
        if not task.changes or not _any_of_arms(task.changes):
            return at_switch(here)
        key = (task.seed, task.replicate, before_switch(task))
        course = self._kept.pop(key, None)
        if course is None:
            course = at_switch(here)
        self._kept[key] = course
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        course.engine.scenario = scenario  # its arms are those of this point
        return course


def before_switch(task: Task) -> tuple[tuple[str, float], ...]:
    """Return the changes of a point that its weeks before the switch can feel, in order of name.

    Posts that an arm adds, and an arm that spends another's money, have reserve posts from the
    first week on, so they count.
    """
    spends = any(arm.same_money_as for arm in task.scenario.arms.values())
    return tuple(
        sorted((name, value) for name, value in task.changes.items() if spends or not _of_arm(name))
    )


def _any_of_arms(changes: Mapping[str, float]) -> bool:
    return any(_of_arm(name) for name in changes)


def _of_arm(name: str) -> bool:
    """Return whether a name is an ingredient of an arm."""
    first, _, rest = name.partition(".")
    return first == "arms" and rest.rpartition(".")[2] in Arrangement._fields
