"""An event: an outcome above or below a value."""

from typing import NamedTuple

from iwsim.discovery.folds import Marks
from iwsim.errors import DesignError
from iwsim.study.statistics import Numbers


class Event(NamedTuple):
    """One event.

    Parameters
    ----------
    at
        The value.
    over
        Whether it is the outcome above the value; otherwise the outcome below.
    """

    at: float
    over: bool

    @property
    def words(self) -> str:
        """The event, as "below 0"."""
        return f"{'above' if self.over else 'below'} {self.at:g}"

    @property
    def outcome(self) -> str:
        """The event as a clause, as "the outcome lies below 0"."""
        return f"the outcome lies {self.words}"

    def marks(self, outcome: Numbers) -> Marks:
        """Return where it happens."""
        return outcome > self.at if self.over else outcome < self.at


def event_of(above: float | None, below: float | None) -> Event:
    """Return the event that two arguments mean.

    Raises
    ------
    DesignError
        If none or both are given.
    """
    if above is not None and below is None:
        return Event(float(above), over=True)
    if below is not None and above is None:
        return Event(float(below), over=False)
    raise DesignError(
        f"an event is above={above}, below={below}; allowed: a number for one of the two"
    )
