"""Where each flat stands on a picture of the estate: towers in a row, low-rise blocks packed."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

GAP = 2
"""Empty cells between two blocks, sideways and (for the name) upwards."""


class Block(NamedTuple):
    """A block on the plan; a cell is one flat.

    Parameters
    ----------
    number
        Number of the block.
    name
        Name for readers.
    left, bottom
        Cells left of it and below it.
    width, height
        Flats along a landing (of all entrances) and floors.
    """

    number: int
    name: str
    left: int
    bottom: int
    width: int
    height: int


class Plan(NamedTuple):
    """Blocks on one sheet of cells, and the lowest floor's number."""

    blocks: tuple[Block, ...]
    width: int
    height: int
    ground: int


def _along(flats: pd.DataFrame) -> tuple["pd.Series[int]", int]:
    """Return each flat's place along its floor, entrances side by side, and how many there are."""
    entrance = flats["entrance"] - flats["entrance"].min()
    flat = flats["flat"] - flats["flat"].min()
    landing = int(flat.max()) + 1
    return entrance * landing + flat, (int(entrance.max()) + 1) * landing


def _sizes(flats: pd.DataFrame) -> list[tuple[int, str, int, int]]:
    sizes = []
    for _, block in flats.groupby(
        ["block", "block_name"], sort=True
    ):  # a patch has its own numbers
        height = int(block["floor"].max() - block["floor"].min()) + 1
        number, name = int(block["block"].iloc[0]), str(block["block_name"].iloc[0])
        sizes.append((number, name, _along(block)[1], height))
    return sizes


def in_a_row(flats: pd.DataFrame) -> Plan:
    """Return a plan with all blocks on one line, standing on the ground, as towers do."""
    blocks, left = [], 0
    for number, name, width, height in _sizes(flats):
        blocks.append(Block(number, name, left, 0, width, height))
        left += width + GAP
    tallest = max(block.height for block in blocks)
    return Plan(tuple(blocks), left - GAP, tallest, int(flats["floor"].min()))


def packed(flats: pd.DataFrame, room: int) -> Plan:
    """Return a plan with blocks in as many lines as a sheet of this many cells needs."""
    lines: list[list[tuple[int, str, int, int]]] = [[]]
    used = 0
    for size in _sizes(flats):
        if lines[-1] and used + size[2] > room:
            lines.append([])
            used = 0
        lines[-1].append(size)
        used += size[2] + GAP
    blocks, bottom = [], 0
    for line in reversed(lines):
        left = 0
        for number, name, width, height in line:
            blocks.append(Block(number, name, left, bottom, width, height))
            left += width + GAP
        bottom += max(size[3] for size in line) + GAP
    width = max(block.left + block.width for block in blocks)
    return Plan(tuple(sorted(blocks)), width, bottom, int(flats["floor"].min()))


def paint(plan: Plan, flats: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Return the sheet with each flat's value in its cell, the ground floor in the first row."""
    sheet = np.full((plan.height, plan.width), np.nan)
    by_name = {block.name: block for block in plan.blocks}
    for name, rows in flats.groupby("block_name"):
        block = by_name[str(name)]
        along = _along(rows)[0].to_numpy()
        floor = (rows["floor"] - rows["floor"].min()).to_numpy()
        sheet[block.bottom + floor, block.left + along] = rows[column].to_numpy()
    return sheet
