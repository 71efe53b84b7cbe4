"""Broken scenarios, and the messages that they give.

After a wanted change of messages: ``python -m tests.scenario.refusals`` in the checkout writes
``golden_refusals.txt`` anew; read what changed before you keep it.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from iwsim.errors import ScenarioError
from iwsim.scenario import load_scenario

GOLDEN = Path(__file__).with_name("golden_refusals.txt")

BLOCK = """
[[block]]
name = "Tower"
first_number = 1
kind = "tower"
floors = 3
entrances = 1
flats_per_landing = 2
flats = 6
adults_per_flat = 1.5
children_per_flat = 0.5
"""


def agency(key, number, domains, more=""):
    names = ", ".join(f'"{domain}"' for domain in domains.split())
    return f"""
[[agency]]
key = "{key}"
number = {number}
name = "The {key}"
domains = [{names}]
status = 0.5
hourly_cost = 40
caseload_cap = 20
skill = 0.7
other_skill = 0.3
leaving_rate = 0.1
{more}

[[agency.post]]
title = "Officer"
hours = 37
estate_share = 0.5
"""


TOP = """
title = "Small"
description = "Two agencies and six flats."
price_year = 2024
"""
LANDLORD = agency("landlord", 1, "housing money work", "response = true")
CARE = agency("care", 2, "family_safety mental_health substance_use isolation")
ARMS = """
[arms.siloed]
preset = "siloed"

