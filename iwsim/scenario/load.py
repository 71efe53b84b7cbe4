"""The door of the room: a scenario by name or path, checked as a whole."""

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.arguments import Given
from iwsim.scenario.build import build
from iwsim.scenario.check import check
from iwsim.scenario.document import Document, dotted
from iwsim.scenario.draft import draft_of
from iwsim.scenario.override import overridden
from iwsim.scenario.read import allowed_names, read_document
from iwsim.scenario.rules import broken_rules
from iwsim.scenario.scenario import Scenario

_OVERRIDES = '{"asb.contagion": 0.2}'


def load_scenario(
    name_or_path: str | Path, overrides: Mapping[str, float] | None = None
) -> Scenario:
    """Return a scenario that is complete and without faults.

    Parameters
    ----------
    name_or_path
        Name of a shipped scenario, or path of a TOML file.
    overrides
        Values by name: ``group.name`` for a parameter, ``arms.<arm>.<ingredient>`` for an
        ingredient of one arm, ``weeks``, ``baseline`` or ``spin_up``. ``arrangement.<ingredient>``
        holds before the switch and in the siloed arm, and in every other arm whose preset does
        not change that ingredient.

    Raises
    ------
    ScenarioError
        With every fault of the files and the overrides.
    """
    _check(name_or_path, overrides)
    document, faults = overridden(read_document(name_or_path), overrides or {})
    return _built(document, faults)


def check_scenario(scenario: Scenario) -> None:
    """Refuse a scenario that was changed in Python and now breaks a rule.

    Parameters
    ----------
    scenario
        A scenario, for instance from `dataclasses.replace`.

    Raises
    ------
    ScenarioError
        With every rule broken.
    """
    broken = broken_rules(draft_of(scenario))
    if broken:
        raise ScenarioError(
            tuple(
                Fault(scenario.name, dotted(b.path), b.value, b.allowed, b.nearest) for b in broken
            )
        )


def _check(name_or_path: Any, overrides: Any) -> None:
    """Refuse arguments of other kinds, all faults at once."""
    given = Given(load_scenario.__name__)
    given.kind("name_or_path", name_or_path, (str, PathLike), allowed_names())
    given.kind("overrides", overrides, (Mapping, type(None)), f"a dictionary such as {_OVERRIDES}")
    for name in overrides if isinstance(overrides, Mapping) else ():
        given.kind("overrides", name, (str,), f"names as texts, such as {_OVERRIDES}")
    given.close()


def _built(document: Document, faults: tuple[Fault, ...]) -> Scenario:
    draft, broken = check(document)
    every = (*faults, *(document.fault(one) for one in broken))
    if every:
        raise ScenarioError(every)
    return build(document.name, draft, document.files)
