"""What is known of a pattern over many parameter sets, and where it is kept: one file a pattern."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from iwsim.study import calls
from iwsim.study.parts import store_errors

Family = Literal["plausible", "ensemble"]
"""Sets drawn from the plausible ranges, or those of the calibrated ensemble."""

FAMILIES: tuple[Family, ...] = get_args(Family)
_FOLDER = "robustness"


class Split(NamedTuple):
    """One parameter that tells where a pattern passes.

    Parameters
    ----------
    parameter, threshold
        The parameter, and the value up to which a set counts as low.
    where
        The sets that are split, empty for all.
    low, high
        Mean probability of passing in the low and in the high ones.
    low_sets, high_sets
        How many these are.
    """

    parameter: str
    threshold: float
    where: str
    low: float
    high: float
    low_sets: int
    high_sets: int


class Chance(NamedTuple):
    """Posterior probabilities averaged over sets.

    Parameters
    ----------
    sign
        That the effect has the claimed sign; NaN where none is claimed.
    passing
        That it passes the smallest effect, or stays inside the margin.
    error
        Standard error of `passing` over sets.
    undefined
        Sets in which an outcome is not defined, which are in no average.
    """

    sign: float
    passing: float
    error: float
    undefined: int


class Over(NamedTuple):
    """A pattern over one family of sets.

    Parameters
    ----------
    digest
        Of the sets: their parameters and values.
    seed
        Seed of the sets; -1 where they come from a file.
    model
        Fingerprint of the model that they were calibrated with, empty where there is none.
    members
        Numbers of the sets that were run.
    replicates
        Replicates a set.
    left_out
        Parameters that the pattern or its scenario sets, and that no set changes.
    refused
        Sets that break a rule of scenarios together with what the pattern sets.
    pattern
        Of the pattern: that all clauses that count do.
    clauses
        Of each clause, by name.
    splits
        Which parameters split where it fails.
    no_split
        Why there is none, empty where there is.
    effects
        By clause, set and replicate, in smallest effects, positive on the claimed side.
    """

    digest: str
    seed: int
    model: str
    members: tuple[int, ...]
    replicates: int
    left_out: tuple[str, ...]
    refused: int
    pattern: Chance
    clauses: Mapping[str, Chance]
    splits: tuple[Split, ...]
    no_split: str
    effects: Mapping[str, list[list[float]]]

    def asked_for(self) -> tuple[object, ...]:
        """Return what must be the same for these numbers to be the ones that are asked for."""
        return (self.digest, self.members, self.replicates, self.left_out)


Robustness = Mapping[Family, Over]
"""What is known of a pattern, by family; a family that was not tried is not there."""


def keep_robustness(folder: Path, key: str, model: str, declared: str, found: Robustness) -> None:
    """Write the file of a pattern, whole or not at all.

    Parameters
    ----------
    folder
        Of the scorecard.
    key
        Number of the pattern.
    model
        Fingerprint of the model.
    declared
        Hash of what the pattern declares.
    found
        What is known of it.
    """
    text = json.dumps({"model": model, "declaration": declared, "families": plain(found)})
    path = _path(folder, key)
    with store_errors(path):
        calls.make_folder(path.parent)
        calls.save(path, f"{text}\n".encode())


def kept_robustness(folder: Path, key: str, model: str, declared: str) -> Robustness:
    """Return what a folder holds of a pattern; nothing if of another model or declaration."""
    path = _path(folder, key)
    if not path.is_file():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    if (kept.get("model"), kept.get("declaration")) != (model, declared):
        return {}
    families = kept["families"]
    return {family: _over(families[family]) for family in FAMILIES if family in families}


def plain(found: Robustness) -> dict[str, Any]:
    """Return what is known of a pattern as plain values."""
    return {family: _plain(over) for family, over in found.items()}


def _path(folder: Path, key: str) -> Path:
    return folder / _FOLDER / f"{key}.json"


def _plain(over: Over) -> dict[str, Any]:
    return {
        **over._asdict(),
        "pattern": over.pattern._asdict(),
        "clauses": {name: chance._asdict() for name, chance in over.clauses.items()},
        "splits": [split._asdict() for split in over.splits],
    }


def _over(kept: Mapping[str, Any]) -> Over:
    return Over(
        **{
            **kept,
            "members": tuple(kept["members"]),
            "left_out": tuple(kept["left_out"]),
            "pattern": Chance(**kept["pattern"]),
            "clauses": {name: Chance(**chance) for name, chance in kept["clauses"].items()},
            "splits": tuple(Split(**split) for split in kept["splits"]),
        }
    )