[arms.colocated_team]
preset = "colocated_team"
arrangement = { outreach = 2 }
"""
SMALL = TOP + BLOCK + LANDLORD + CARE + ARMS
"""A whole scenario that is right."""

EXTENDS = 'extends = "small.toml"\n'


class Case(NamedTuple):
    """A file that is laid beside ``small.toml`` as ``case.toml``, overrides, and what to load."""

    text: str | bytes | None
    overrides: Mapping = MappingProxyType({})
    load: str | Path = "case.toml"
    others: Mapping = MappingProxyType({})


def small_with(old, new):
    """Return the case of the small scenario with one piece of text replaced."""
    assert SMALL.count(old) >= 1, old
    return Case(SMALL.replace(old, new, 1))


CASES = {
    # The file.
    "unknown name": Case(None, load="rochdal"),
    "name of a file without its ending": Case(None, load="small"),
    "no such file": Case(None, load="smal.toml"),
    "no such file in no such folder": Case(None, load="nowhere/rochdale.toml"),
    "a folder": Case(None, load=Path("folder")),
    "empty": Case(""),
    "only a comment": Case("# nothing yet\n"),
    "not UTF-8": Case(b'title = "One"\ndescription = "Caf\xe9"\n'),
    "no equals sign": Case(EXTENDS + "weeks 104\n"),
    "a key twice": Case(EXTENDS + "weeks = 104\nweeks = 52\n"),
    "an arm twice": Case(EXTENDS + '[arms.a]\npreset = "placement"\n[arms.a]\npreset = "siloed"\n'),
    "extends nothing known": Case('extends = "rochdal"\n'),
    "extends a missing file": Case('extends = "smalll.toml"\n'),
    "extends a number": Case("extends = 5\n"),
    "extends itself": Case('extends = "case.toml"\n'),
    "extends in a circle": Case(
        'extends = "other.toml"\n', others={"other.toml": 'extends = "case.toml"\n'}
    ),
    "a fault in the file it extends": Case(
        'extends = "other.toml"\nbaseline = -1\n',
        others={"other.toml": EXTENDS + "spin_up = -1\n"},
    ),
    # Keys.
    "unknown key at the top": Case(EXTENDS + "week = 104\n"),
    "unknown key in a block": small_with("floors = 3", "floors = 3\nstoreys = 4"),
    "unknown key in an agency": small_with("status = 0.5", "status = 0.5\nskil = 1"),
    "unknown key in a post": small_with("hours = 37", "hours = 37\nshare = 1"),
    "unknown key in an arm": small_with("arrangement =", "arangement ="),
    "unknown group": Case(EXTENDS + "[parameters.abs]\nbase_rate = 0.1\n"),
    "unknown parameter": Case(EXTENDS + "[parameters.asb]\nbase_rat = 0.1\n"),
    "parameter of another group": Case(EXTENDS + "[parameters.asb]\nco_location = 0.1\n"),
    "unknown ingredient": small_with("{ outreach", "{ outreech"),
    "a key with a blank": Case(EXTENDS + '"number of weeks" = 104\n'),
    "keys missing": Case(TOP),
    "block without flats": small_with("flats = 6\n", ""),
    "block without a name": small_with('name = "Tower"\n', ""),
    # Types.
    "true is not a number": Case(EXTENDS + "[parameters.asb]\nbase_rate = true\n"),
    "text is not a number": Case(EXTENDS + '[parameters.asb]\nbase_rate = "0.1"\n'),
    "a date is not a number": Case(EXTENDS + "[parameters.asb]\nbase_rate = 2024-04-01\n"),
    "weeks in halves": Case(EXTENDS + "weeks = 52.5\n"),
    "weeks as a float": Case(EXTENDS + "weeks = 52.0\n"),
    "a flag as a number": small_with("response = true", "response = 1"),
    "a title of blanks": small_with('title = "Small"', 'title = "  "'),
    "a text over lines": small_with('kind = "tower"', 'kind = """a\ntower"""'),
    "domains as one text": small_with('["housing", "money", "work"]', '"housing"'),
    "one block as a table": small_with("[[block]]", "[block]"),
    "agency as a text": Case(TOP + 'agency = "landlord"\n' + BLOCK + ARMS),
    "no posts": Case(EXTENDS + '[[agency]]\nkey = "care"\npost = []\n'),
    "a group as a number": Case(EXTENDS + "[parameters]\nasb = 1\n"),
    "an arm as a text": Case(EXTENDS + '[arms]\nteam = "colocated_team"\n'),
    # Ranges.
    "not a number": Case(EXTENDS + "[parameters.asb]\nbase_rate = nan\n"),
    "infinite": Case(EXTENDS + "[parameters.asb]\nbase_rate = inf\n"),
    "larger than a float": Case(EXTENDS + "[parameters.asb]\nbase_rate = 1e400\n"),
    "a number of many digits": Case(EXTENDS + f"weeks = {10**80}\n"),
    "above the range": Case(EXTENDS + "[parameters.asb]\nbase_rate = 2.01\n"),
    "below the range": Case(EXTENDS + "[parameters.arrangement]\nco_location = -0.1\n"),
    "negative times": Case(EXTENDS + "weeks = -1\nbaseline = -1\nspin_up = -1\n"),
    "patch beyond the address": small_with("first_number = 1", "first_number = 1\npatch = 4096"),
    "number beyond the address": small_with("first_number = 1", "first_number = 256"),
    "unknown kind": small_with('"tower"\n', '"towers"\n'),
    "unknown domain": small_with('"money"', '"mony"'),
    "unknown preset": small_with('"colocated_team"\n', '"collocated_team"\n'),
    "unfit name of an arm": Case(EXTENDS + '[arms."My team"]\npreset = "placement"\n'),
    "unfit key of an agency": small_with('key = "care"', 'key = "Social care"'),
    # Several values together.
    "a landing without a flat": small_with("flats = 6", "flats = 2"),
    "more flats than the landings hold": small_with("flats = 6", "flats = 7"),
    "more places than the address": small_with(
        "floors = 3\nentrances = 1\nflats_per_landing = 2\nflats = 6",
        "floors = 60\nentrances = 20\nflats_per_landing = 2\nflats = 1200",
    ),
    "name and names": small_with('name = "Tower"', 'name = "Tower"\nnames = ["East"]'),
    "names and count": small_with('name = "Tower"', 'names = ["East", "West"]\ncount = 2'),
    "numbers run out": small_with("first_number = 1", "first_number = 250\ncount = 10"),
    "two blocks of one number": Case(
        TOP
        + BLOCK.replace('name = "Tower"', 'name = "Row"\ncount = 3')
        + BLOCK.replace("first_number = 1", "first_number = 3")
        + LANDLORD
        + CARE
        + ARMS
    ),
    "two blocks of one name": Case(
        TOP + BLOCK + BLOCK.replace("first_number = 1", "first_number = 2") + LANDLORD + CARE + ARMS
    ),
    "two agencies of one number": small_with("number = 2", "number = 1"),
    "two agencies of one key": small_with('key = "care"', 'key = "landlord"'),
    "two posts of one slot": small_with(
        'title = "Officer"',
        'title = "Officer"\nfirst_slot = 2\nhours = 37\nestate_share = 1\n'
        '[[agency.post]]\ntitle = "Clerk"\nfirst_slot = 1\ncount = 2',
    ),
    "slots run out": small_with("hours = 37", "first_slot = 250\ncount = 10\nhours = 37"),
    "a domain that nobody serves": small_with('"money", ', ""),
    "a domain that two serve": small_with('"isolation"', '"isolation", "work"'),
    "a statutory agency without a domain": Case(
        SMALL + agency("police", 3, "", "statutory = true")
    ),
    "nobody answers reports": small_with("response = true", "response = false"),
    "an agency without hours": small_with("estate_share = 0.5", "estate_share = 0.0"),
    "more than sixty posts": small_with("hours = 37", "count = 60\nhours = 37"),
    "more than sixty with an arm's": small_with(
        'preset = "colocated_team"', 'preset = "colocated_team"\nextra_posts = { care = 58.5 }'
    ),
    "extra posts of nobody": small_with(
        'preset = "colocated_team"', 'preset = "colocated_team"\nextra_posts = { cares = 1 }'
    ),
    "no siloed arm": small_with("[arms.siloed]", "[arms.silo]"),
    "another preset under the name siloed": small_with('"siloed"', '"placement"'),
    "a siloed arm that changes": small_with(
        'preset = "siloed"', 'preset = "siloed"\nextra_posts = { care = 1 }'
    ),
    "same money as nobody": Case(
        EXTENDS + '[arms.rich]\npreset = "siloed"\nsame_money_as = "colocated_teams"\n'
    ),
    "same money as itself": Case(
        EXTENDS + '[arms.rich]\npreset = "siloed"\nsame_money_as = "rich"\n'
    ),
    "same money by a preset whose arm is not there": Case(
        TOP
        + BLOCK
        + LANDLORD
        + CARE
        + '[arms.siloed]\npreset = "siloed"\n[arms.rich]\npreset = "siloed_same_money"\n'
    ),
    "a ramp beyond the horizon": small_with("outreach = 2", "outreach = 2, ramp = 157"),
    "a ramp beyond the funding": small_with(
        "outreach = 2", "outreach = 2, ramp = 100, duration = 52"
    ),
    "more outreach than hours": small_with("outreach = 2", "outreach = 38"),
    "more spanners than posts": small_with("outreach = 2", "outreach = 2, boundary_spanners = 3"),
    "a ramp beyond the horizon before the switch": Case(
        EXTENDS + "[parameters.arrangement]\nramp = 200\n"
    ),
    "a low need above a serious one": Case(
        EXTENDS + "[parameters.needs]\nlow = 0.45\nserious = 0.4\n"
    ),
    # Overrides.
    "override of nothing": Case(SMALL, {"co_location": 0.5}),
    "override of an unknown group": Case(SMALL, {"arangement.co_location": 0.5}),
    "override of an unknown parameter": Case(SMALL, {"arrangement.colocation": 0.5}),
    "override of an unknown arm": Case(SMALL, {"arms.colocated_taem.co_location": 0.5}),
    "override of an unknown ingredient": Case(SMALL, {"arms.colocated_team.keyworkers": 0.5}),
    "override of the siloed arm": Case(SMALL, {"arms.siloed.co_location": 0.5}),
    "override with true": Case(SMALL, {"arrangement.co_location": True}),
    "override with a text": Case(SMALL, {"arrangement.co_location": "0.5"}),
    "override out of the range": Case(SMALL, {"arms.colocated_team.co_location": 1.5}),
    "override that breaks a rule": Case(SMALL, {"arms.colocated_team.ramp": 60, "weeks": 52}),
    # Arguments of other kinds.
    "no name": Case(SMALL, load=None),
    "a number in place of a name": Case(SMALL, load=3),
    "overrides as a list": Case(SMALL, [("asb.contagion", 0.2)]),
    "overrides as an empty text": Case(SMALL, ""),
    "overrides by number": Case(SMALL, {1: 0.2}),
    "no name and overrides as a text": Case(SMALL, "asb.contagion=0.2", load=None),
    # Many at once.
    "many": Case(
        EXTENDS
        + 'weeks = "long"\n[[agency]]\nkey = "care"\nstatus = 2\ndomains = ["isolation"]\n'
        + "[parameters.asb]\ncontagion = -1\nfear = 1\n"
        + "[arms.colocated_team.arrangement]\nkeyworker = true\n",
        {"needs.low": 5.0, "needs.lower": 0.1},
    ),
}


def message_of(case, folder):
    """Return what loading a case in a folder says; the working folder must be that folder."""
    (folder / "folder").mkdir(exist_ok=True)
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    for name, text in case.others.items():
        (folder / name).write_text(text, encoding="utf-8")
    if case.text is not None:
        content = case.text if isinstance(case.text, bytes) else case.text.encode("utf-8")
        (folder / "case.toml").write_bytes(content)
    try:
        load_scenario(case.load, case.overrides)
    except ScenarioError as error:
        return str(error)
    return "ACCEPTED"


def golden_text(messages):
    return "\n".join(f"== {name}\n{message}\n" for name, message in messages.items())


def main():
    messages = {}
    here = Path.cwd()
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            messages[name] = message_of(case, Path(folder))
            os.chdir(here)
    GOLDEN.write_text(golden_text(messages), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
