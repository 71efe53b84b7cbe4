"""Ways of working together: the ingredients, their timing, the presets."""

from iwsim.parameters import PARAMETERS
from iwsim.parameters.arrangement import PERMANENT, TIMING
from iwsim.parameters.presets import PRESETS, arrangement_of
from markdown_page import table
from odd_tables.parameters import parameter_table


def ingredients() -> str:
    """Return the ingredients of the arrangement, with their value in every preset."""
    arrangements = {name: arrangement_of(name) for name in PRESETS}
    rows = []
    for one in PARAMETERS.values():
        if one.group != "arrangement" or one.name in TIMING:
            continue
        silo = one.default
        values = [getattr(arrangement, one.name) for arrangement in arrangements.values()]
        cells = [f"{value:g}" if value == silo else f"**{value:g}**" for value in values]
        rows.append((f"`{one.name}`", one.ingredient, one.unit, *cells))
    return table(("ingredient", "kind", "unit", *(f"`{name}`" for name in PRESETS)), rows)


def timing() -> str:
    """Return what an arrangement says about time."""
    found = [
        PARAMETERS[f"arrangement.{name}"] for name in TIMING if f"arrangement.{name}" in PARAMETERS
    ]
    return f"{parameter_table(found)}\n\nThe value {PERMANENT:g} stands for never."


def presets() -> str:
    """Return the presets."""
    rows = [
        (f"`{one.name}`", one.title, f"`{one.same_money_as}`" if one.same_money_as else "")
        for one in PRESETS.values()
    ]
    return table(("preset", "what it is", "same money as"), rows)
