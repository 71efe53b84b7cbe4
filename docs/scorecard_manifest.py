"""How a scorecard was made: of which model, with what, on which machine, and how long it took."""

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from iwsim.cli.files import save_text
from iwsim.study import manifest
from iwsim.validation.frozen import frozen
from iwsim.validation.robust_runs import Asked
from iwsim.validation.scorecard import Scorecard

_CPUINFO = Path("/proc/cpuinfo")
_SAME = ("fingerprint", "versions", "processor", "workers")
"""Where these are others, the times of an earlier making say nothing of this one."""


class Took(NamedTuple):
    """What the making of a scorecard took.

    Parameters
    ----------
    workers
        How many replicates were made at once.
    judging
        Seconds by pattern, of those that were judged now.
    over_sets
        Seconds of the tries over sets, None if all of them were there.
    """

    workers: int
    judging: Mapping[str, float]
    over_sets: float | None


def write_manifest(folder: Path, card: Scorecard, asked: Sequence[Asked], took: Took) -> None:
    """Write how a scorecard was made beside its tables.

    Times of patterns that were not judged now stay as they were told before, where model, versions,
    processor and workers are the same.

    Parameters
    ----------
    folder
        Where the tables are.
    card
        The scorecard.
    asked
        The sets that its patterns were tried over.
    took
        What it took.
    """
    now: dict[str, Any] = {
        "written_by": "iwsim",
        "what": "scorecard",
        "fingerprint": card.model,
        "frozen": frozen(),
        "digest": card.digest,
        "versions": dict(manifest.versions()),
        "processor": processor(),
        "workers": took.workers,
        "over": {
            one.family: {"sets": len(one.sets), "replicates": one.replicates} for one in asked
        },
        "date": datetime.now(UTC).date().isoformat(),
    }
    before = _times_before(folder, now)
    judged = {key: round(seconds, 1) for key, seconds in took.judging.items()}
    tried = before.get("over_sets") if took.over_sets is None else round(took.over_sets, 1)
    times = {
        "judging": dict(sorted({**before.get("judging", {}), **judged}.items())),
        "over_sets": tried,
    }
    text = json.dumps({**now, "seconds": times}, indent=1, ensure_ascii=False) + "\n"
    save_text(folder / manifest.NAME, text)


def _times_before(folder: Path, now: Mapping[str, Any]) -> Mapping[str, Any]:
    path = folder / manifest.NAME
    if not path.is_file():
        return {}
    there = json.loads(path.read_text(encoding="utf-8"))
    found: Mapping[str, Any] = there["seconds"]
    return found if all(there.get(name) == now[name] for name in _SAME) else {}


def processor() -> str:
    """Return the type of this machine's processor: bits are the same on machines of one type."""
    if _CPUINFO.is_file():
        for line in _CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
