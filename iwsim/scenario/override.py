"""Changing single values of a scenario by name, as ``--set`` and studies do.

These forms of name are known:

``group.name``
    A parameter. ``arrangement.name`` is an ingredient as it is before the switch, and so in the
    siloed arm; other arms keep it too, unless their preset or they themselves say otherwise.
``arms.arm.name``
    An ingredient in one arm from the switch on.
``arms.arm.extra_posts.agency``
    Full-time posts that one arm adds to an agency at the switch.
``agency.key.name``
    A number of an agency, such as ``agency.landlord.caseload_cap``.
``weeks``, ``baseline``, ``spin_up``
    The length of a run.
"""

from collections.abc import Mapping
from typing import Any

from iwsim.errors import Fault
from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.scenario.document import Document, KeyPath, Origin, with_values
from iwsim.scenario.values import nearest, one_of, shown

FILE = "override"
"""What messages call the place of a fault in an override."""

LENGTHS = ("weeks", "baseline", "spin_up")
NAMES = (
    "group.name, arms.<arm>.<ingredient>, arms.<arm>.extra_posts.<agency> or "
    "agency.<agency>.<number>"
)
"""What messages say of the names, but for lengths of time."""
_FORMS = f"the name {NAMES}, or {one_of(LENGTHS)}"


def overridden(
    document: Document, overrides: Mapping[str, Any]
) -> tuple[Document, tuple[Fault, ...]]:
    """Return the document with the overrides laid over it, and faults in their names.

    Values are judged later, with the rest of the document.
    """
    faults = []
    values: dict[KeyPath, Any] = {}
    origins: dict[KeyPath, Origin] = {}
    for name, value in overrides.items():
        path = _path(name)
        fault = _fault(document, name, value, path)
        if fault is not None:
            faults.append(fault)
        else:
            values[path], origins[path] = value, Origin(FILE, name)
    return with_values(document, values, origins), tuple(faults)


def _path(name: str) -> KeyPath:
    """Return where in the document a name points; empty if it has none of the forms."""
    parts = name.split(".")
    match parts:
        case [length] if length in LENGTHS:
            return (length,)
        case ["arms", arm, ingredient]:
            return ("arms", arm, "arrangement", ingredient)
        case ["arms", arm, "extra_posts", agency]:
            return ("arms", arm, "extra_posts", agency)
        case ["agency", agency, number]:
            return ("agency", agency, number)
        case [group, parameter]:
            return ("parameters", group, parameter)
        case _:
            return ()


def _fault(document: Document, name: str, value: object, path: KeyPath) -> Fault | None:
    if not path:
        near = nearest(name, (*LENGTHS, *PARAMETERS)) or _by_last_part(name)
        return Fault(FILE, name, shown(value), _FORMS, near)
    if path[0] == "arms":
        arms = document.data.get("arms")
        names = list(arms) if isinstance(arms, Mapping) else []
        if path[1] not in names:
            near = nearest(path[1], names)
            return Fault(FILE, name, shown(value), f"an arm of the scenario: {one_of(names)}", near)
    if path[0] == "agency":
        agencies = document.data.get("agency")
        names = list(agencies) if isinstance(agencies, Mapping) else []
        if path[1] not in names:
            allowed = f"an agency of the scenario: {one_of(names)}"
            return Fault(FILE, name, shown(value), allowed, nearest(path[1], names))
    if path[0] == "parameters" and path[1] not in GROUPS:
        near = nearest(name, PARAMETERS) or _by_last_part(name)
        return Fault(FILE, name, shown(value), _FORMS, near)
    return None


def _by_last_part(name: str) -> str:
    """Return the parameter whose name without its group is the last part of a name."""
    last = name.rsplit(".", 1)[-1]
    found = [parameter.key for parameter in PARAMETERS.values() if parameter.name == last]
    return found[0] if found else ""
