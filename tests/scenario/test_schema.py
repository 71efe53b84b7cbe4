"""The JSON Schema: it is one, it accepts what is shipped, and refuses what a key alone can show."""

import copy
import json
import tomllib

import pytest
from jsonschema import Draft202012Validator

from iwsim.parameters import PARAMETERS
from iwsim.scenario import fields as f
from iwsim.scenario import scenario_schema, shipped_scenarios
from iwsim.shipped import configs_folder
from tests.scenario.refusals import CASES, EXTENDS, SMALL

VALIDATOR = Draft202012Validator(scenario_schema())


def accepts(text):
    return not list(VALIDATOR.iter_errors(tomllib.loads(text)))


def test_it_is_a_schema_and_json():
    Draft202012Validator.check_schema(scenario_schema())
    assert json.loads(json.dumps(scenario_schema(), allow_nan=False)) == scenario_schema()


@pytest.mark.parametrize("name", shipped_scenarios())
def test_it_accepts_what_is_shipped(name):
    assert accepts((configs_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def test_it_accepts_the_small_scenario_and_what_extends_it():
    assert accepts(SMALL)
    assert accepts(EXTENDS)
    assert accepts(EXTENDS + '[[agency]]\nkey = "care"\nskill = 1\n[arms.colocated_team]\n')


@pytest.mark.parametrize(
    "name",
    [
        "unknown key at the top",
        "unknown key in a block",
        "unknown key in an agency",
        "unknown key in a post",
        "unknown key in an arm",
        "unknown group",
        "unknown parameter",
        "unknown ingredient",
        "keys missing",
        "block without flats",
        "true is not a number",
        "text is not a number",
        "weeks in halves",
        "a flag as a number",
        "a title of blanks",
        "domains as one text",
        "one block as a table",
        "no posts",
        "an arm as a text",
        "above the range",
        "below the range",
        "negative times",
        "patch beyond the address",
        "unknown kind",
        "unknown domain",
        "unknown preset",
        "unfit name of an arm",
        "unfit key of an agency",
        "no siloed arm",
    ],
)
def test_it_refuses_what_the_checks_refuse_key_by_key(name):
    assert not accepts(CASES[name].text)


def test_every_parameter_is_described_with_range_and_unit():
    groups = scenario_schema()["properties"]["parameters"]["properties"]
    for parameter in PARAMETERS.values():
        found = groups[parameter.group]["properties"][parameter.name]
        assert parameter.meaning in found["description"]
        assert parameter.unit in found["description"]
        assert (found["minimum"], found["maximum"]) == parameter.allowed
        assert found["default"] == parameter.default


def test_every_key_of_every_table_is_described():
    schema = scenario_schema()
    tables = [
        (f.TOP, schema["properties"]),
        (f.BLOCK, schema["$defs"]["blocks"]["items"]["properties"]),
        (f.AGENCY, schema["$defs"]["agencies"]["items"]["properties"]),
        (f.ARM, schema["$defs"]["arm"]["properties"]),
    ]
    for fields, properties in tables:
        assert set(properties) == set(fields)
        assert all("description" in entry or "$ref" in entry for entry in properties.values())


def test_it_is_made_anew_each_time():
    first = scenario_schema()
    untouched = copy.deepcopy(first)
    first["properties"].clear()
    assert scenario_schema() == untouched
