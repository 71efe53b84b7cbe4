"""The door of the room: a scenario by name or path, checked as a whole."""

from collections.abc import Mapping
from pathlib import Path

from iwsim.errors import Fault, ScenarioError
from iwsim.scenario.build import build
from iwsim.scenario.check import check
from iwsim.scenario.document import Document, dotted
from iwsim.scenario.draft import draft_of
from iwsim.scenario.override import overridden
from iwsim.scenario.read import read_document
from iwsim.scenario.rules import broken_rules
from iwsim.scenario.scenario import Scenario


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


def _built(document: Document, faults: tuple[Fault, ...]) -> Scenario:
    draft, broken = check(document)
    every = (*faults, *(document.fault(one) for one in broken))
    if every:
        raise ScenarioError(every)
    return build(document.name, draft, document.files)
