"""How a parameter is declared: once, beside its default, with unit, ranges and evidence."""

from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

Kind = Literal["lever", "uncertainty", "reference", "setting"]
"""Lever: policy can choose it. Uncertainty: nobody knows it well. Reference: a level that factors
are centred on. Setting: a choice between readings on which the literature disagrees."""

Ingredient = Literal["", "structure", "climate", "resource"]

ASSUMPTION = "assumption"


class P(NamedTuple):
    """What a declaration says of one parameter beside its name and default.

    Parameters
    ----------
    unit
        Unit, or "0-1" for a share.
    allowed
        The range in which the model is meant to run; anything else is refused.
    plausible
        The range that a sensitivity analysis should cover.
    kind
        Lever, uncertainty, reference or setting.
    meaning
        One sentence for the person who reads the table.
    evidence
        Ids of the evidence, separated by blanks, or ``assumption``.
    off
        The value that switches the mechanism off, if there is one.
    ingredient
        For the arrangement: structure, climate or resource.
    """

    unit: str
    allowed: tuple[float, float]
    plausible: tuple[float, float]
    kind: Kind
    meaning: str
    evidence: str
    off: float | None = None
    ingredient: Ingredient = ""


class Parameter(NamedTuple):
    """One declared parameter, as the tables, the schema and the studies read it."""

    group: str
    name: str
    default: float
    unit: str
    allowed: tuple[float, float]
    plausible: tuple[float, float]
    kind: Kind
    meaning: str
    evidence: tuple[str, ...]
    off: float | None
    ingredient: Ingredient

    @property
    def key(self) -> str:
        """The name used everywhere outside the group: ``group.name``."""
        return f"{self.group}.{self.name}"


def declared(group: str, declaration: type[Any]) -> tuple[Parameter, ...]:
    """Return the parameters that a group (a NamedTuple class) declares, in order."""
    hints = get_type_hints(declaration, include_extras=True)
    parameters = []
    for name in declaration._fields:
        assert get_origin(hints[name]) is Annotated, f"{group}.{name} is not declared"
        said = get_args(hints[name])[1]
        parameters.append(
            Parameter(
                group=group,
                name=name,
                default=float(declaration._field_defaults[name]),
                unit=said.unit,
                allowed=said.allowed,
                plausible=said.plausible,
                kind=said.kind,
                meaning=said.meaning,
                evidence=tuple(said.evidence.split()),
                off=said.off,
                ingredient=said.ingredient,
            )
        )
    return tuple(parameters)
