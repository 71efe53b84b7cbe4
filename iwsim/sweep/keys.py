"""What names a run of a study: everything that can change it, and nothing else.

The scenario is hashed once and not once a point, so that a hundred thousand keys take seconds. It
enters without its arms and the arm by itself: a study with more arms, points or replicates finds
the runs that are there.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from iwsim.designs.factor import Changes
from iwsim.scenario import Scenario
from iwsim.study.keys import canonical, fingerprint, sha256
from iwsim.sweep.definition import Point, Study

DIGEST = "S32"
"""A key as its raw digest: 32 bytes take a third of their text."""


def base_key(scenario: Scenario) -> str:
    """Return the SHA-256 of a scenario without its arms."""
    return sha256(canonical(replace(scenario, arms={}).resolved()))


def arm_key(scenario: Scenario, arm: str) -> str:
    """Return the SHA-256 of an arm, and of the one whose money it spends."""
    names = {arm, scenario.arms[arm].same_money_as or arm}
    arms = replace(scenario, arms={name: scenario.arms[name] for name in sorted(names)})
    return sha256(canonical({"arm": arm, "arms": arms.resolved()["arms"]}))


def run_digests(study: Study, points: Sequence[Point]) -> NDArray[np.bytes_]:
    """Return the keys of all runs at some points, by (point, arm, replicate).

    Parameters
    ----------
    study
        The study.
    points
        Some of its points.
    """
    base, model = base_key(study.scenario), fingerprint()
    arms = [arm_key(study.scenario, arm) for arm in study.arms]
    found = np.empty((len(points), len(arms), study.replicates), DIGEST)
    for at, point in enumerate(points):
        head = f"{base} {study.seed_at(point)} {model}"
        for place, key in enumerate(arms):
            changes = canonical(felt_by(study.scenario, study.arms[place], point.changes))
            begun = hashlib.sha256(f"{head} {key} {changes} ".encode())
            for replicate in range(study.replicates):
                whole = begun.copy()
                whole.update(b"%d" % replicate)
                found[at, place, replicate] = whole.digest()
    return found


def felt_by(scenario: Scenario, arm: str, changes: Changes) -> dict[str, float]:
    """Return the changes that an arm can feel: not those of other arms' ways of working.

    So points that differ in another arm alone share the runs of this one.
    """
    own = (f"arms.{arm}.", f"arms.{scenario.arms[arm].same_money_as}.")
    return {
        name: value
        for name, value in changes.items()
        if not name.startswith("arms.") or name.startswith(own)
    }


def as_text(digest: bytes) -> str:
    """Return a key as the tables hold it: 64 hexadecimal digits."""
    return digest.ljust(32, b"\0").hex()
