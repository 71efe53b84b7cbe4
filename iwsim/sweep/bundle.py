"""A study as the supplement of a paper: what it says, and all that it takes to make it again."""

import hashlib
import json
import platform
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from iwsim.errors import StoreError
from iwsim.study import calls, manifest
from iwsim.study.digest import digest
from iwsim.study.parts import FOLDER, store_errors
from iwsim.sweep.definition import Study
from iwsim.sweep.designing import USUAL_SAMPLES
from iwsim.sweep.environment import installed
from iwsim.sweep.files import DEFINITION
from iwsim.sweep.kept import DESIGN_FILE
from iwsim.sweep.over_ensemble import ENSEMBLE

CHECKSUMS = "SHA256SUMS"
README = "README.txt"
ENVIRONMENT = "environment.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file in a bundle: when it was packed is no part of the results."""
_KEPT = ("*.csv", "*.json", "*.parquet", "figures/*", f"{FOLDER}/*.parquet")
_NO_DEFINITION = "The study's own file is not here: the folder of its runs does not keep it."


class Bundle(NamedTuple):
    """A bundle that was written.

    Parameters
    ----------
    path
        The file.
    files
        Names of the files in it.
    digest
        Digest of the runs in it.
    untold
        That the study's own file is not in it, empty if it is.
    """

    path: Path
    files: tuple[str, ...]
    digest: str
    untold: str


def write_bundle(study: Study, folder: Path, target: Path) -> Bundle:
    """Write a study as one zip file.

    It holds the study's own files, the manifest with the resolved scenario, the design, every run,
    tables and figures, versions of all libraries, a text that says how to check and how to rerun
    it, and a list of checksums. The same results give the same bytes where the same libraries are
    installed.

    Parameters
    ----------
    study
        The study.
    folder
        Where its results are.
    target
        The file.

    Raises
    ------
    StoreError
        If the folder holds no results, or the file cannot be written.
    """
    told = manifest.read(folder)
    of_runs = digest(folder)
    texts = {ENVIRONMENT: _environment(told), README: _readme(study, told, of_runs)}
    sums = {}
    temporary = target.with_name(target.name + calls.TEMPORARY)
    with store_errors(target):
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as packed:

            def pack(name: str, body: bytes) -> None:
                sums[name] = hashlib.sha256(body).hexdigest()
                packed.writestr(
                    zipfile.ZipInfo(f"{study.name}/{name}", _EPOCH), body, zipfile.ZIP_DEFLATED
                )  # an info of its own would leave it as large as it is

            for name, path in _files(folder):
                pack(name, path.read_bytes())
            for name, body in study.files.items():
                pack(f"{DEFINITION}/{name}", body)
            for name, text in texts.items():
                pack(name, text.encode("utf-8"))
            listed = "".join(f"{checksum}  {name}\n" for name, checksum in sums.items())
            pack(CHECKSUMS, listed.encode("utf-8"))
        calls.rename(temporary, target)
    return Bundle(target, tuple(sums), of_runs, "" if study.files else _NO_DEFINITION)


def check_bundle(folder: Path) -> tuple[str, ...]:
    """Return the files of an unpacked bundle that are not what its list of checksums says.

    Raises
    ------
    StoreError
        If there is no list.
    """
    path = folder / CHECKSUMS
    if not path.is_file():
        raise StoreError(f"{folder}: holds no {CHECKSUMS}.")
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        body = (folder / name).read_bytes() if (folder / name).is_file() else b""
        if hashlib.sha256(body).hexdigest() != expected:
            wrong.append(name)
    return tuple(wrong)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    seen = set()
    for pattern in _KEPT:
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and path not in seen:
                seen.add(path)
                yield path.relative_to(folder).as_posix(), path


def _environment(told: Mapping[str, object]) -> str:
    """Return what made the runs, and all that is installed where they are packed."""
    made_by = told["versions"]
    assert isinstance(made_by, Mapping)
    of_runs = {**made_by, "model": told["fingerprint"], "revision": told["revision"]}
    here = {"python": platform.python_version(), "machine": manifest.machine()}
    return "\n".join(
        [
            "# The runs were made with:",
            *(f"# {name} {version}" for name, version in of_runs.items()),
            "# This was packed with all of what follows, as pip --constraint reads it:",
            *(f"# {name} {version}" for name, version in here.items()),
            *(f"{name}=={version}" for name, version in installed().items()),
            "",
        ]
    )


def _readme(study: Study, told: Mapping[str, object], of_runs: str) -> str:
    design = told["design"]
    size = f"{len(study.points):,} points, {study.replicates} replicates, {study.runs:,} runs"
    kept = f"  {DEFINITION}/       the files that the study was read from\n" if study.files else ""
    fingerprint = design["fingerprint"] if isinstance(design, Mapping) else "none"
    return f"""{study.title}

{study.description}

Study {study.name} of the scenario {study.scenario.name}: {size}, seed {study.seed}.
Design: {json.dumps(fingerprint)}
Digest of the runs: {of_runs}

What is here
{kept}  {manifest.NAME}      what was asked: scenario as resolved, arms, factors, seed, versions
  {DESIGN_FILE}    the points of the design, each factor between 0 and 1
  {FOLDER}/            every run, one row each, as checked Parquet
  *.csv, figures/   what the runs say; analysis.json: how a sample was analysed
  {ENVIRONMENT}   versions of Python and of all libraries: of the runs, and of the packing
  {CHECKSUMS}        checksums of all files

To check it:      sha256sum --check {CHECKSUMS}
To make it again: iwsim study rerun {study.name}
  in the folder above this one, with the version of iwsim named in {ENVIRONMENT}. The runs are made
  anew beside these; their digest is compared with the one above, their tables with those here.
{_from_its_file(study)}
"""


def _from_its_file(study: Study) -> str:
    if not study.files:
        return _NO_DEFINITION
    size = ""
    if study.design is not None and study.design.method in USUAL_SAMPLES:
        size = f" --samples {study.design.samples}"
    if study.members is not None:
        size = f" --ensemble {ENSEMBLE}.csv"
    return f"""To begin it anew, in the folder {DEFINITION}:
  iwsim study {study.name}.toml --seed {study.seed} --replicates {study.replicates}{size}"""
