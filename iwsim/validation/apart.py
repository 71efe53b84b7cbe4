"""Runs of a pattern that can be taken apart: those of some clauses without those of the others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np

from iwsim.scenario import Scenario
from iwsim.validation.clause import Numbers, Pairs


@runtime_checkable
class Apart(Protocol):
    """Makes the runs of one replicate, those of some clauses without those of the others."""

    def __call__(self, scenario: Scenario, replicate: int) -> Numbers:
        """Return arm and reference of each clause."""
        ...

    def only(self, places: Sequence[int]) -> Pairs:
        """Return what makes the rows at some places, with the numbers that they have in all."""
        ...


class Part(NamedTuple):
    """Runs that some clauses of a pattern have to themselves.

    Parameters
    ----------
    places
        Those clauses, by their places in the pattern.
    rows
        Makes one replicate of a scenario: one row a place, arm and reference. It may itself be
        one that can be taken apart.
    """

    places: tuple[int, ...]
    rows: Callable[[Scenario, int], Sequence[Sequence[float]] | Numbers]


@dataclass(frozen=True)
class Parts:
    """Makes one replicate from parts; one of which no clause is wanted is not made.

    Parameters
    ----------
    parts
        The parts: together they have every clause once.
    wanted
        Places of the clauses that are wanted, None for all.
    """

    parts: Sequence[Part]
    wanted: tuple[int, ...] | None = None

    def __call__(self, scenario: Scenario, replicate: int) -> Numbers:
        """Return arm and reference of each clause that is wanted, in their order."""
        rows: dict[int, Sequence[float] | Numbers] = {}
        for part in self.parts:
            places = [p for p in part.places if self.wanted is None or p in self.wanted]
            if not places:
                continue
            made, there = part.rows, part.places
            if isinstance(made, Apart) and len(places) < len(there):
                made, there = made.only([there.index(place) for place in places]), tuple(places)
            rows |= zip(there, made(scenario, replicate), strict=True)
        return np.array([rows[place] for place in (self.wanted or sorted(rows))])

    def only(self, places: Sequence[int]) -> "Parts":
        """Return the same with some of its clauses."""
        return Parts(self.parts, tuple(places))
