"""Whether the points of a design are what its method says: they are looked at, not believed."""

from collections.abc import Callable

import numpy as np

from iwsim.designs.design import Design
from iwsim.errors import DesignError
from iwsim.sensitivity.effects import step
from iwsim.sensitivity.fourier import HARMONICS
from iwsim.sensitivity.given_data import given_data
from iwsim.sensitivity.refusals import FEWEST_BLOCKS, FEWEST_POINTS

_ROUNDING = 1e-9


def refuse_sobol_shape(design: Design) -> None:
    """Refuse points that are not two base samples and their crossings."""
    _refuse_blocks(design, "base samples")
    groups = design.groups
    rows = design.unit.reshape(design.samples, design.block, len(design.factors))
    first, last = rows[:, 0], rows[:, -1]
    for at, group in enumerate(groups):
        mine = np.array([(factor.group or factor.name) == group for factor in design.factors])
        crossings = [(at + 1, np.where(mine, last, first))]
        if design.second_order:
            crossings.append((at + 1 + len(groups), np.where(mine, first, last)))
        for row, crossing in crossings:
            wrong = np.flatnonzero((rows[:, row] != crossing).any(axis=1))
            if wrong.size:
                raise DesignError(
                    f"this is no sobol design: {wrong.size} of {design.samples} rows that should"
                    f" exchange {group!r} alone do not, the first at point"
                    f" {int(wrong[0]) * design.block + row}"
                )


def refuse_morris_shape(design: Design) -> None:
    """Refuse points that are not trajectories which move each group once, by the step."""
    _refuse_blocks(design, "trajectories")
    paths = design.unit.reshape(design.samples, design.block, len(design.factors))
    moved = np.abs(np.diff(paths, axis=1))
    size = step(design.levels)
    still = moved < _ROUNDING
    wrong = ~(still | (np.abs(moved - size) < _ROUNDING)).all(axis=(1, 2))
    wrong |= ((~still).sum(axis=1) != 1).any(axis=1)
    members = np.array([factor.group or factor.name for factor in design.factors])
    for group in design.groups:
        mine = ~still[:, :, members == group]
        wrong |= (mine != mine[:, :, :1]).any(axis=(1, 2))
    # Each step moves one group: with the above, as many steps as groups, each group once.
    firsts = [list(members).index(group) for group in design.groups]
    wrong |= ((~still[:, :, firsts]).sum(axis=2) != 1).any(axis=1)
    if wrong.any():
        raise DesignError(
            f"this is no morris design of {design.levels} levels: {int(wrong.sum())} of"
            f" {design.samples} trajectories do not move each factor or group once by {size:g},"
            f" the first from point {int(np.argmax(wrong)) * design.block} on"
        )


def _refuse_blocks(design: Design, unit: str) -> None:
    if design.points != design.samples * design.block:
        raise DesignError(
            f"{design.samples} {unit} of {design.block} points are"
            f" {design.samples * design.block} points, but the {design.method} design has"
            f" {design.points}"
        )
    if design.samples < FEWEST_BLOCKS:
        raise DesignError(
            f"intervals take {FEWEST_BLOCKS} {unit} or more, but the design has {design.samples}"
        )


def refuse_fast_shape(design: Design) -> None:
    """Refuse groups, and curves with too few points for their harmonics."""
    if any(factor.group for factor in design.factors):
        raise DesignError(
            f"FAST has no indices of groups, but {len(design.factors)} factors form"
            f" {len(design.groups)} groups: take a sobol design, or leave the groups out"
        )
    if design.points != design.samples * len(design.factors):
        raise DesignError(
            f"{len(design.factors)} curves of {design.samples} points are"
            f" {design.samples * len(design.factors)} points, but the fast design has"
            f" {design.points}"
        )
    fewest = 4 * HARMONICS**2 + 1
    if design.samples < fewest:
        raise DesignError(
            f"FAST takes {fewest} points a factor or more, but the design has {design.samples}"
        )


def refuse_few_points(design: Design) -> None:
    """Refuse given data that are too few, and groups whose factors do not move together."""
    points = given_data(design, np.zeros(design.points)).outcome.size
    if points < FEWEST_POINTS:
        raise DesignError(
            f"given data take {FEWEST_POINTS} points or more, but the design gives {points}"
        )


SHAPES: dict[str, Callable[[Design], None]] = {
    "sobol": refuse_sobol_shape,
    "morris": refuse_morris_shape,
    "fast": refuse_fast_shape,
    "delta": refuse_few_points,
    "pawn": refuse_few_points,
}
"""What refuses a design for each method of analysis."""
