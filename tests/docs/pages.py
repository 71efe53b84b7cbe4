"""The pages of the documentation, and the examples in them."""

import re
import shlex
from itertools import chain
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parents[2]
DOCS = CHECKOUT / "docs"
PAGES = sorted(
    path for path in (CHECKOUT / "README.md", *DOCS.rglob("*.md")) if path.is_file()
)  # a part of the ODD page links as if it stood in docs/, where it ends up
PARTS = DOCS / "odd"
CLUSTER = DOCS / "howto" / "cluster.md"
"""Its examples need a cluster: they run in `tests.docs.test_cluster_page`."""
SHELL = ("console", "sh", "bash", "shell")

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^ *```", re.DOTALL | re.MULTILINE
)
_FILE = re.compile(r"# (?P<name>[\w./-]+\.toml)\n")
_HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_RUN_BY = re.compile(
    r"^Written by `python -m [\w.]+` with the model `(?P<model>\w+)`", re.MULTILINE
)


class Block(NamedTuple):
    """A fenced block of a page."""

    kind: str
    text: str


def name_of(page):
    """Return how a test is called that is about a page."""
    return page.relative_to(CHECKOUT).as_posix()


def blocks(page):
    """Return the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [Block(found["kind"], found["text"]) for found in _FENCE.finditer(text)]


def commands(page, program="iwsim"):
    """Return the words of every command line of a program in a page, without the first."""
    found = []
    for block in blocks(page):
        if block.kind not in SHELL:
            continue
        for line in block.text.replace("\\\n", " ").splitlines():
            words = shlex.split(line.strip().removeprefix("$ "), comments=True)
            if words[:1] == [program]:
                found.append(words[1:])
    return found


def write_files(page, folder):
    """Write the scenario files that a page shows, named in their first line, into a folder.

    A page can speak of the files of another in its folder, to which it links.
    """
    for block in chain.from_iterable(map(blocks, (*neighbours(page), page))):
        named = _FILE.match(block.text)
        if block.kind == "toml" and named is not None:
            (folder / named["name"]).write_text(block.text, encoding="utf-8")


def neighbours(page):
    """Return the pages of the same folder to which a page links."""
    beside = (page.parent / target for target in links(page) if re.fullmatch(r"\w+\.md", target))
    return [path for path in beside if path.is_file()]


def links(page):
    """Return the targets of a page's links, examples left out."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return [found["target"] for found in _LINK.finditer(text)]


def anchors(page):
    """Return the anchors of a page's headings, as they are made of the words."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    words = [found["words"].lower() for found in _HEADING.finditer(text)]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in words}


def between_markers(page, name):
    """Return the lines of a page between the two markers of a name."""
    text = page.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"<!-- {name}: begin -->\n")
    inside, marker, _ = rest.partition(f"<!-- {name}: end -->")
    assert marker, f"no {name} in {name_of(page)}"
    return inside.splitlines()


def model_of(page):
    """Return the model with which a module ran to write a page, None if no module did."""
    found = _RUN_BY.search(page.read_text(encoding="utf-8"))
    return found["model"] if found else None
