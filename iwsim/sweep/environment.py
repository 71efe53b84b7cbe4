"""The environment that a study rests on: every installed distribution that iwsim depends on."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

_ROOT = "iwsim"
_REQUIREMENT = re.compile(r"\s*(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^\]]*)\])?")
_OF_EXTRA = re.compile(r"""extra\s*==\s*["']([\w.-]+)["']""")


class _Wanted(NamedTuple):
    """A distribution, and an extra of it; empty for what it always needs."""

    name: str
    extra: str


def installed() -> Mapping[str, str]:
    """Return versions by name of all installed distributions that iwsim depends on.

    Those of its extras are among them, and what each of them depends on; a dependency that is not
    installed is left out. Empty where iwsim runs from files that were never installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [_Wanted(_ROOT, extra) for extra in ("", *_extras_of_iwsim())]
    seen = set(waiting)
    while waiting:
        wanted = waiting.pop()
        try:
            one = found.get(wanted.name) or distribution(wanted.name)
        except PackageNotFoundError:
            continue
        found[wanted.name] = one
        new = set(_needed(one, wanted.extra)) - seen
        seen |= new
        waiting += new
    versions = {one.metadata["Name"]: one.version for one in found.values()}
    return dict(sorted(versions.items(), key=lambda item: _plain(item[0])))


def _extras_of_iwsim() -> list[str]:
    try:
        return [
            _plain(extra) for extra in distribution(_ROOT).metadata.get_all("Provides-Extra", [])
        ]
    except PackageNotFoundError:
        return []


def _needed(one: Distribution, extra: str) -> Iterator[_Wanted]:
    """Give what a distribution needs, always or for an extra.

    Markers of systems and versions of Python are passed over: what is installed is told.
    """
    for text in one.requires or ():
        requirement, _, marker = text.partition(";")
        of_extras = {_plain(name) for name in _OF_EXTRA.findall(marker)}
        match = _REQUIREMENT.match(requirement)
        if match is None or extra not in (of_extras or {""}):
            continue
        asked = (match["extras"] or "").split(",")
        for name in {"", *map(_plain, asked)}:
            yield _Wanted(_plain(match["name"]), name)


def _plain(name: str) -> str:
    """Return a name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
