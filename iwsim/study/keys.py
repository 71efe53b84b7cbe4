"""What names a run: the key made from everything that can change its result."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from iwsim.kernel import kernel_sources
from iwsim.scenario import Scenario

_PACKAGE = Path(__file__).parent.parent
_SHORT = 8
_MOVES_NO_NUMBER = {
    "__init__.py",
    "__main__.py",
    "agents.py",
    "cli.py",
    "errors.py",
    "mesa_views.py",
    "shipped.py",
}
"""Modules beside the rooms whose change leaves every result as it is; a new one counts."""


def canonical(value: Any) -> str:
    """Return the one JSON text of a plain value: keys sorted, no blanks, no NaN.

    Parameters
    ----------
    value
        Dictionaries with text keys, lists, tuples, texts, numbers, booleans and None.

    Raises
    ------
    ValueError
        If a number is not finite.
    TypeError
        If something else than these is inside.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@cache
def fingerprint() -> str:
    """Return the SHA-256 of the model's sources: results of another one are never mixed with ours.

    It covers the sources of all kernels (parameters, state, luck, world, processes, week,
    outcomes) and of the modules that put them together into a run.
    """
    digest = hashlib.sha256()
    beside = {path for path in _PACKAGE.glob("*.py") if path.name not in _MOVES_NO_NUMBER}
    for path in sorted({*kernel_sources(), *beside}):
        name = path.relative_to(_PACKAGE).as_posix().encode("utf-8")
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(b"%d:%s%d:%s" % (len(name), name, len(content), content))
    return digest.hexdigest()


def run_key(scenario: Scenario, arm: str, seed: int, replicate: int) -> str:
    """Return the key of one run.

    Parameters
    ----------
    scenario
        The scenario; all of it enters the key, resolved.
    arm
        Name of one of its arms.
    seed, replicate
        The address of its luck.

    Returns
    -------
    str
        SHA-256 of the canonical JSON of scenario, arm, seed, replicate, weeks and fingerprint.
    """
    return run_keys(scenario, [arm], seed, [replicate])[arm, replicate]


def run_keys(
    scenario: Scenario, arms: Iterable[str], seed: int, replicates: Iterable[int]
) -> Mapping[tuple[str, int], str]:
    """Return the keys of all runs of these arms and replicates, by (arm, replicate)."""
    key_of = key_maker(scenario, seed)
    replicates = tuple(replicates)
    return {(arm, replicate): key_of(arm, replicate) for arm in arms for replicate in replicates}


def key_maker(scenario: Scenario, seed: int) -> Callable[[str, int], str]:
    """Return what makes the key of an arm and a replicate.

    The scenario is written out once, since in a large study that is what takes the time.
    """
    described = canonical(scenario.resolved())
    made_by, weeks = fingerprint(), scenario.weeks

    def key_of(arm: str, replicate: int) -> str:
        return sha256(
            f'{{"arm":{canonical(arm)},"fingerprint":"{made_by}","replicate":{replicate},'
            f'"scenario":{described},"seed":{seed},"weeks":{weeks}}}'
        )

    return key_of


def study_key(scenario: Scenario, seed: int) -> str:
    """Return what a folder of results belongs to: SHA-256 of resolved scenario and seed.

    Arms and replicates are left out, so that asking for more of them goes on from what is there;
    the fingerprint is left out, so that a changed model meets the older folder and refuses it.
    """
    return sha256(canonical({"scenario": scenario.resolved(), "seed": seed}))


def results_folder(scenario: Scenario, seed: int, below: Path) -> Path:
    """Return the folder for results of a scenario: ``<below>/results/<name>-<short key>``."""
    return below / "results" / f"{scenario.name}-{study_key(scenario, seed)[:_SHORT]}"
