"""Whether the tables of two scorecards are the same, byte for byte."""

from collections.abc import Mapping
from pathlib import Path

from iwsim.study.manifest import NAME as MANIFEST
from iwsim.validation.history import FILE as LOG

_ENDINGS = (".csv", ".json")


def differing(one: Path, other: Path) -> dict[str, list[str]]:
    """Return, by table, which of its files are not the same in both folders.

    A file of the folder itself is a table; so is a folder in it, with one file a pattern. The log
    is not compared, as there is one only where a scorecard is published; nor is the manifest, which
    says when and in what time it was made.

    Parameters
    ----------
    one, other
        The folders.
    """
    first, second = _files(one), _files(other)
    found: dict[str, list[str]] = {}
    for path in sorted({*first, *second}):
        files = found.setdefault(path.parts[0], [])
        if first.get(path) != second.get(path):
            files.append(path.stem)
    return found


def _files(folder: Path) -> Mapping[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes().replace(b"\r\n", b"\n")
        for path in folder.rglob("*")
        if path.suffix in _ENDINGS and path.name not in {LOG, MANIFEST}
    }
