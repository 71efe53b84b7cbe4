"""The folder of a calibration: what it belongs to, and the files that tell what was found."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from iwsim.calibration import diagnostics, lazy, prior
from iwsim.calibration.calibrate import Calibration, Size
from iwsim.calibration.report import (
    COVERAGE,
    DESCRIPTION,
    DISTANCES,
    EMULATOR,
    ENSEMBLE,
    PARAMETERS,
    ROUNDS,
    TARGETS,
)
from iwsim.calibration.targets import targets
from iwsim.errors import StoreError
from iwsim.study import calls, manifest
from iwsim.study.keys import fingerprint
from iwsim.study.lock import held
from iwsim.study.parts import store_errors

_WHAT = "calibration"
_EMULATES = "scikit-learn"
"""The library on which it hangs which sets are run."""
_DECIDE = ("what", "fingerprint", "targets", "runs", "seed", "candidates", "runs_a_round")
"""What must be the same for a calibration to go on from what a folder holds."""
_RUNS = (prior.LEVELS, prior.SETS, lazy.ROUNDS)
_STARTED = (manifest.NAME, *_RUNS, COVERAGE)
_OF_A_ROUND = ["round", "runs", "expected", "kept", "share", "kept_so_far", "worth_so_far"]


@contextmanager
def folder_of(size: Size, folder: Path, force: bool) -> Iterator[None]:
    """Hold a folder for a calibration; what it holds of another one is refused.

    Parameters
    ----------
    size
        How large the calibration is.
    folder
        Where it is kept.
    force
        Remove what it holds first.

    Raises
    ------
    StoreError
        If it cannot be used, or holds something else.
    """
    with store_errors(folder):
        calls.make_folder(folder)
    with held(folder):
        if force:
            with store_errors(folder):
                for pattern in _STARTED:
                    for file in folder.glob(pattern):
                        calls.remove(file)
        described = _opening(size)
        if (folder / manifest.NAME).exists():
            _refuse_another(folder, manifest.read(folder), described)
        else:
            _refuse_unknown(folder)
            manifest.write(folder, described)
        yield


def _opening(size: Size) -> dict[str, Any]:
    return {
        "written_by": "iwsim",
        "what": _WHAT,
        "status": "running",
        "started": _now(),
        "ended": None,
        "fingerprint": fingerprint(),
        "targets": targets_digest(),
        "revision": manifest.code_revision(),
        "versions": {**manifest.versions(), _EMULATES: version(_EMULATES)},
        **size._asdict(),
    }


def _refuse_another(folder: Path, there: dict[str, Any], asked: dict[str, Any]) -> None:
    others = [name for name in _DECIDE if there.get(name) != asked[name]]
    if others:
        raise StoreError(
            f"{folder}: holds results with another {', '.join(others)}. Choose another folder, or "
            "replace them with --force."
        )


def _refuse_unknown(folder: Path) -> None:
    if any(True for pattern in _RUNS for _ in folder.glob(pattern)):
        raise StoreError(
            f"{folder}: holds runs of a calibration without its {manifest.NAME}, so that nobody "
            "knows of which. Choose another folder, or replace them with --force."
        )


def targets_digest() -> str:
    """Return the SHA-256 of the table of targets."""
    content = Path(__file__).with_name("targets.csv").read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Files(NamedTuple):
    """What a calibration leaves behind, as tables and plain values, by name of the file."""

    tables: dict[str, pd.DataFrame]
    description: dict[str, Any]


def files_of(calibration: Calibration, candidates: int) -> Files:
    """Return the tables of a calibration and the description of its ensemble.

    Parameters
    ----------
    calibration
        What was found.
    candidates
        Candidates of a round.
    """
    kept = calibration.kept
    return Files(
        {
            ENSEMBLE: calibration.members,
            DISTANCES: pd.DataFrame(
                {"distance": calibration.distances}, index=calibration.members.index
            ),
            PARAMETERS: calibration.parameters,
            TARGETS: calibration.targets,
            EMULATOR: diagnostics.emulator_table(
                calibration.emulator, list(calibration.prior.sets.columns), targets()
            ),
            ROUNDS: _rounds(calibration, candidates),
        },
        {
            "fingerprint": fingerprint(),
            "threshold": kept.threshold,
            "identified": list(calibration.identified),
            "from_rounds": calibration.from_rounds,
            "kept": len(kept.weights),
            "worth": kept.worth,
        },
    )


def _rounds(calibration: Calibration, candidates: int) -> pd.DataFrame:
    """Return one row a round.

    ``expected`` is how many sets its emulator expected to be kept, and ``share`` an estimate of the
    share of all sets from the plausible ranges that would be: what the kept ones weigh together, by
    the candidates.
    """
    rows = []
    for number, one in enumerate(calibration.rounds, start=1):
        kept = lazy.met([one], targets())
        so_far = lazy.met(calibration.rounds[:number], targets())
        rows.append(
            {
                "round": number,
                "runs": len(one.sets),
                "expected": float(one.emulated.sum()),
                "kept": len(kept.weights),
                "share": float(kept.weights.sum()) / candidates,
                "kept_so_far": len(so_far.weights),
                "worth_so_far": so_far.worth,
            }
        )
    return pd.DataFrame(rows, columns=_OF_A_ROUND)


def close(folder: Path, size: Size, files: Files) -> None:
    """Write down in the manifest that a calibration has ended, and beside it what the model was.

    One that was complete, and has no more rounds now, keeps the time at which it ended.
    """
    with store_errors(folder):
        text = json.dumps(files.description, indent=1) + "\n"
        calls.save(folder / DESCRIPTION, text.encode("utf-8"))
    there, made = manifest.read(folder), len(files.tables[ROUNDS])
    was_complete = there["status"] == "complete" and there.get("rounds_made") == made
    ended = there["ended"] if was_complete else _now()
    closing = {"status": "complete", "ended": ended, "rounds_made": made, **size._asdict()}
    manifest.write(folder, {**there, **closing})
