"""A design: its points in the unit cube, and which of them belong together."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from iwsim.designs.factor import Changes, Factor
from iwsim.designs.place import Numbers

Method = Literal["grid", "latin_hypercube", "morris", "sobol", "fast", "list"]


@dataclass(frozen=True, eq=False)
class Design:
    """The points of a study.

    Parameters
    ----------
    method
        How they were chosen.
    factors
        The factors, one a column.
    samples
        Its size: points of a Latin hypercube or list, trajectories of Morris, base samples of
        Sobol, points a factor of FAST, all points of a grid.
    seed
        Seed of the sampling, 1 or more.
    unit
        The points, one a row, each factor between 0 and 1. The range of a factor is divided among
        its numbers or levels by `Factor.value`, in this one place for all methods.
    second_order
        Whether a Sobol design allows indices of second order.
    levels
        Levels of a Morris design, an even number.
    """

    method: Method
    factors: tuple[Factor, ...]
    samples: int
    seed: int
    unit: Numbers
    second_order: bool = False
    levels: int = 4

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the factors."""
        return tuple(factor.name for factor in self.factors)

    @property
    def groups(self) -> tuple[str, ...]:
        """What indices are of, in the order of first mention: groups, and factors without one."""
        return tuple(dict.fromkeys(factor.group or factor.name for factor in self.factors))

    @property
    def points(self) -> int:
        """How many points there are, those that repeat another one counted as well."""
        return int(self.unit.shape[0])

    @property
    def block(self) -> int:
        """How many rows in a row belong together: a trajectory, or a base sample and its crossings.

        Blocks are independent of each other, so that a bootstrap draws blocks.
        """
        moved = len(self.groups)
        if self.method == "morris":
            return moved + 1
        if self.method == "sobol":
            return 2 * moved + 2 if self.second_order else moved + 2
        return 1

    @cached_property
    def values(self) -> Numbers:
        """The points in the units of the factors, a categorical one as the place of its level."""
        found = np.empty(self.unit.shape)
        for at, factor in enumerate(self.factors):
            found[:, at] = factor.values(self.unit[:, at])
        found.setflags(write=False)
        return found

    def changes(self, row: int) -> Changes:
        """Return what is set at a point."""
        found: dict[str, float] = {}
        for factor, share in zip(self.factors, self.unit[row].tolist(), strict=True):
            found.update(factor.changes(share))
        return found

    def fingerprint(self) -> str:
        """Return the SHA-256 of the design: method, factors, options and every point."""
        hashed = hashlib.sha256()
        told: Sequence[object] = (
            self.method, self.factors, self.samples, self.seed, self.second_order, self.levels,
        )  # fmt: skip
        hashed.update(repr(told).encode("utf-8"))
        hashed.update(np.ascontiguousarray(self.unit, dtype="<f8").tobytes())
        return hashed.hexdigest()


def point_name(design: Design, row: int) -> str:
    """Return the name of a point: its levels in a grid, elsewhere the number of its row.

    A number stays the same when a design is extended.
    """
    if design.method != "grid":
        return f"{row:06d}"
    shares = zip(design.factors, design.unit[row].tolist(), strict=True)
    return ", ".join(factor.level(share).name for factor, share in shares)
