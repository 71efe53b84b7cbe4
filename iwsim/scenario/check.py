"""Finding every fault of a scenario at once: key by key here, several together in `rules`."""

from collections.abc import Mapping
from typing import Any

from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.parameters.presets import PRESETS
from iwsim.scenario import fields as f
from iwsim.scenario.document import Broken, Document, KeyPath, tables_of
from iwsim.scenario.draft import Draft, Table
from iwsim.scenario.rules import broken_rules
from iwsim.scenario.values import fits, hint, in_words, nearest, one_of, shown

ARRANGEMENT = "arrangement"
_TABLE = f.Field("table", "a table")


def check(document: Document) -> tuple[Draft, list[Broken]]:
    """Return the values that are right by themselves, and all faults.

    Parameters
    ----------
    document
        The merged tables.
    """
    broken: list[Broken] = []
    top = _checked(document.data, f.TOP, (), broken)
    blocks = {
        label: _checked(table, f.BLOCK, ("block", label), broken)
        for label, table in tables_of(document, "block")
    }
    agencies = {
        label: _agency(table, ("agency", label), broken)
        for label, table in tables_of(document, "agency")
    }
    parameters = _parameters(top.get("parameters", {}), broken)
    keys = [agency["key"] for agency in agencies.values() if "key" in agency]
    arms = _arms(top.get("arms", {}), parameters[ARRANGEMENT], keys, broken)
    draft = Draft(top, blocks, agencies, parameters, arms)
    broken += broken_rules(draft)
    return draft, broken


def _checked(
    table: object, fields: Mapping[str, f.Field], path: KeyPath, broken: list[Broken]
) -> Table:
    """Return the right values and defaults of one table; note unknown, absent and wrong ones."""
    if not isinstance(table, Mapping):
        return {}
    for key in table:
        if key not in fields:
            broken.append(_unknown((*path, key), table[key], fields, "a key of this table"))
    good: Table = {}
    for key, field in fields.items():
        here = (*path, key)
        if key in table:
            _take(good, table[key], field, here, broken)
        elif field.default is f.REQUIRED:
            broken.append(Broken(here, "missing", in_words(field)))
        else:
            good[key] = field.default
    return good


def _take(good: Table, value: Any, field: f.Field, path: KeyPath, broken: list[Broken]) -> None:
    """Put a value into ``good`` under its key, or note what is wrong with it."""
    if not fits(field, value):
        broken.append(Broken(path, shown(value), in_words(field), hint(field, value)))
    else:
        good[path[-1]] = _stored(field, value)


def _stored(field: f.Field, value: Any) -> Any:
    """Return a right value as the scenario keeps it: numbers as floats without a minus zero."""
    if field.kind == "number":
        return float(value) + 0.0
    return tuple(value) if field.kind == "texts" else value


def _unknown(path: KeyPath, value: object, known: Mapping[str, Any], what: str) -> Broken:
    near = nearest(path[-1], known)
    return Broken(path, shown(value), f"{what}: {one_of(known)}", near)


def _agency(table: object, path: KeyPath, broken: list[Broken]) -> Table:
    good = _checked(table, f.AGENCY, path, broken)
    good["post"] = {
        label: _checked(post, f.POST, (*path, "post", label), broken)
        for label, post in good.get("post", {}).items()
    }
    return good


def _parameters(tables: Mapping[str, Any], broken: list[Broken]) -> dict[str, Table]:
    """Return all parameters by group: those given, and the defaults of the others."""
    good: dict[str, Table] = {group: {} for group in GROUPS}
    for parameter in PARAMETERS.values():
        good[parameter.group][parameter.name] = parameter.default
    for group, table in tables.items():
        here = ("parameters", group)
        if group not in GROUPS:
            near = nearest(group, GROUPS)
            allowed = "the name of a group of parameters (iwsim parameters lists them)"
            broken.append(Broken(here, shown(table), allowed, near))
        elif not isinstance(table, Mapping):
            broken.append(Broken(here, shown(table), in_words(_TABLE)))
        else:
            _values(table, group, good[group], here, broken)
    return good


def _values(
    table: Mapping[str, Any], group: str, good: Table, path: KeyPath, broken: list[Broken]
) -> None:
    """Lay the given values of one group over ``good``; a wrong one is taken out of it."""
    for name, value in table.items():
        here = (*path, name)
        parameter = PARAMETERS.get(f"{group}.{name}")
        if parameter is None:
            names = [known.name for known in PARAMETERS.values() if known.group == group]
            elsewhere = [known.key for known in PARAMETERS.values() if known.name == name]
            near = elsewhere[0] if elsewhere else nearest(name, names)
            allowed = f"the name of a parameter of {group} (iwsim parameters lists them)"
            broken.append(Broken(here, shown(value), allowed, near))
            continue
        good.pop(name, None)
        field = f.Field("number", parameter.meaning, *parameter.allowed, parameter.unit)
        _take(good, value, field, here, broken)


def _arms(
    tables: Mapping[str, Any], before: Table, agencies: list[str], broken: list[Broken]
) -> dict[str, Table]:
    """Return the arms; the arrangement of each is the one before the switch, changed twice."""
    arms = {}
    for name, table in tables.items():
        here = ("arms", name)
        if not fits(f.AGENCY["key"], name):
            broken.append(Broken(here, shown(name), in_words(f.AGENCY["key"])))
        if not isinstance(table, Mapping):
            broken.append(Broken(here, shown(table), in_words(_TABLE)))
            continue
        arm = _checked(table, f.ARM, here, broken)
        own = arm.get(ARRANGEMENT, {})
        arm[ARRANGEMENT] = dict(before)
        if "preset" in arm:
            preset = PRESETS[arm["preset"]]
            arm[ARRANGEMENT].update(preset.ingredients)
            if not table.get("same_money_as"):
                arm["same_money_as"] = preset.same_money_as
        _values(own, ARRANGEMENT, arm[ARRANGEMENT], (*here, ARRANGEMENT), broken)
        extra = arm.get("extra_posts", {})
        arm["extra_posts"] = _extra_posts(extra, agencies, (*here, "extra_posts"), broken)
        arms[name] = arm
    return arms


def _extra_posts(
    table: Mapping[str, Any], agencies: list[str], path: KeyPath, broken: list[Broken]
) -> Table:
    good: Table = {}
    for key, value in table.items():
        if key not in agencies:
            broken.append(
                _unknown((*path, key), value, dict.fromkeys(agencies), "the key of an agency")
            )
        else:
            _take(good, value, f.EXTRA_POST, (*path, key), broken)
    return good
