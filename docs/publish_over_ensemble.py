"""Publish what a study over an ensemble says: its two tables, and what they were made of.

``python docs/publish_over_ensemble.py FOLDER``, where ``iwsim study NAME --ensemble --out FOLDER``
has made its runs, writes the tables of NAME into results/reference/studies/NAME_ensemble, from the
runs and not from what else lies in the folder, and beside them ``manifest.json``: model, ensemble,
sizes, seed, and the digest of the runs. Refused are runs of another model, missing runs, and other
sets than those of the ensemble that travels with iwsim. Then ``python docs/generate_questions.py``.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from iwsim.calibration.ensemble import read_ensemble
from iwsim.cli.files import save_table, save_text
from iwsim.errors import EXIT_DONE, IwsimError, StoreError
from iwsim.study import manifest
from iwsim.study.digest import digest
from iwsim.sweep.definition import Study
from iwsim.sweep.files import DEFINITION
from iwsim.sweep.keys import as_text, run_digests
from iwsim.sweep.over_ensemble import ENSEMBLE, over_tables, settings_of
from iwsim.sweep.results import results_of
from iwsim.sweep.status import Status, status_of
from iwsim.validation.sets import digest_of
from paper_questions.published import over_ensemble_folder


def publish(folder: Path, target: Path | None = None) -> Path:
    """Write tables and manifest of a study over the shipped ensemble; return where they are.

    Parameters
    ----------
    folder
        Where its runs are.
    target
        Where they are published, None for the usual place.

    Raises
    ------
    StoreError
        If the folder holds something else, or not all of it.
    """
    found = status_of(folder)
    study = found.study
    refused = _refused(found) or _other_sets(folder)
    if refused:
        raise StoreError(f"{folder}: {refused}")
    there = over_ensemble_folder(study.name) if target is None else target
    for name, table in over_tables(results_of(study, folder)).tables():
        save_table(there / f"{name}.csv", table)
    text = json.dumps(_described(study, found, folder), indent=1, ensure_ascii=False) + "\n"
    save_text(there / manifest.NAME, text)
    return there


def _refused(found: Status) -> str:
    """Return why the runs of a folder are not to be published, empty if they are."""
    if found.study.members is None:
        return "holds a study, but not over an ensemble"
    if found.foreign:
        return "its runs were made by another version of the model"
    if found.missing or not found.sound:
        return f"{found.missing} runs are missing, {len(found.damaged)} files are damaged"
    return ""


def _other_sets(folder: Path) -> str:
    kept = folder / DEFINITION / f"{ENSEMBLE}.csv"
    if not kept.is_file():
        return "does not keep the sets that it was made over"
    same = digest_of(read_ensemble(kept)) == digest_of(read_ensemble())
    return "" if same else "was made over other sets than those that travel with iwsim"


def _described(study: Study, found: Status, folder: Path) -> Mapping[str, Any]:
    """Return what the tables were made of."""
    assert study.members is not None, "it was refused"
    told = manifest.read(folder)
    own = set(map(as_text, run_digests(study, study.points).reshape(-1).tolist()))
    settings = settings_of(study)
    return {
        "written_by": "iwsim",
        "what": "tables of a study over an ensemble",
        "name": study.name,
        "fingerprint": told["fingerprint"],
        "ensemble": {
            "fingerprint": study.members.fingerprint,
            "digest": digest_of(read_ensemble()),
            "sets": len(settings[0].rows),
            "parameters": len(study.members.names),
            "held": list(study.members.held),
            "by_settings": list(study.members.by_settings),
        },
        "settings": len(settings),
        "arms": list(study.arms),
        "replicates": study.replicates,
        "seed": study.seed,
        "runs": found.runs,
        "failed": found.failed,
        "digest": digest(folder, own),
        "revision": told["revision"],
        "versions": told["versions"],
        "ended": told["ended"],
    }


def main(words: Sequence[str] | None = None) -> int:
    """Publish the study of a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "folder", type=Path, help="what `iwsim study NAME --ensemble --out FOLDER` has written"
    )
    parser.add_argument("--tables", type=Path, help="where they are written (default: published)")
    asked = parser.parse_args(words)
    try:
        there = publish(asked.folder, asked.tables)
    except IwsimError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"Tables and manifest in {there}")
    return EXIT_DONE


if __name__ == "__main__":
    sys.exit(main())
