"""Judging the arguments of a call in Python: every fault is found before anything is run."""

import operator
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.scenario import Scenario
from iwsim.scenario.values import HUGE, LONGEST_SHOWN, nearest, one_of

LARGEST_SEED = 2**32 - 1
"""Largest seed, and largest number of a replicate: each is one word of the luck's key.

A larger number would take two words and could share its luck with another seed and replicate.
"""

MOST_REPLICATES = LARGEST_SEED + 1
"""Replicates are numbered from 0."""


class Given:
    """The arguments of one call, judged one by one; their faults are told together.

    Parameters
    ----------
    call
        Name of what was called.
    """

    def __init__(self, call: str) -> None:
        self._call = call
        self._faults: list[Fault] = []

    def scenario(self, value: Any) -> Scenario | None:
        """Return a scenario, None if it is none."""
        if isinstance(value, Scenario):
            return value
        self.refuse("scenario", value, "what load_scenario returns")
        return None

    def arm(self, name: str, value: Any, scenario: Scenario | None) -> None:
        """Judge the name of an arm.

        Parameters
        ----------
        name
            Name of the argument.
        value
            What was given.
        scenario
            The scenario whose arms are known, None if there is none.
        """
        if scenario is None:
            if not isinstance(value, str):
                self.refuse(name, value, "the name of an arm")
        elif not isinstance(value, str) or value not in scenario.arms:
            self.refuse(name, value, one_of(scenario.arms), nearest(str(value), scenario.arms))

    def arms(self, name: str, value: Any, scenario: Scenario | None) -> None:
        """Judge several names of arms; one text is not a list of them."""
        choices = "" if scenario is None else f", each {one_of(scenario.arms)}"
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            self.refuse(name, value, f'a list of names such as ["siloed"]{choices}')
            return
        if not value:
            self.refuse(name, value, f"at least one name of an arm{choices}")
        for arm in value:
            self.arm(name, arm, scenario)
        if any(arm in value[:place] for place, arm in enumerate(value)):
            self.refuse(name, value, "each arm once")

    def whole(
        self, name: str, value: Any, least: int, most: int | None = None, or_else: str = ""
    ) -> int:
        """Return a whole number, Python's or NumPy's; the least one in place of a wrong one.

        Parameters
        ----------
        name
            Name of the argument.
        value
            What was given.
        least, most
            Ends of the range, both allowed; None for no upper end.
        or_else
            What else would be accepted, in words.
        """
        number = _whole(value)
        if number is None or number < least or (most is not None and number > most):
            self.refuse(name, value, whole_in_words(least, most) + or_else)
            return least
        return number

    def flag(self, name: str, value: Any) -> None:
        """Judge a truth value: what merely counts as true, such as a text, is none."""
        if not isinstance(value, bool):
            self.refuse(name, value, "True or False")

    def kind(self, name: str, value: Any, kinds: Iterable[type], allowed: str) -> None:
        """Judge the kind of a value.

        Parameters
        ----------
        name
            Name of the argument.
        value
            What was given.
        kinds
            The kinds that are right.
        allowed
            What is right, in words.
        """
        if not isinstance(value, tuple(kinds)):
            self.refuse(name, value, allowed)

    def refuse(self, name: str, value: Any, allowed: str, near: str = "") -> None:
        """Note a fault.

        Parameters
        ----------
        name
            Name of the argument.
        value
            What was given.
        allowed
            What would be accepted, in words.
        near
            The nearest valid name, or empty.
        """
        self._faults.append(Fault(self._call, name, _written(value), allowed, near))

    def close(self) -> None:
        """Raise all faults together, if there are any."""
        if self._faults:
            raise ScenarioError(tuple(self._faults))


def whole_in_words(least: int, most: int | None = None) -> str:
    """Return in words which whole numbers are right."""
    if most is None:
        return f"a whole number, {least} or more"
    return f"a whole number from {least} to {most}"


def _whole(value: Any) -> int | None:
    if isinstance(value, bool | np.bool_):
        return None
    try:
        return operator.index(value)
    except TypeError:
        return None


def _written(value: Any) -> str:
    """Return a value as Python writes it, cut when it is long."""
    if isinstance(value, int) and abs(value) >= HUGE:
        return "a number of more than 60 digits"
    if isinstance(value, Scenario):
        return f"the scenario {value.name}"
    text = " ".join(repr(value).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."
