"""The JSON Schema of a scenario file, made from the declarations, for editors and other tools.

It knows keys, types, ranges, units and meanings. What several values together must obey, it cannot
say: that is what `iwsim.scenario.rules` is for.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from iwsim.parameters import GROUPS, PARAMETERS
from iwsim.parameters.declare import Parameter
from iwsim.scenario import fields as f

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a scenario file."""
    properties = _properties(f.TOP)
    properties["block"] = {"$ref": "#/$defs/blocks"}
    properties["agency"] = {"$ref": "#/$defs/agencies"}
    properties["parameters"] = _table(
        {group: _group(group) for group in GROUPS}, f.TOP["parameters"]
    )
    properties["arms"] = {
        "description": f.TOP["arms"].meaning,
        "type": "object",
        "propertyNames": {"pattern": f"^{f.NAME_PATTERN}$"},
        "additionalProperties": {"$ref": "#/$defs/arm"},
    }
    return {
        "$schema": _DIALECT,
        "title": "iwsim scenario",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"required": ["extends"]},
        "else": {
            "required": _required(f.TOP),
            "properties": {
                "agency": {"items": {"required": _required(f.AGENCY)}},
                "arms": {
                    "required": ["siloed"],
                    "additionalProperties": {"required": _required(f.ARM)},
                },
            },
        },
        "$defs": {
            "blocks": _tables(f.TOP["block"], _properties(f.BLOCK), _required(f.BLOCK)),
            "agencies": _tables(f.TOP["agency"], _agency(), ["key"]),
            "arm": _table(_arm(), None),
        },
    }


def _agency() -> Schema:
    posts = _tables(f.AGENCY["post"], _properties(f.POST), _required(f.POST))
    return {**_properties(f.AGENCY), "post": posts}


def _arm() -> Schema:
    extra = {**_table({}, f.ARM["extra_posts"]), "additionalProperties": _field(f.EXTRA_POST)}
    own = {**_group("arrangement"), "description": f.ARM["arrangement"].meaning}
    return {**_properties(f.ARM), "arrangement": own, "extra_posts": extra}


def _group(group: str) -> Schema:
    members = {p.name: _parameter(p) for p in PARAMETERS.values() if p.group == group}
    return {**_table(members, None), "description": (GROUPS[group].__doc__ or "").strip()}


def _parameter(parameter: Parameter) -> Schema:
    low, high = parameter.allowed
    evidence = " ".join(parameter.evidence)
    schema: Schema = {
        "type": "number",
        "description": f"{parameter.meaning} [{parameter.unit}; {parameter.kind}; {evidence}]",
        "default": parameter.default,
    }
    return schema | _limits("minimum", "maximum", low, high)


def _properties(fields: Mapping[str, f.Field]) -> Schema:
    return {key: _field(field) for key, field in fields.items()}


def _required(fields: Mapping[str, f.Field]) -> list[str]:
    return [key for key, field in fields.items() if field.default is f.REQUIRED]


def _field(field: f.Field) -> Schema:
    unit = f" [{field.unit}]" if field.unit else ""
    schema: Schema = {"description": field.meaning + unit}
    match field.kind:
        case "text":
            schema |= {"type": "string"}
            schema |= {"enum": list(field.choices)} if field.choices else {"pattern": r"\S"}
        case "name":
            schema |= {"type": "string", "pattern": f"^{f.NAME_PATTERN}$"}
        case "whole":
            schema |= {"type": "integer"} | _limits("minimum", "maximum", field.low, field.high)
        case "number":
            schema |= {"type": "number"} | _limits("minimum", "maximum", field.low, field.high)
        case "flag":
            schema |= {"type": "boolean"}
        case "texts":
            entry = {"enum": list(field.choices)} if field.choices else {"pattern": r"\S"}
            schema |= {"type": "array", "uniqueItems": True, "items": {"type": "string"} | entry}
            schema |= _limits("minItems", "maxItems", field.low, field.high)
        case "table":
            schema |= {"type": "object"}
        case "tables":
            schema |= {"type": "array"}
    return schema


def _limits(lowest: str, highest: str, low: float, high: float) -> Schema:
    return {name: end for name, end in ((lowest, low), (highest, high)) if isfinite(end)}


def _table(members: Schema, field: f.Field | None) -> Schema:
    schema: Schema = {"type": "object", "properties": members, "additionalProperties": False}
    return schema if field is None else {"description": field.meaning, **schema}


def _tables(field: f.Field, members: Schema, required: list[str]) -> Schema:
    items = {**_table(members, None), "required": required}
    return {"description": field.meaning, "type": "array", "minItems": 1, "items": items}
