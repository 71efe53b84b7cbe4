"""The manifest of a folder of results: what was asked, of which model, with which versions."""

import json
import platform
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from iwsim.errors import StoreError
from iwsim.parameters import GROUPS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import AgencySpec, Arm, BlockSpec, PostSpec, Scenario
from iwsim.study import calls
from iwsim.study.parts import SCHEMA_VERSION, Stamp, store_errors

NAME = "manifest.json"
_OURS = "iwsim"
_LIBRARIES = ("mesa", "numba", "numpy", "pandas", "pyarrow", "scipy")


def opening(
    scenario: Scenario, seed: int, arms: Sequence[str], replicates: int, stamp: Stamp
) -> dict[str, Any]:
    """Return the manifest at the start of a comparison.

    Parameters
    ----------
    scenario, seed, arms, replicates
        What was asked for.
    stamp
        What the folder belongs to.
    """
    return {
        "written_by": _OURS,
        "schema_version": SCHEMA_VERSION,
        "status": "running",
        "started": _now(),
        "ended": None,
        "study": stamp.study,
        "fingerprint": stamp.fingerprint,
        "revision": code_revision(),
        "versions": dict(versions()),
        "seed": seed,
        "arms": list(arms),
        "replicates": replicates,
        "title": scenario.title,
        "description": scenario.description,
        "files": list(scenario.files),
        "scenario": scenario.resolved(),
    }


def closing(manifest: Mapping[str, Any], finished: int, failed: int) -> dict[str, Any]:
    """Return the manifest at the end, with the numbers of finished and failed runs."""
    status = "complete" if failed == 0 else "some runs failed"
    ended = {"status": status, "ended": _now(), "finished": finished, "failed": failed}
    return {**manifest, **ended}


def write(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, whole or not at all."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    with store_errors(folder / NAME):
        calls.save(folder / NAME, text.encode("utf-8"))


def read(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder.

    Raises
    ------
    StoreError
        If there is none, or it is not one of ours, or it cannot be read.
    """
    path = folder / NAME
    with store_errors(path):
        if not path.exists():
            raise StoreError(f"{folder}: holds no results (there is no {NAME}).")
        content = calls.read(path)
    try:
        manifest = json.loads(content)
    except ValueError as error:
        raise StoreError(f"{path}: damaged ({error}).") from error
    if not isinstance(manifest, dict) or manifest.get("written_by") != _OURS:
        raise StoreError(f"{path}: was not written by iwsim; choose another folder.")
    return manifest


def tells_of(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Return whether the manifest of a folder tells of the same runs, ended like these."""
    if not (folder / NAME).exists():
        return False
    there = read(folder)
    same = ("study", "fingerprint", "arms", "replicates", "status", "finished", "failed")
    return all(there.get(name) == manifest[name] for name in same)


def scenario_of(manifest: Mapping[str, Any]) -> Scenario:
    """Return the scenario that a manifest describes, as it was when its runs were made."""
    plain = manifest["scenario"]
    groups = {
        name: GROUPS[name](**values)
        for name, values in plain["parameters"].items()
        if name in GROUPS
    }
    return Scenario(
        name=plain["name"],
        title=manifest["title"],
        description=manifest["description"],
        price_year=plain["price_year"],
        blocks=tuple(BlockSpec(**block) for block in plain["blocks"]),
        agencies=tuple(_agency(agency) for agency in plain["agencies"]),
        parameters=groups,
        arms={name: _arm(name, arm) for name, arm in plain["arms"].items()},
        weeks=plain["weeks"],
        baseline=plain["baseline"],
        spin_up=plain["spin_up"],
        files=tuple(manifest["files"]),
    )


def _agency(plain: Mapping[str, Any]) -> AgencySpec:
    posts = tuple(PostSpec(**post) for post in plain["posts"])
    return AgencySpec(**{**plain, "domains": tuple(plain["domains"]), "posts": posts})


def _arm(name: str, plain: Mapping[str, Any]) -> Arm:
    return Arm(
        name=name,
        preset=plain["preset"],
        arrangement=Arrangement(**plain["arrangement"]),
        extra_posts=tuple(plain["extra_posts"].items()),
        same_money_as=plain["same_money_as"],
    )


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of iwsim, Python and the libraries that results rest on."""
    found = {
        "python": platform.python_version(),
        "machine": machine(),
    }
    for library in (_OURS, *_LIBRARIES):
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "unknown"
    return found


def machine() -> str:
    """Return the system and the kind of processor of this machine."""
    return f"{sys.platform} {platform.machine()}"


def code_revision() -> str:
    """Return the revision of the checkout that iwsim runs from, empty outside a checkout."""
    git = Path(__file__).parents[2] / ".git"
    try:
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head
        name = head.removeprefix("ref: ")
        loose = git / name
        if loose.is_file():
            return loose.read_text(encoding="utf-8").strip()
        for line in (git / "packed-refs").read_text(encoding="utf-8").splitlines():
            revision, _, reference = line.partition(" ")
            if reference == name:
                return revision
    except OSError:
        return ""
    return ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
