"""Write docs/odd.md: hand-written parts with tables made from the code, so none can drift.

Run ``python docs/generate_odd.py`` after a rule, a default or a part was changed; with
``--check`` nothing is written, and the exit code is 1 when the page is not current.

A part is a Markdown file in ``docs/odd/``. A line ``<!-- table: NAME ARGUMENT -->`` in it gives
way to what the function of that name in ``docs/odd_tables/`` returns.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from iwsim.measuring import MEASURED_WEEK
from markdown_page import write_or_check
from odd_tables.arrangements import ingredients, presets, timing
from odd_tables.columns import columns, coupling, lists, outcomes, states
from odd_tables.evidence import evidence, links_left_out
from odd_tables.money import lines
from odd_tables.parameters import parameter_counts, parameters
from odd_tables.processes import plan, process, streams
from odd_tables.scenarios import agencies, scenarios

DOCS = Path(__file__).resolve().parent
PARTS = DOCS / "odd"
PAGE = DOCS / "odd.md"
ORDER = (
    "purpose",
    "entities",
    "scheduling",
    "concepts",
    "initialisation",
    "input",
    "submodels",
    *(f"process_{process.name}" for process in MEASURED_WEEK),
    "exact",
    "differences",
    "left_out",
    "evidence",
)
"""The parts, in the order of the page."""
_PLACE = re.compile(r"^<!-- table: (?P<words>[a-z_ ]+) -->$", re.MULTILINE)

TABLES: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (
        agencies, columns, coupling, evidence, ingredients, lines, links_left_out, lists,
        outcomes, parameter_counts, parameters, plan, presets, process, scenarios, states,
        streams, timing,
    )
}  # fmt: skip


def page() -> str:
    """Return the whole page."""
    parts = [(PARTS / f"{name}.md").read_text(encoding="utf-8").strip() for name in ORDER]
    text = "\n\n".join(parts)
    return _PLACE.sub(_filled, text) + "\n"


def _filled(place: re.Match[str]) -> str:
    name, *arguments = place["words"].split()
    return TABLES[name](*arguments)


if __name__ == "__main__":
    sys.exit(write_or_check(PAGE, page, __doc__))
