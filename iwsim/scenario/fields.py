"""The keys of a scenario file: type, range, unit and meaning, declared once.

The checks and the JSON Schema are both made from these tables.
"""

from math import inf
from typing import Literal, NamedTuple

from iwsim.parameters.presets import PRESETS
from iwsim.state import DOMAINS

FieldKind = Literal["text", "name", "whole", "number", "flag", "texts", "table", "tables"]

NAME_PATTERN = "[a-z][a-z0-9_]{0,39}"
"""Names that become columns, folders and options."""

REQUIRED: None = None

MOST_PATCHES = 4096
MOST_BLOCKS = 256
MOST_AGENCIES = 256
MOST_PLACES = 4096
MOST_SLOTS = 256
MOST_POSTS = 60
"""Limits of the addresses of draws and of the pairs of professionals."""


class Field(NamedTuple):
    """One key of a scenario file.

    Parameters
    ----------
    kind
        What is written: text, a name, a whole number, a number, a flag, a list of texts, a table
        or several tables.
    meaning
        One phrase for the person who fills it in.
    low, high
        Range of a number, or of the length of a list.
    unit
        Unit of a number.
    choices
        The texts that are allowed; none means any.
    default
        Value when the key is absent; none means that the key must be there.
    """

    kind: FieldKind
    meaning: str
    low: float = -inf
    high: float = inf
    unit: str = ""
    choices: tuple[str, ...] = ()
    default: object = REQUIRED


TOP = {
    "extends": Field("text", "scenario that this one starts from: a name or a path", default=""),
    "title": Field("text", "title in one line"),
    "description": Field("text", "what the scenario stands for"),
    "price_year": Field("whole", "year whose prices the money is in", 2000, 2100, "year"),
    "weeks": Field("whole", "weeks after the switch", 1, 2600, "weeks", default=156),
    "baseline": Field("whole", "reported weeks before the switch", 0, 520, "weeks", default=26),
    "spin_up": Field("whole", "unreported weeks before those", 0, 2600, "weeks", default=156),
    "block": Field("tables", "the buildings of the estate"),
    "agency": Field("tables", "the services and their posts"),
    "parameters": Field("table", "parameters that differ from their defaults", default={}),
    "arms": Field("table", "the ways of working to compare"),
}

BLOCK = {
    "name": Field("text", "name; several blocks get it with 1, 2, ... behind", default=""),
    "names": Field("texts", "names of equal blocks, one each", 1, 255, default=()),
    "count": Field("whole", "how many equal blocks `name` stands for", 1, 255, default=1),
    "first_number": Field("whole", "number of the (first) block, kept for ever", 1, 255),
    "patch": Field("whole", "patch; each patch has its own team", 0, MOST_PATCHES - 1, default=1),
    "kind": Field("text", "what the building is", choices=("tower", "low_rise")),
    "floors": Field("whole", "floors with flats", 1, 60, "floors"),
    "entrances": Field("whole", "entrances, each with a landing on every floor", 1, 20),
    "flats_per_landing": Field("whole", "the most flats on one landing", 1, 24, "flats"),
    "flats": Field("whole", "flats in the block", 1, 2000, "flats"),
    "adults_per_flat": Field("number", "mean over let flats", 1.0, 4.0, "adults"),
    "children_per_flat": Field("number", "mean over let flats", 0.0, 3.0, "children"),
}

AGENCY = {
    "key": Field("name", "short name in columns and tables"),
    "number": Field("whole", "number of the agency, kept for ever", 1, MOST_AGENCIES - 1),
    "name": Field("text", "name that tables show"),
    "domains": Field("texts", "domains of need that it leads on", 0, len(DOMAINS), "", DOMAINS),
    "status": Field("number", "standing among the agencies", 0.0, 1.0, "0-1"),
    "hourly_cost": Field("number", "cost of an hour, overheads in", 1.0, 500.0, "GBP/h"),
    "caseload_cap": Field("number", "most episodes of a full-time post", 1.0, 500.0, "episodes"),
    "skill": Field("number", "skill in its own domains", 0.0, 1.0, "0-1"),
    "other_skill": Field("number", "skill in the other domains", 0.0, 1.0, "0-1"),
    "statutory": Field("flag", "it alone may hold serious need in its domains", default=False),
    "response": Field("flag", "it answers reports of anti-social behaviour", default=False),
    "leaving_rate": Field("number", "leavers per post", 0.0, 1.0, "per year"),
    "post": Field("tables", "its posts"),
}

POST = {
    "title": Field("text", "what the person is called"),
    "count": Field("whole", "how many equal posts", 1, MOST_POSTS, default=1),
    "first_slot": Field(
        "whole", "slot of the (first) post; by default the next", 1, MOST_SLOTS - 1, default=0
    ),
    "hours": Field("number", "contracted hours", 1.0, 48.0, "h/week"),
    "estate_share": Field("number", "share of the hours given to the estate", 0.0, 1.0, "0-1"),
}

ARM = {
    "preset": Field("text", "arrangement that the arm starts from", choices=tuple(PRESETS)),
    "arrangement": Field("table", "ingredients that differ from the preset", default={}),
    "extra_posts": Field("table", "full-time posts added at the switch, by agency", default={}),
    "same_money_as": Field("text", "arm whose extra cost is spent on siloed posts", default=""),
}

EXTRA_POST = Field("number", "full-time posts added at the switch", 0.0, 60.0, "posts")
