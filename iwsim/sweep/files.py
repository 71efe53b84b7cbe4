"""The files that a study is read from, as one folder keeps them."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from iwsim.scenario.read import shipped_scenarios
from iwsim.study import calls
from iwsim.study.parts import store_errors
from iwsim.sweep.definition import DESIGN

DEFINITION = "definition"
"""Folder in which a study keeps the files that it was read from."""
_BELOW = "extended"


def files_of(path: Path, points: Path | None) -> dict[str, bytes]:
    """Return the files that a sound study is read from, by name, as they stand in one folder.

    They are the study's own file, its list of points, and scenarios that do not come with iwsim
    with all that they extend. Where one names another by a path, the name in the folder takes its
    place; all else is as it was written.

    Parameters
    ----------
    path
        The study's own file.
    points
        File of its list of points, None without one.

    Returns
    -------
    dict
        Content by name, seen from the folder; empty if a path is written so that nothing can be
        put in its place.
    """
    name, text = PurePosixPath(path.name), _text(path)
    found = {str(name): b""}
    if points is not None:
        beside = _free(PurePosixPath(points.name), found)
        found[str(beside)] = points.read_bytes()
        text = _put(text, (DESIGN, "file"), str(beside))
    key, folder = "scenario", Path()  # that is looked for from where the command is given
    while text:
        named = tomllib.loads(text).get(key)
        if named is None or named in shipped_scenarios():
            found[str(name)] = text.encode("utf-8")
            return found
        below = _free(name.with_name(Path(named).name), found)
        text = _put(text, (key,), str(below.relative_to(name.parent)))
        found |= {str(name): text.encode("utf-8"), str(below): b""}
        path = folder / named
        key, folder, name, text = "extends", path.parent, below, text and _text(path)
    return {}


def keep_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a study into its folder, in place of those of an earlier one.

    Raises
    ------
    StoreError
        If they cannot be written.
    """
    there = folder / DEFINITION
    with store_errors(there):
        for path in _all(there):
            if path.relative_to(there).as_posix() not in files:
                calls.remove(path)
        for name, content in files.items():
            calls.make_folder((there / name).parent)
            calls.save(there / name, content)


def kept_files(folder: Path) -> dict[str, bytes]:
    """Return the files that the folder of a study keeps, by name; empty where it keeps none.

    Raises
    ------
    StoreError
        If they cannot be read.
    """
    there = folder / DEFINITION
    with store_errors(there):
        return {
            path.relative_to(there).as_posix(): calls.read(path)
            for path in _all(there)
            if path.suffix != calls.TEMPORARY
        }


def _all(there: Path) -> Iterator[Path]:
    return (path for path in sorted(there.rglob("*")) if path.is_file())


def _free(place: PurePosixPath, taken: Mapping[str, bytes]) -> PurePosixPath:
    """Return a place with the same file name that nothing has yet."""
    while str(place) in taken:
        place = place.parent / _BELOW / place.name
    return place


def _put(text: str, keys: tuple[str, ...], path: str) -> str:
    """Return TOML with another path under a key and all else as it was, empty if that fails."""
    wanted = tomllib.loads(text)
    table = wanted
    for key in keys[:-1]:
        table = table[key]
    before = table[keys[-1]]
    if before == path:
        return text
    table[keys[-1]] = path
    written = "|".join(map(re.escape, (f'"{before}"', f"'{before}'", json.dumps(before))))
    for place in re.finditer(written, text):
        after = f'{text[: place.start()]}"{path}"{text[place.end() :]}'
        with suppress(ValueError):
            if tomllib.loads(after) == wanted:
                return after
    return ""


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")
