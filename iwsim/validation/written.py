"""Where the generated pages of the documentation stand."""

from pathlib import Path

import iwsim

DOCS = Path(iwsim.__file__).resolve().parent.parent / "docs"


def write(name: str, text: str) -> None:
    """Write a generated page into the documentation of the checkout, whole or not at all."""
    path = DOCS / name
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8", newline="\n")
    partial.replace(path)
