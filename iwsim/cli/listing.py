"""The commands that list what there is: scenarios, parameters, outcomes, the schema."""

import argparse
import json
from collections.abc import Iterable
from fnmatch import fnmatchcase

from iwsim.cli.arguments import Reading
from iwsim.cli.names import nearest
from iwsim.cli.parser import FILE
from iwsim.cli.tables import number, print_json, print_table, print_text
from iwsim.errors import EXIT_DONE, Fault, ScenarioError, StoreError
from iwsim.outcomes import OUTCOMES
from iwsim.parameters import PARAMETERS
from iwsim.parameters.presets import PRESETS
from iwsim.scenario import load_scenario, scenario_schema, shipped_scenarios

_BY = {"agency": "agency", "block": "block", "need": "domain"}


def scenarios(arguments: argparse.Namespace) -> int:
    """List the shipped scenarios and their arms."""
    loaded = [load_scenario(name) for name in shipped_scenarios()]
    if arguments.json:
        print_json(
            [
                {
                    "name": scenario.name,
                    "title": scenario.title,
                    "description": scenario.description.strip(),
                    "flats": sum(block.flats for block in scenario.blocks),
                    "posts": sum(len(agency.posts) for agency in scenario.agencies),
                    "weeks": scenario.weeks,
                    "arms": {name: arm.preset for name, arm in scenario.arms.items()},
                }
                for scenario in loaded
            ]
        )
        return EXIT_DONE
    for scenario in loaded:
        flats = sum(block.flats for block in scenario.blocks)
        posts = sum(len(agency.posts) for agency in scenario.agencies)
        print_text(f"{scenario.name}: {scenario.title}")
        print_text(
            f"{len(scenario.blocks)} blocks, {flats:,} flats, {posts} posts in "
            f"{len(scenario.agencies)} agencies, {scenario.weeks} weeks after the switch. "
            + " ".join(scenario.description.split())
        )
        rows = [(name, PRESETS[arm.preset].title) for name, arm in scenario.arms.items()]
        print_table("", ("arm", "what it is"), rows)
    return EXIT_DONE


def parameters(arguments: argparse.Namespace) -> int:
    """List the parameters whose names match."""
    names = _matching(arguments.pattern, PARAMETERS)
    found = [PARAMETERS[name] for name in names]
    if arguments.json:
        print_json([{**one._asdict(), "name": one.key} for one in found])
        return EXIT_DONE
    rows = [
        (
            one.key,
            number(one.default),
            one.unit,
            f"{one.allowed[0]:g} to {one.allowed[1]:g}",
            one.kind,
            one.meaning,
            " ".join(one.evidence),
        )
        for one in found
    ]
    heads = ("name", ">default", "?unit", ">allowed", "?kind", "meaning", "?evidence")
    print_table("", heads, rows)
    return EXIT_DONE


def outcomes(arguments: argparse.Namespace) -> int:
    """List the outcomes whose names match."""
    by_name = {outcome.name: outcome for outcome in OUTCOMES}
    found = [by_name[name] for name in _matching(arguments.pattern, by_name)]
    if arguments.json:
        print_json([outcome._asdict() for outcome in found])
        return EXIT_DONE
    rows = [
        (one.name, one.unit, one.better, _BY.get(one.level, ""), one.side, one.over, one.meaning)
        for one in found
    ]
    heads = ("name", "unit", "better", "?also by", "?of", "?over weeks", "meaning")
    print_table("", heads, rows)
    return EXIT_DONE


def schema(arguments: argparse.Namespace) -> int:
    """Print or write the JSON Schema of scenario files."""
    reading = Reading(arguments)
    path = reading.file()
    reading.close()
    text = json.dumps(scenario_schema(), indent=1, ensure_ascii=False)
    if path is None:
        print(text)
        return EXIT_DONE
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}") from error
    print_text(str(path))
    return EXIT_DONE


def _matching(pattern: str, names: Iterable[str]) -> list[str]:
    """Return the names that a pattern fits: as a part, or as a whole with ``*`` in it."""
    names = list(names)
    if "*" in pattern or "?" in pattern:
        found = [name for name in names if fnmatchcase(name, pattern)]
    else:
        found = [name for name in names if pattern in name]
    if not found:
        parts = {part: name for name in names for part in (name.rpartition(".")[2], name)}
        near = parts.get(nearest(pattern, parts), "")
        allowed = "part of a name, or a name with * in it"
        raise ScenarioError((Fault(FILE, "PATTERN", pattern, allowed, near),))
    return found
