"""A list of points from a CSV file: a column for each factor, a line for each point."""

import csv
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import NamedTuple

import numpy as np

from iwsim.designs.factor import Factor
from iwsim.designs.place import Numbers
from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.values import nearest, one_of, shown, span

ALLOWED_FILE = "a CSV file in UTF-8: a line of names of factors, then a line for each point"


class Line(NamedTuple):
    """One line of the file: its number, and its cells without the spaces around them."""

    number: int
    cells: list[str]


def given_points(factors: Sequence[Factor], path: Path) -> Numbers:
    """Return the points that a file lists, as places between 0 and 1.

    Numbers are in the unit of their factor; of a categorical factor the file has the names of
    levels. Columns come in any order; empty lines are passed over.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = str(path)
    lines = _lines(path)
    if not lines:
        raise ScenarioError((Fault(file, "", "empty", ALLOWED_FILE),))
    header, points = lines[0], lines[1:]
    faults = _header_faults(file, header, [factor.name for factor in factors])
    if not points:
        faults.append(Fault(file, "", "without a point", ALLOWED_FILE))
    columns = [
        (at, factor, header.cells.index(factor.name))
        for at, factor in enumerate(factors)
        if factor.name in header.cells
    ]
    unit = np.empty((len(points), len(factors)))
    for row, line in enumerate(points):
        if len(line.cells) != len(header.cells):
            allowed = f"{len(header.cells)} cells, one for each column"
            found = f"a line of {len(line.cells)}"
            faults.append(Fault(file, f"line {line.number}", found, allowed))
            continue
        for at, factor, column in columns:
            share = _share(factor, line.cells[column])
            if share is None:
                faults.append(_cell_fault(file, line, column, factor))
            else:
                unit[row, at] = share
    if faults:
        raise ScenarioError(tuple(faults))
    return unit


def _lines(path: Path) -> list[Line]:
    """Return the lines that hold anything."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            lines = [Line(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        found = "missing" if isinstance(error, FileNotFoundError) else f"not readable ({error})"
        raise ScenarioError((Fault(str(path), "", found, ALLOWED_FILE),)) from error
    return [line for line in lines if any(line.cells)]


def _header_faults(file: str, header: Line, names: Sequence[str]) -> list[Fault]:
    faults = []
    unknown = [name for name in header.cells if name not in names]
    for at, name in enumerate(header.cells):
        where = f"line {header.number}, column {at + 1}"
        if name not in names:
            faults.append(Fault(file, where, shown(name), one_of(names), nearest(name, names)))
        elif name in header.cells[:at]:
            faults.append(Fault(file, where, f"{shown(name)} again", "each factor once"))
    for name in names:
        if name not in header.cells:
            allowed = "a column for each factor"
            faults.append(Fault(file, name, "missing", allowed, nearest(name, unknown)))
    return faults


def _share(factor: Factor, cell: str) -> float | None:
    """Return the place of what a cell says, None for what the factor does not allow."""
    if factor.kind == "categorical":
        names = [level.name for level in factor.levels]
        return factor.share(names.index(cell)) if cell in names else None
    value = _number(cell)
    if value is None or not factor.low <= value <= factor.high:
        return None
    if factor.kind == "integer" and value != int(value):
        return None
    return factor.share(value)


def _number(cell: str) -> float | None:
    """Return a number; Python alone would take underscores between digits as well."""
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in cell else None


def _cell_fault(file: str, line: Line, column: int, factor: Factor) -> Fault:
    where, cell = f"line {line.number}, {factor.name}", line.cells[column]
    if factor.kind == "categorical":
        names = [level.name for level in factor.levels]
        return Fault(file, where, shown(cell), one_of(names), nearest(cell, names))
    what = "a whole number" if factor.kind == "integer" else "a number"
    written = cell if _number(cell) is not None else shown(cell)
    return Fault(file, where, written, what + span(factor.low, factor.high))
