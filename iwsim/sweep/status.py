"""How far a study has come, and whether what its folder holds is sound."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from iwsim.study import manifest
from iwsim.study.keys import fingerprint
from iwsim.study.lock import holder_of
from iwsim.study.parts import RUNS, part_files, read_parts
from iwsim.sweep.definition import Study
from iwsim.sweep.kept import kept_study
from iwsim.sweep.keys import run_digests


class Status(NamedTuple):
    """What a folder of a study holds.

    Parameters
    ----------
    study
        The study, as it was last asked for.
    runs, finished, failed
        Runs asked for, finished, and failed and not made again since.
    damaged
        Files that are not what was once written.
    parts, size
        Number of parts, and bytes on the disk.
    foreign
        Whether another version of the model made the runs.
    holder
        Who works on it now, empty for nobody.
    reasons
        How many runs failed for which reason.
    """

    study: Study
    runs: int
    finished: int
    failed: int
    damaged: tuple[Path, ...]
    parts: int
    size: int
    foreign: bool
    holder: str
    reasons: Mapping[str, int]

    @property
    def missing(self) -> int:
        """Runs that were not made, failed ones left out."""
        return self.runs - self.finished - self.failed

    @property
    def sound(self) -> bool:
        """Whether every file is what was written."""
        return not self.damaged


def status_of(folder: Path) -> Status:
    """Return how far a study has come; every file is read and checked against its checksum.

    Raises
    ------
    StoreError
        If the folder holds no study, or its manifest is damaged.
    """
    study = kept_study(folder)
    wanted = np.unique(run_digests(study, study.points))
    sound, damaged = read_parts(folder, names=())
    finished: set[bytes] = set()
    reasons: dict[bytes, str] = {}
    for part in sound:
        runs = part.tables[RUNS]
        for key, state, reason in zip(
            *(runs[name].to_pylist() for name in ("key", "status", "reason")), strict=True
        ):
            if state == "finished":
                finished.add(bytes.fromhex(key))
            else:
                reasons[bytes.fromhex(key)] = reason
    made = np.isin(wanted, np.array(list(finished), wanted.dtype))
    asked = np.isin(np.array(list(reasons), wanted.dtype), wanted)
    failed = [
        reason
        for (key, reason), mine in zip(reasons.items(), asked, strict=True)
        if mine and key not in finished
    ]
    told = manifest.read(folder)
    return Status(
        study=study,
        runs=int(wanted.size),
        finished=int(made.sum()),
        failed=len(failed),
        damaged=tuple(sorted(damaged)),
        parts=len(sound),
        size=sum(path.stat().st_size for path in part_files(folder)),
        foreign=told["fingerprint"] != fingerprint(),
        holder=holder_of(folder),
        reasons={reason: failed.count(reason) for reason in dict.fromkeys(failed)},
    )
