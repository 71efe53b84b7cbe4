"""Judging one value: is it what the field asks for, and what to say when it is not."""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from math import inf, isinf
from typing import Any

from iwsim.scenario.fields import NAME_PATTERN, Field, FieldKind

LONGEST_SHOWN = 60
LONGEST_LIST = 16
HUGE = 10**60


def shown(value: object) -> str:
    """Return a value as its author wrote it in TOML, cut when it is long."""
    text = _written(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def _written(value: object) -> str:
    match value:
        case bool():
            text = "true" if value else "false"
        case str():
            text = json.dumps(value, ensure_ascii=False)
        case int():
            text = repr(value) if abs(value) < HUGE else "a number of more than 60 digits"
        case float():
            text = repr(float(value))
        case list() | tuple():
            text = "[" + ", ".join(_written(entry) for entry in value) + "]"
        case Mapping():
            text = "{" + ", ".join(f"{key} = {_written(v)}" for key, v in value.items()) + "}"
        case _:
            text = str(value)
    return text


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name that looks most like a name, or empty."""
    found = difflib.get_close_matches(name, sorted(valid), n=1, cutoff=0.6)
    return found[0] if found else ""


def one_of(names: Iterable[str]) -> str:
    """Return the choices in words; a long list is cut, with its length."""
    listed = list(names)
    if len(listed) > LONGEST_LIST:
        return f"one of {', '.join(listed[:LONGEST_LIST])} and {len(listed) - LONGEST_LIST} more"
    return f"one of {', '.join(listed)}" if listed else "none"


def span(low: float, high: float) -> str:
    """Return a range in words, empty when it has no ends."""
    if isinf(low) and isinf(high):
        return ""
    return f" from {low:.12g} to {high:.12g}"


def in_words(field: Field) -> str:
    """Return in words what a field allows."""
    unit = "" if field.unit in {"", "0-1", "year"} else f" ({field.unit})"
    words = {
        "name": "a name of small letters, digits and _ that starts with a letter",
        "whole": f"a whole number{span(field.low, field.high)}{unit}",
        "number": f"a number{span(field.low, field.high)}{unit}",
        "flag": "true or false",
        "table": "a table",
        "tables": "tables in double brackets, at least one",
    }
    if field.kind == "text":
        return one_of(field.choices) if field.choices else "text that is not empty"
    if field.kind == "texts":
        what = f"different names, each {one_of(field.choices)}" if field.choices else "texts"
        return f"a list of {field.low:g} to {field.high:g} {what}"
    return words[field.kind]


def fits(field: Field, value: Any) -> bool:
    """Say whether a value is of the kind and in the range that a field allows."""
    return _FITS[field.kind](field, value)


def _text_fits(field: Field, value: object) -> bool:
    known = not field.choices or value in field.choices
    return isinstance(value, str) and bool(value.strip()) and known


def _name_fits(_field: Field, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(NAME_PATTERN, value) is not None


def _whole_fits(field: Field, value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and _number_fits(field, value)


def _number_fits(field: Field, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return field.low <= value <= field.high and abs(value) != inf


def _flag_fits(_field: Field, value: object) -> bool:
    return isinstance(value, bool)


def _texts_fit(field: Field, value: object) -> bool:
    if not isinstance(value, list | tuple) or not field.low <= len(value) <= field.high:
        return False
    if not all(isinstance(entry, str) and entry.strip() for entry in value):
        return False
    known = not field.choices or set(value) <= set(field.choices)
    return known and len(set(value)) == len(value)


def _table_fits(_field: Field, value: object) -> bool:
    return isinstance(value, Mapping)


def _tables_fit(_field: Field, value: object) -> bool:
    if not isinstance(value, Mapping) or not value:
        return False
    return all(isinstance(entry, Mapping) for entry in value.values())


_FITS: dict[FieldKind, Callable[[Field, Any], bool]] = {
    "text": _text_fits,
    "name": _name_fits,
    "whole": _whole_fits,
    "number": _number_fits,
    "flag": _flag_fits,
    "texts": _texts_fit,
    "table": _table_fits,
    "tables": _tables_fit,
}
"""What a right value of each kind is. NaN fits no range, since it compares with nothing."""


def hint(field: Field, value: object) -> str:
    """Return the nearest choice to a wrong value, or empty."""
    if not field.choices:
        return ""
    entries = value if isinstance(value, list) else [value]
    wrong = [e for e in entries if isinstance(e, str) and e not in field.choices]
    return nearest(wrong[0], field.choices) if wrong else ""
