"""Judging the keys of a study file: every fault is found before anything is run."""

from collections.abc import Iterable, Mapping
from typing import Any

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.values import nearest, one_of, shown


class Faults:
    """The faults of one study file, told together.

    Parameters
    ----------
    file
        What messages call the file.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Fault] = []

    def refuse(self, key: str, value: Any, allowed: str, near: str = "") -> None:
        """Note a fault."""
        self._found.append(Fault(self.file, key, shown(value), allowed, near))

    def take(self, key: str, error: ScenarioError) -> None:
        """Note the faults of values that a key holds."""
        for fault in error.faults:
            where = f"{key}.{fault.key}" if fault.key else key
            self._found.append(fault._replace(file=self.file, key=where))

    def add(self, error: ScenarioError) -> None:
        """Note the faults of another file as they are."""
        self._found += error.faults

    def close(self) -> None:
        """Raise all faults together, if there are any."""
        if self._found:
            raise ScenarioError(tuple(self._found))

    def names(self, table: Mapping[str, Any], key: str, known: Iterable[str]) -> None:
        """Refuse keys of a table that nothing reads."""
        known = tuple(known)
        for name in table:
            if name not in known:
                where = f"{key}.{name}" if key else name
                self.refuse(where, table[name], one_of(known), nearest(name, known))

    def text(
        self, table: Mapping[str, Any], key: str, or_else: str | None = None, where: str = ""
    ) -> str:
        """Return a text; without one, `or_else` if that is allowed."""
        given = table.get(key, or_else)
        if isinstance(given, str) and given.strip():
            return " ".join(given.split())
        if key in table or or_else is None:
            where = where or key
            self.refuse(where, given, "a text") if key in table else self.missing(where, "a text")
        return ""

    def missing(self, key: str, allowed: str) -> None:
        """Note a key that has to be there."""
        self._found.append(Fault(self.file, key, "missing", allowed))

    def whole(
        self,
        table: Mapping[str, Any],
        key: str,
        least: int,
        most: int,
        usual: int,
        *,
        where: str = "",
    ) -> int:
        """Return a whole number."""
        given = table.get(key, usual)
        right = isinstance(given, int) and not isinstance(given, bool) and least <= given <= most
        if not right:
            self.refuse(where or key, given, f"a whole number from {least} to {most}")
        return given if right else usual

    def flag(self, table: Mapping[str, Any], key: str, usual: bool, where: str) -> bool:
        """Return a truth value."""
        given = table.get(key, usual)
        if not isinstance(given, bool):
            self.refuse(where, given, "true or false")
            return usual
        return given

    def one(self, key: str, given: Any, known: Iterable[str]) -> str | None:
        """Return a name that is known, None for another one."""
        known = tuple(known)
        if isinstance(given, str) and given in known:
            return given
        self.refuse(key, given, one_of(known), nearest(str(given), known))
        return None

    def some(self, key: str, given: Any, known: Iterable[str]) -> tuple[str, ...]:
        """Return names that are known, each once."""
        known = tuple(known)
        if not isinstance(given, list) or not given:
            self.refuse(key, given, f"a list of names, each {one_of(known)}")
            return ()
        found = [self.one(key, name, known) for name in given]
        if len(set(map(str, given))) < len(given):
            self.refuse(key, given, "each name once")
        return tuple(name for name in found if name is not None)

    def table(self, key: str, given: Any, allowed: str) -> Mapping[str, Any]:
        """Return a table, an empty one for anything else."""
        if isinstance(given, Mapping) and given:
            return given
        self.refuse(key, given, allowed)
        return {}
