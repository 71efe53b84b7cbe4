"""Sets of parameter values to run a scenario over: an ensemble, or draws from plausible ranges."""

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from iwsim.errors import Fault, ScenarioError
from iwsim.parameters import PARAMETERS
from iwsim.scenario import load_scenario
from iwsim.scenario.values import nearest, span

SHIPPED = Path(__file__).with_name("ensemble.csv")
"""The ensemble that travels with the package."""

MEMBER = "member"
"""Head of the first column of a file of sets."""

_SCENARIO = "rochdale"
_HOW_TO_MAKE = "a file that `iwsim calibrate` wrote"


@dataclass(frozen=True, eq=False)
class ParameterSets:
    """Some sets of parameter values, numbered from 1.

    Parameters
    ----------
    table
        One row a set: index `member` from 1, columns ``group.name``.
    fingerprint
        The model that they were found with, empty if that is not known.
    identified
        Parameters that targets have narrowed; all others rest on their priors alone.
    """

    table: pd.DataFrame
    fingerprint: str = ""
    identified: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.table)

    @property
    def members(self) -> tuple[int, ...]:
        """Their numbers."""
        return tuple(int(member) for member in self.table.index)

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters that they give a value to."""
        return tuple(str(name) for name in self.table.columns)

    @property
    def priors_alone(self) -> tuple[str, ...]:
        """The parameters that no target has narrowed."""
        return tuple(name for name in self.names if name not in self.identified)

    def overrides(self, member: int) -> dict[str, float]:
        """Return the values of one set, as `load_scenario` takes them."""
        values = self.table.loc[member].to_numpy(dtype=np.float64)
        return {name: float(value) for name, value in zip(self.names, values, strict=True)}


def uncertain(without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the parameters that nobody knows well and that have a range to draw from."""
    return tuple(
        name
        for name, parameter in PARAMETERS.items()
        if parameter.kind == "uncertainty"
        and parameter.plausible[0] < parameter.plausible[1]
        and name not in without
    )


def plausible_sets(count: int, seed: int, without: Collection[str] = ()) -> ParameterSets:
    """Draw sets from the plausible ranges of all uncertain parameters, each range evenly covered.

    A scrambled Latin hypercube: of every parameter each of `count` equal slices of its range is
    drawn once, in an order of its own. Sets that break a rule of scenarios together are replaced.

    Parameters
    ----------
    count
        How many sets.
    seed
        The same seed gives the same sets.
    without
        Parameters that are not drawn.
    """
    names = uncertain(without)
    random = np.random.default_rng(seed)
    kept: list[NDArray[np.float64]] = []
    while len(kept) < count:
        kept += [row for row in _hypercube(names, count - len(kept), random) if allowed(names, row)]
    return ParameterSets(sets_table(names, kept))


def sets_table(names: Collection[str], rows: Collection[NDArray[np.float64]]) -> pd.DataFrame:
    """Return sets as a table with members from 1."""
    index = pd.RangeIndex(1, len(rows) + 1, name=MEMBER)
    return pd.DataFrame(np.array(rows).reshape(-1, len(names)), index=index, columns=list(names))


def allowed(names: Collection[str], values: Collection[float]) -> bool:
    """Say whether a set obeys the rules of scenarios."""
    try:
        load_scenario(_SCENARIO, dict(zip(names, (float(value) for value in values), strict=True)))
    except ScenarioError:
        return False
    return True


def _hypercube(
    names: Collection[str], count: int, random: np.random.Generator
) -> NDArray[np.float64]:
    low, high = np.array([PARAMETERS[name].plausible for name in names]).T
    shares = qmc.LatinHypercube(len(names), rng=random).random(count)
    values = low + shares * (high - low)
    return np.array([[six_digits(value) for value in row] for row in values])


def six_digits(value: float) -> float:
    """Return a number with six digits that count, as files of sets hold it."""
    return float(f"{value:.6g}")


def read_ensemble(path: str | Path | None = None) -> ParameterSets:
    """Return the sets of a file, by default those that travel with the package.

    Beside ``NAME.csv`` may stand ``NAME.json``, which says of which model the sets are and which
    parameters targets have narrowed.

    Parameters
    ----------
    path
        A CSV file: first column ``member``, then one column ``group.name`` a parameter.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    """
    file = SHIPPED if path is None else Path(path)
    if not file.is_file():
        raise ScenarioError((Fault(str(file), "", "not a file", _HOW_TO_MAKE),))
    try:
        table = pd.read_csv(file, index_col=0, encoding="utf-8")
    except (ValueError, UnicodeDecodeError) as error:
        raise ScenarioError((Fault(str(file), "", "not a table", _HOW_TO_MAKE),)) from error
    _check(str(file), table)
    fingerprint, identified = _description(file.with_suffix(".json"))
    return ParameterSets(table.astype(np.float64), fingerprint, identified)


def _description(file: Path) -> tuple[str, tuple[str, ...]]:
    if not file.is_file():
        return "", ()
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return str(said["fingerprint"]), tuple(str(name) for name in said["identified"])
    except (ValueError, TypeError, KeyError) as error:
        raise ScenarioError((Fault(str(file), "", "not a description", _HOW_TO_MAKE),)) from error


def _check(file: str, table: pd.DataFrame) -> None:
    faults = []
    if table.index.name != MEMBER or table.empty:
        faults.append(
            Fault(file, "", "no table of sets", f"a first column {MEMBER!r} and one row or more")
        )
    elif list(table.index) != list(range(1, len(table) + 1)):
        faults.append(Fault(file, MEMBER, "", f"the numbers 1 to {len(table)}, in this order"))
    for name in table.columns:
        if name not in PARAMETERS:
            near = nearest(str(name), PARAMETERS)
            faults.append(Fault(file, str(name), "", "names of parameters", near))
            continue
        low, high = PARAMETERS[name].allowed
        numbers = pd.to_numeric(table[name], errors="coerce")
        for member, value in numbers.items():
            if not math.isfinite(value) or not low <= value <= high:
                key = f"member {member}, {name}"
                given = str(table.at[member, name])
                faults.append(Fault(file, key, given, f"a number{span(low, high)}"))
    if faults:
        raise ScenarioError(tuple(faults))
