"""Reading scenario files: names, ``extends``, TOML syntax, and what can be wrong with a file."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.document import Document, merged
from iwsim.scenario.values import nearest, one_of, shown
from iwsim.shipped import configs_folder

ENDING = ".toml"
_PLACE = re.compile(r"^(?P<what>.*?) \(at (?P<place>line (?P<line>\d+), column \d+)\)$", re.DOTALL)


def shipped_scenarios() -> tuple[str, ...]:
    """Return the names of the scenarios that come with iwsim, sorted."""
    return tuple(sorted(path.stem for path in configs_folder().glob(f"*{ENDING}")))


def read_document(name_or_path: str | Path) -> Document:
    """Return the merged tables of a scenario and of all that it extends.

    Parameters
    ----------
    name_or_path
        Name of a shipped scenario, or path of a TOML file.

    Raises
    ------
    ScenarioError
        When a file of the chain cannot be found or read, or is no TOML.
    """
    path = _located(
        name_or_path, Path(), lambda allowed, near: _unfound(name_or_path, allowed, near)
    )
    return _read_chain(path, _label(name_or_path, path), ())


def _read_chain(path: Path, label: str, above: tuple[tuple[Path, str], ...]) -> Document:
    """Read a file and, below it, what it extends; ``above`` holds the files that led here."""
    tables = read_tables(path, label)
    chain = (*above, (path.resolve(), label))
    if "extends" not in tables:
        return merged(Document(path.stem, {}, {}, ()), path.stem, tables, label)
    extends = tables["extends"]

    def refuse(allowed: str, near: str) -> Fault:
        return Fault(label, "extends", shown(extends), allowed, near)

    if not isinstance(extends, str) or not extends.strip():
        raise ScenarioError((refuse(allowed_names(), ""),))
    base = _located(extends, path.parent, refuse)
    if base.resolve() in {known for known, _ in chain}:
        circle = " > ".join([name for _, name in chain] + [_label(extends, base)])
        allowed = f"a scenario that does not lead back to itself ({circle})"
        raise ScenarioError((refuse(allowed, ""),))
    below = _read_chain(base, _label(extends, base), chain)
    return merged(below, path.stem, tables, label)


def read_tables(path: Path, label: str) -> dict[str, Any]:
    """Return the tables of one TOML file; ``label`` is what messages call it."""
    try:
        if path.is_dir():
            raise _unreadable(label, "a TOML file; this is a folder")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _unreadable(label, "a text file in UTF-8", f"line {line}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(label, f"a file that can be read ({reason})") from error
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise _unreadable(label, "TOML that is not nested so deeply") from error
    except ValueError as error:
        raise ScenarioError((_syntax_fault(label, text, str(error)),)) from error
    if not tables:
        allowed = (
            'a scenario; this file holds no keys (the shortest scenario: extends = "rochdale")'
        )
        raise _unreadable(label, allowed)
    return tables


def _unreadable(label: str, allowed: str, key: str = "") -> ScenarioError:
    return ScenarioError((Fault(label, key, "", allowed),))


def _syntax_fault(label: str, text: str, message: str) -> Fault:
    """Return a fault that names line and column and shows the line."""
    found = _PLACE.match(message)
    if found is None:
        what = message.removesuffix(" (at end of document)")
        return Fault(label, "end of file", "", f"TOML (the parser says: {what})")
    line = text.split("\n")[int(found["line"]) - 1 :][:1]
    value = shown(line[0].strip()) if line else ""
    return Fault(label, found["place"], value, f"TOML (the parser says: {found['what']})")


def _located(name_or_path: str | Path, folder: Path, refuse: Callable[[str, str], Fault]) -> Path:
    """Return the path of a shipped scenario's name or of a file, relative to a folder."""
    shipped = shipped_scenarios()
    if isinstance(name_or_path, str) and not _looks_like_path(name_or_path):
        if name_or_path in shipped:
            return configs_folder() / f"{name_or_path}{ENDING}"
        beside = folder / f"{name_or_path}{ENDING}"
        near = beside.name if beside.is_file() else nearest(name_or_path, shipped)
        raise ScenarioError((refuse(allowed_names(), near),))
    path = folder / name_or_path
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise ScenarioError((refuse(f"a file that exists, or {allowed_names()}", _near(path)),))
    return path


def _near(path: Path) -> str:
    """Return a file in the same folder, or else a shipped scenario, with a name like the path's."""
    try:
        beside = [found.name for found in path.parent.glob(f"*{ENDING}")]
    except (OSError, ValueError):
        beside = []
    return nearest(path.name, beside) or nearest(path.stem, shipped_scenarios())


def _looks_like_path(text: str) -> bool:
    return text.endswith(ENDING) or "/" in text or "\\" in text


def allowed_names() -> str:
    """Return in words what names a scenario."""
    return f"{one_of(shipped_scenarios())}, or the path of a {ENDING} file"


def _label(name_or_path: str | Path, path: Path) -> str:
    """Return what messages call a file: the path as written, or a shipped file's name."""
    is_name = isinstance(name_or_path, str) and not _looks_like_path(name_or_path)
    return f"configs/{path.name}" if is_name else str(path)


def _unfound(name_or_path: str | Path, allowed: str, near: str) -> Fault:
    return Fault("scenario", "", shown(str(name_or_path)), allowed, near)
