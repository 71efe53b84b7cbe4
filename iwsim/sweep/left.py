"""What of a study its folder does not hold yet, and whether the study goes on from it at all."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.design import Design
from iwsim.designs.extension import GROWING, refuse_extension
from iwsim.errors import DesignError, StoreError
from iwsim.study import manifest
from iwsim.sweep.definition import Study
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests

_OF_SIZE = ("design", "replicates")
_OF_ONE_START = ("started", "ended", "status", "finished", "failed", "revision", "versions")


class Left(NamedTuple):
    """What of a study its folder does not hold.

    Parameters
    ----------
    digests
        Keys of all its runs, by (point, arm, replicate).
    missing
        Which of them are to be made.
    whole
        How many runs the study has, those that several points share counted once.
    """

    digests: NDArray[np.bytes_]
    missing: NDArray[np.bool_]
    whole: int

    @property
    def runs(self) -> int:
        """How many runs are to be made."""
        return int(self.missing.sum())

    @property
    def tasks(self) -> int:
        """How many tasks they are: all arms of a replicate at a point are one."""
        return int(self.missing.any(axis=1).sum())


def left_of(study: Study, holds: Callable[[NDArray[np.bytes_]], NDArray[np.bool_]]) -> Left:
    """Return which runs of a study are left; points that are the same share theirs.

    Parameters
    ----------
    study
        The study.
    holds
        Says of keys whether their runs are finished.
    """
    digests = run_digests(study, study.points)
    _, first = np.unique(digests, return_index=True)
    missing = np.zeros(digests.size, dtype=bool)
    missing[first] = True
    missing &= ~holds(digests.reshape(-1))
    return Left(digests, missing.reshape(digests.shape), first.size)


def begun_study(folder: Path) -> Study | None:
    """Return the study that a folder tells of, None where it tells of none that can be read."""
    try:
        return kept_study(folder)
    except StoreError:
        return None


def refuse_other_points(begun: Study, study: Study) -> None:
    """Refuse another size of a design if it would not go on from the points that were run.

    A smaller size is a part of what is there where the first points are a smaller design. Factors,
    ranges and options may change: that is another question, and its points are known by what they
    set.

    Parameters
    ----------
    begun
        The study as its folder tells of it.
    study
        The study as it is asked for now.

    Raises
    ------
    DesignError
        If points that were run would be lost; the message says why.
    """
    before, after = begun.design, study.design
    if before is None or after is None or not _asks_the_same(before, after):
        return
    if after.method == "fast":
        refuse_extension(after.method, before.samples, after.samples)
    if after.method not in GROWING:
        return
    smaller, larger = sorted((before, after), key=lambda design: design.samples)
    refuse_extension(after.method, smaller.samples, larger.samples)
    if not _is_first_part(smaller, larger):
        raise DesignError(
            f"the {before.samples} points that were run are not among the {after.samples} that are "
            f"asked for: a {after.method} grows from the samples in its file, so leave these as "
            f"they were and give the new size by --samples {after.samples}, or choose another "
            "folder"
        )


def is_told(folder: Path, begun: Study, study: Study, now: Mapping[str, Any]) -> bool:
    """Return whether a folder tells of a study already, or of a larger one of the same kind.

    So a look at fewer samples or replicates leaves the folder as it is.

    Parameters
    ----------
    folder, begun
        The folder, and the study that it tells of.
    study, now
        The study as it is asked for, and the manifest that would tell of it.
    """
    there = manifest.read(folder)
    if _without_size(there) != _without_size(json.loads(json.dumps(now))):
        return False
    before, after = begun.design, study.design
    same = before is after if before is None or after is None else _same_points(before, after)
    if same and study.replicates == begun.replicates:
        return bool(there["status"] == "complete")
    smaller = before is not None and after is not None and _is_first_part(after, before)
    return (same or smaller) and study.replicates <= begun.replicates


def _without_size(told: Mapping[str, Any]) -> dict[str, Any]:
    left_out = (*_OF_SIZE, *_OF_ONE_START)
    return {name: value for name, value in told.items() if name not in left_out}


def _asks_the_same(one: Design, other: Design) -> bool:
    """Return whether two designs differ in nothing but their size and points."""

    def asked(design: Design) -> tuple[object, ...]:
        options = (design.second_order, design.levels)
        return (design.method, design.factors, design.seed, options)

    return asked(one) == asked(other)


def _same_points(one: Design, other: Design) -> bool:
    return one.fingerprint() == other.fingerprint()


def _is_first_part(smaller: Design, larger: Design) -> bool:
    """Return whether the points of a design are the first ones of a larger one of its kind."""
    if smaller.method not in GROWING or not _asks_the_same(smaller, larger):
        return False
    return bool(
        smaller.points <= larger.points and (smaller.unit == larger.unit[: smaller.points]).all()
    )
