"""Reading what was given on the command line: every fault is found before anything is run."""

import argparse
import math
from collections.abc import Iterable
from pathlib import Path

from iwsim.cli.names import nearest
from iwsim.cli.parser import FILE
from iwsim.errors import Fault, IwsimError, ScenarioError
from iwsim.scenario import Scenario, load_scenario
from iwsim.scenario.arguments import whole_in_words
from iwsim.study.executor import processors


class Reading:
    """The arguments of a command, read one by one; their faults are told together.

    Parameters
    ----------
    arguments
        What argparse made of the command line.
    """

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._given = arguments
        self._faults: list[Fault] = []

    def whole(self, option: str, least: int, most: int | None = None) -> int:
        """Return the whole number that was given for an option, the least one for a wrong one."""
        given = str(getattr(self._given, option))
        try:
            number = int(given)
        except ValueError:
            number = least - 1
        if number < least or (most is not None and number > most):
            self.refuse(f"--{option}", given, whole_in_words(least, most))
            return least
        return number

    def number(self, option: str, least: float | None = None) -> float:
        """Return the number that was given for an option, the least one for a wrong one."""
        given = str(getattr(self._given, option))
        number = _number(given)
        if number is None or (least is not None and number < least):
            allowed = "a number" if least is None else f"a number, at least {least:g}"
            self.refuse(f"--{option.replace('_', '-')}", given, allowed)
            return 0.0 if least is None else least
        return float(number)

    def workers(self) -> int:
        """Return how many runs are to be made at once, by default one a processor."""
        return processors() if self._given.workers is None else self.whole("workers", 1)

    def scenario(self, name: str) -> Scenario | None:
        """Return a scenario with the changes of ``--set`` and ``--weeks``, None if it has faults.

        Parameters
        ----------
        name
            Its name or path.
        """
        changes = self.changes()
        weeks = getattr(self._given, "weeks", None)
        if weeks is not None:
            changes["weeks"] = self.whole("weeks", 1)
        try:
            return load_scenario(name, changes)
        except ScenarioError as error:
            self._faults += [_as_option(fault) for fault in error.faults]
            return None

    def changes(self) -> dict[str, float]:
        """Return the values of ``--set`` by name."""
        changes: dict[str, float] = {}
        for given in self._given.set:
            name, sign, text = given.partition("=")
            value = _number(text)
            if not sign or not name:
                self.refuse("--set", given, "group.name=value, such as asb.contagion=0.2")
            elif value is None:
                self.refuse(f"--set {name}", text, "a number")
            elif name in changes:
                self.refuse("--set", given, f"one value of {name}")
            else:
                changes[name] = value
        return changes

    def arm(self, scenario: Scenario | None) -> str:
        """Return the arm of ``--arm``."""
        name: str = self._given.arm
        self._check_arms([name], "--arm", scenario)
        return name

    def arms(self, scenario: Scenario | None, usual: Iterable[str]) -> tuple[str, ...]:
        """Return the arms of ``--arms``, by default the usual ones if the scenario has them all."""
        given = getattr(self._given, "arms", "")
        if not given:
            names = tuple(usual)
            known = () if scenario is None else tuple(scenario.arms)
            return names if set(names) <= set(known) else known
        arms = _listed(given)
        self._check_arms(arms, "--arms", scenario)
        if len(set(arms)) < len(arms):
            self.refuse("--arms", given, "each arm once")
        if len(arms) <= 1:
            self.refuse("--arms", given, "two arms or more, the reference first")
        return arms

    def outcomes(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the columns of ``--outcomes``."""
        names = tuple(known)
        asked = _listed(self._given.outcomes)
        for name in asked:
            if name not in names:
                self.refuse("--outcomes", name, "a column listed by `iwsim outcomes`", names)
        return asked

    def folder(self, usual: Path | None) -> Path:
        """Return the folder of ``--out``, by default the usual one."""
        if self._given.out is None:
            return Path() if usual is None else usual
        folder = Path(self._given.out)
        if folder.exists() and not folder.is_dir():
            self.refuse("--out", self._given.out, "a folder; this is a file")
        return folder

    def methods(self, known: Iterable[str]) -> tuple[str, ...] | None:
        """Return the methods of ``--method``, None if none was given."""
        given = getattr(self._given, "method", None)
        if given is None:
            return None
        names = tuple(known)
        asked = _listed(given)
        for name in asked or ("",):
            if name not in names:
                self.refuse("--method", name, f"one or more of {', '.join(names)}", names)
        return asked

    def sheet(self) -> Path | None:
        """Return the style sheet of ``--style``, None if none was given."""
        given = getattr(self._given, "style", None)
        if given is None:
            return None
        if not Path(given).is_file():
            self.refuse("--style", given, "a style sheet of Matplotlib, such as mine.mplstyle")
        return Path(given)

    def file(self) -> Path | None:
        """Return the file of ``--out``, None if none was given."""
        if self._given.out is None:
            return None
        path = Path(self._given.out)
        if path.is_dir():
            self.refuse("--out", self._given.out, "a file; this is a folder")
        elif path.exists() and not self._given.force:
            self.refuse("--out", self._given.out, "a new file; --force replaces this one")
        elif not path.parent.is_dir():
            self.refuse("--out", self._given.out, "a file in a folder that exists")
        return path

    def refuse(self, option: str, given: str, allowed: str, names: Iterable[str] = ()) -> None:
        """Note a fault.

        Parameters
        ----------
        option
            The option or argument.
        given
            What was given.
        allowed
            What would be accepted, in words.
        names
            Valid names, of which the nearest is shown.
        """
        shown = given or '""'
        self._faults.append(Fault(FILE, option, shown, allowed, nearest(given, names)))

    def close(self) -> None:
        """Raise all faults together, if there are any."""
        if self._faults:
            raise ScenarioError(tuple(self._faults))

    def _check_arms(self, arms: Iterable[str], option: str, scenario: Scenario | None) -> None:
        if scenario is None:
            return
        for arm in arms:
            if arm not in scenario.arms:
                self.refuse(option, arm, f"one of {', '.join(scenario.arms)}", scenario.arms)


def sound(scenario: Scenario | None) -> Scenario:
    """Return a scenario after `Reading.close`, which has raised if it had faults."""
    if scenario is None:
        raise IwsimError("a scenario with faults was let through")
    return scenario


def _as_option(fault: Fault) -> Fault:
    """Return a fault of an override as one of the option that gave it."""
    if fault.file != "override":
        return fault
    option = "--weeks" if fault.key == "weeks" else f"--set {fault.key}"
    return fault._replace(file=FILE, key=option)


def _number(text: str) -> float | None:
    """Return a number as it was written: a whole one stays whole; None if it is none."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
