"""A scenario as written: plain tables merged from its files, and which file each key came from."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from iwsim.errors import Fault

KeyPath = tuple[str, ...]
"""Keys from the top; entries of double-bracket tables are named by ``[1]``, or by their key."""

TABLES_BY_KEY = "agency"
"""Tables in double brackets that an extending file changes one by one, by their ``key``."""

TABLES_IN_ORDER = "block"
"""Tables in double brackets that an extending file replaces as a whole."""

POSTS = "post"

_BARE = re.compile(r"[A-Za-z0-9_-]+|\[\d+\]")


class Origin(NamedTuple):
    """Where a key was given: the file, and the key as written if that differs from its path."""

    file: str
    written: str = ""


class Broken(NamedTuple):
    """A fault before its file is known: where, what was given, what is allowed, nearest name."""

    path: KeyPath
    value: str
    allowed: str
    nearest: str = ""


class Document(NamedTuple):
    """Merged tables of a scenario.

    Parameters
    ----------
    name
        Name of the scenario.
    data
        The tables; tables in double brackets have become tables by label.
    origins
        Where the keys were given; a key without an entry came with the table that holds it.
    files
        The files read, the scenario's own first.
    """

    name: str
    data: dict[str, Any]
    origins: dict[KeyPath, Origin]
    files: tuple[str, ...]

    def origin(self, path: KeyPath) -> Origin:
        """Return where a key, or the nearest table around it, was given."""
        for length in range(len(path), 0, -1):
            found = self.origins.get(path[:length])
            if found is not None:
                return found if length == len(path) else Origin(found.file)
        return Origin(self.files[0])

    def fault(self, broken: Broken) -> Fault:
        """Return the fault with its file and key as the user wrote them."""
        origin = self.origin(broken.path)
        key = origin.written or dotted(broken.path)
        return Fault(origin.file, key, broken.value, broken.allowed, broken.nearest)


def dotted(path: KeyPath) -> str:
    """Return the path as people write it: ``agency.landlord.post[2].hours``."""
    text = ""
    for part in path:
        key = part if _BARE.fullmatch(part) else json.dumps(part, ensure_ascii=False)
        text += key if key.startswith("[") or not text else f".{key}"
    return text


def labelled(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables of one file with those in double brackets turned into tables by label.

    What is not a list of tables stays as it is, for the checks to refuse.
    """
    data = deepcopy(dict(tables))
    if _is_list_of_tables(data.get(TABLES_IN_ORDER)):
        data[TABLES_IN_ORDER] = _by_place(data[TABLES_IN_ORDER])
    if _is_list_of_tables(data.get(TABLES_BY_KEY)):
        agencies = [_with_labelled_posts(table) for table in data[TABLES_BY_KEY]]
        data[TABLES_BY_KEY] = _by_key(agencies)
    return data


def _is_list_of_tables(value: object) -> bool:
    if not isinstance(value, list) or not value:
        return False
    return all(isinstance(entry, Mapping) for entry in value)


def _by_place(tables: list[Any]) -> dict[str, Any]:
    return {f"[{place}]": table for place, table in enumerate(tables, 1)}


def _with_labelled_posts(table: Mapping[str, Any]) -> dict[str, Any]:
    agency = dict(table)
    if _is_list_of_tables(agency.get(POSTS)):
        agency[POSTS] = _by_place(agency[POSTS])
    return agency


def _by_key(tables: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, table in enumerate(tables, 1):
        key = table.get("key")
        usable = isinstance(key, str) and key not in found and not key.startswith("[")
        found[str(key) if usable else f"[{place}]"] = table
    return found


def merged(base: Document, name: str, tables: Mapping[str, Any], file: str) -> Document:
    """Return a document in which the tables of one more file lie over those of its base.

    A table is merged key by key and anything else is replaced. Blocks and the posts of an agency
    are replaced as a whole; agencies are merged by their key.
    """
    data = deepcopy(base.data)
    origins = dict(base.origins)
    overlay = labelled(tables)
    overlay.pop("extends", None)
    _lay(data, overlay, (), Origin(file), origins)
    return Document(name, data, origins, (file, *base.files))


def _replaced_as_a_whole(path: KeyPath) -> bool:
    return path == (TABLES_IN_ORDER,) or (path[0] == TABLES_BY_KEY and path[2:] == (POSTS,))


def _lay(
    under: dict[str, Any],
    over: Mapping[str, Any],
    path: KeyPath,
    origin: Origin,
    origins: dict[KeyPath, Origin],
) -> None:
    """Lay tables over others in place; a merged table came from the file that touched it last."""
    for key, value in over.items():
        here = (*path, key)
        below = under.get(key)
        mergeable = isinstance(value, Mapping) and not _replaced_as_a_whole(here)
        if mergeable and isinstance(below, dict):
            _lay(below, value, here, origin, origins)
            origins[here] = origin
            continue
        for known in [known for known in origins if known[: len(here)] == here]:
            del origins[known]
        under[key] = deepcopy(value)
        origins.update(dict.fromkeys(_paths(value, here), origin))


def _paths(value: object, path: KeyPath) -> Iterator[KeyPath]:
    """Yield the path of a value and of all that it holds."""
    yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _paths(inner, (*path, key))


def with_values(
    document: Document, values: Mapping[KeyPath, Any], origins: Mapping[KeyPath, Origin]
) -> Document:
    """Return a document with values laid over it; tables on the way are made where absent.

    Parameters
    ----------
    document
        The document.
    values
        Values by path.
    origins
        Where each of them comes from, by path.
    """
    if not values:
        return document
    data = deepcopy(document.data)
    for path, value in values.items():
        table = data
        for part in path[:-1]:
            inner = table.get(part)
            if not isinstance(inner, dict):
                inner = {}
                table[part] = inner
            table = inner
        table[path[-1]] = value
    return document._replace(data=data, origins={**document.origins, **origins})


def tables_of(document: Document, key: str) -> Iterator[tuple[str, Any]]:
    """Yield the labelled tables under a top key, none if it holds something else."""
    found = document.data.get(key)
    if isinstance(found, Mapping):
        yield from found.items()
