"""Arms of a study that no scenario lists: kinds of ingredients mixed, one left out or added."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import Arrangement
from iwsim.scenario import Arm
from iwsim.sweep.definition import Contrast, derived_arm

KINDS = ("structure", "climate", "resource")
"""Kinds of ingredients."""

WITHOUT, WITH = "without", "with"
JOIN = " + "


def mixed(name: str, base: Arm, taken: Mapping[str, Arm], changes: Mapping[str, float]) -> Arm:
    """Return an arm with the ingredients of some kinds taken from other arms, and some changed.

    Parameters
    ----------
    name
        Name of the arm.
    base
        Where all other ingredients come from.
    taken
        The arm that each kind is taken from.
    changes
        Ingredients with a value of their own.
    """
    kinds = {
        ingredient: getattr(taken[kind].arrangement, ingredient)
        for ingredient in Arrangement._fields
        if (kind := PARAMETERS[f"arrangement.{ingredient}"].ingredient) in taken
    }
    return derived_arm(name, base, {**kinds, **changes})


def crossed(team: Arm, silo: Arm) -> Iterator[Arm]:
    """Give the arms that take each set of kinds of ingredients from the team, the rest from a silo.

    Named by what they take, such as ``structure + climate``.
    """
    for count in range(1, len(KINDS) + 1):
        for kinds in combinations(KINDS, count):
            yield mixed(JOIN.join(kinds), silo, dict.fromkeys(kinds, team), {})


def differing(team: Arm, silo: Arm) -> tuple[str, ...]:
    """Return the ingredients in which two arms differ."""
    return tuple(
        name
        for name in Arrangement._fields
        if getattr(team.arrangement, name) != getattr(silo.arrangement, name)
    )


def one_by_one(team: Arm, silo: Arm) -> Iterator[tuple[Arm, Contrast]]:
    """Give the arms with one ingredient left out of the team, and with one added to the silo.

    Each stands beside the contrast that shows what the ingredient does there.
    """
    for ingredient in differing(team, silo):
        less, more = f"{WITHOUT} {ingredient}", f"{WITH} {ingredient}"
        in_team = getattr(team.arrangement, ingredient)
        in_silo = getattr(silo.arrangement, ingredient)
        yield derived_arm(less, team, {ingredient: in_silo}), Contrast(less, team.name)
        yield derived_arm(more, silo, {ingredient: in_team}), Contrast(more, silo.name)


def against(arms: Sequence[str], reference: str) -> tuple[Contrast, ...]:
    """Return the contrasts of arms with one reference."""
    return tuple(Contrast(arm, reference) for arm in arms if arm != reference)
