"""Reading the design of a study: how its points are chosen from the ranges of its factors."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

from iwsim.designs.design import Design, Method
from iwsim.designs.factor import Factor
from iwsim.designs.fast import LEAST_SAMPLES
from iwsim.designs.sample import design_of
from iwsim.errors import DesignError, ScenarioError
from iwsim.scenario import Scenario
from iwsim.scenario.document import dotted
from iwsim.sweep.definition import DESIGN
from iwsim.sweep.factors import (
    FACTORS,
    every_of,
    factors_of,
    refuse_same_names,
    refuse_unknown_patterns,
)
from iwsim.sweep.faults import Faults

METHODS: tuple[str, ...] = get_args(Method)
KEYS = ("method", "samples", "second_order", "levels", "every", "except", "file")
MOST_SAMPLES = 10_000_000
USUAL_SAMPLES = {"latin_hypercube": 256, "morris": 20, "sobol": 512, "fast": 513}
TAKEN = ("point", "arm", "replicate", "outcome", "window", "unit", "value")
"""Names that tables of runs have columns of, so that no factor can be called like them."""
_USUAL_LEVELS, _MOST_LEVELS = 4, 64
_COMPARING = ("morris", "sobol", "fast")
_AT_LEAST_TWO = "at least two factors or groups: the design compares them"


class Asked(NamedTuple):
    """The design that a file asks for.

    Parameters
    ----------
    method, samples, second_order, levels
        As in `iwsim.designs.design.Design`.
    base
        Samples that the file says; `samples` may be others, to extend it.
    factors
        The factors.
    file
        File of a list of points.
    """

    method: str
    samples: int
    second_order: bool
    levels: int
    base: int
    factors: tuple[Factor, ...]
    file: Path | None


def asked(
    given: Mapping[str, Any],
    scenario: Scenario,
    folder: Path,
    samples: int | None,
    faults: Faults,
) -> Asked | None:
    """Return the design that a study file asks for, None without factors.

    Parameters
    ----------
    given
        The file.
    scenario
        What the factors set.
    folder
        Where the file is: a list of points is looked for from there.
    samples
        In place of the samples of the file, None for those.
    faults
        Told every fault.
    """
    if DESIGN not in given and FACTORS not in given:
        if samples is not None:
            faults.refuse("--samples", samples, "nothing: this study has no design to extend")
        return None
    table = given.get(DESIGN, {})
    if not isinstance(table, Mapping):
        faults.refuse(DESIGN, table, 'a table, such as { method = "sobol", samples = 512 }')
        return None
    faults.names(table, DESIGN, KEYS)
    method = faults.one(f"{DESIGN}.method", table.get("method", "grid"), METHODS)
    factors = _factors(given, table, scenario, faults)
    if method is None:
        return None
    base = _samples(table, method, faults)
    if samples is not None and method in ("grid", "list"):
        faults.refuse("--samples", samples, f"nothing: the points of a {method} are in its file")
    if samples is not None:
        refuse_samples("--samples", method, samples, faults)
    levels = faults.whole(table, "levels", 2, _MOST_LEVELS, _USUAL_LEVELS, where=f"{DESIGN}.levels")
    if levels % 2:
        faults.refuse(f"{DESIGN}.levels", levels, "an even number, usually 4")
    if method == "morris":
        _refuse_uneven_levels(levels, factors, faults)
    moved = len({factor.group or factor.name for factor in factors})
    if method in _COMPARING and moved == 1:
        faults.refuse(FACTORS, [factor.name for factor in factors], _AT_LEAST_TWO)
    return Asked(
        method=method,
        samples=base if samples is None else samples,
        second_order=faults.flag(table, "second_order", True, f"{DESIGN}.second_order"),
        levels=levels,
        base=base,
        factors=tuple(factors),
        file=_file(table, method, folder, faults),
    )


def drawn(wanted: Asked, seed: int, faults: Faults) -> Design | None:
    """Return the points of a design, None where it was refused."""
    try:
        return design_of(
            wanted.method,
            wanted.factors,
            wanted.samples,
            seed,
            second_order=wanted.second_order,
            levels=wanted.levels,
            base=wanted.base,
            given=wanted.file,
        )
    except ScenarioError as error:
        faults.add(error)
    except DesignError as error:
        faults.refuse(DESIGN, wanted.method, str(error))
    return None


def _refuse_uneven_levels(levels: int, factors: list[Factor], faults: Faults) -> None:
    """Refuse a grid of Morris that visits some levels of a factor more often than others."""
    for factor in factors:
        if factor.parts and levels % factor.parts:
            allowed = f"a multiple of {factor.parts}, as many as {factor.name} has levels"
            faults.refuse(f"{DESIGN}.levels", levels, allowed)


def _factors(
    given: Mapping[str, Any], table: Mapping[str, Any], scenario: Scenario, faults: Faults
) -> list[Factor]:
    named = given.get(FACTORS, {})
    if not isinstance(named, Mapping) or (FACTORS in given and not named):
        faults.refuse(FACTORS, named, "a table a factor")
        return []
    found = factors_of(named, scenario, faults)
    if "every" in table:
        patterns = refuse_unknown_patterns(f"{DESIGN}.every", table["every"], faults)
        left_out = refuse_unknown_patterns(f"{DESIGN}.except", table.get("except", []), faults)
        own = {name for factor in found for name in (factor.name, *factor.sets)}
        found += [one for one in every_of(patterns, left_out, scenario) if one.name not in own]
    elif "except" in table:
        faults.refuse(f"{DESIGN}.except", table["except"], "nothing without design.every")
    refuse_same_names(found, faults)
    for factor in found:
        if factor.name in TAKEN:
            allowed = "another name: tables of runs have a column of this one"
            faults.refuse(dotted((FACTORS, factor.name)), factor.name, allowed)
    for factor in found:
        if table.get("method", "grid") == "grid" and factor.kind != "categorical":
            allowed = "values or levels: a grid has no other points"
            faults.refuse(dotted((FACTORS, factor.name)), dict(named.get(factor.name, {})), allowed)
    if not found and not named:
        faults.missing(FACTORS, f"a table a factor, or {DESIGN}.every")
    return found


def _samples(table: Mapping[str, Any], method: str, faults: Faults) -> int:
    if method not in USUAL_SAMPLES:
        if "samples" in table:
            faults.refuse(
                f"{DESIGN}.samples", table["samples"], f"nothing: a {method} has the points it has"
            )
        return 1
    usual = USUAL_SAMPLES[method]
    found = faults.whole(table, "samples", 2, MOST_SAMPLES, usual, where=f"{DESIGN}.samples")
    refuse_samples(f"{DESIGN}.samples", method, found, faults)
    return found


def refuse_samples(key: str, method: str, samples: int, faults: Faults) -> None:
    """Refuse a size that a method does not have."""
    below = 1 << (samples.bit_length() - 1)
    if method == "sobol" and samples != below:
        faults.refuse(key, samples, f"a power of two, such as {below} or {2 * below}")
    if method == "fast" and samples < LEAST_SAMPLES:
        allowed = f"at least {LEAST_SAMPLES}: fewer cannot tell the factors' frequencies apart"
        faults.refuse(key, samples, allowed)


def _file(table: Mapping[str, Any], method: str, folder: Path, faults: Faults) -> Path | None:
    if method != "list":
        if "file" in table:
            faults.refuse(f"{DESIGN}.file", table["file"], "nothing: only a list is read from one")
        return None
    name = faults.text(table, "file", None, f"{DESIGN}.file")
    path = folder / name
    if name and not path.is_file():
        faults.refuse(f"{DESIGN}.file", name, "the path of a CSV file, seen from the study's own")
        return None
    return path if name else None
