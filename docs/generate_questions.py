"""Write docs/questions.md from the published tables: the paper's questions and what is known.

Make the tables first: ``iwsim study NAME --out results/reference/studies/NAME`` for the studies
below, and ``python docs/draw_demo.py FOLDER`` for the demo. Structure_climate over the calibrated
ensemble is shown where ``python docs/publish_over_ensemble.py FOLDER`` has published it. With
``--check`` nothing is written, and the exit code is 1 when the page is not current.
"""

import sys
from pathlib import Path

from markdown_page import write_or_check
from paper_questions.ingredients import necessary_ingredients
from paper_questions.key_questions import (
    evidence_base,
    what_is_gained_and_lost,
    what_works_here_and_why,
)
from paper_questions.published import figures
from paper_questions.reflective_cues import cues
from picture import save_picture

DOCS = Path(__file__).resolve().parent
_STUDIES = (
    "forms_of_integration", "ingredients", "mechanisms", "reflective_cues", "structure_climate",
)  # fmt: skip
_TOP = """\
# The paper's questions

Written by `python docs/generate_questions.py` from the tables in `results/reference/`; change \
nothing by hand. The paper asks five key questions (E004) and leaves its readers ten cues to \
reflect on. Each is answered here by an output of the model with its figure and its interval (95 \
per cent, paired replicates), or by where the model has nothing to say. The answers are those of \
one estate, *Rochdale*, at default parameters; what changes when parameters are uncertain is on \
the pages of the [calibration](calibration.md) and of the [scorecard](scorecard.md)."""


def page() -> str:
    """Return the page."""
    parts = [_TOP, "## Five key questions"]
    questions = (
        ("What are the necessary ingredients?", necessary_ingredients()),
        ("What is the evidence base?", evidence_base()),
        ("What works here, and why?", what_works_here_and_why()),
        ("What is gained?", what_is_gained_and_lost(better=True)),
        ("What is lost?", what_is_gained_and_lost(better=False)),
    )
    for number, (title, answer) in enumerate(questions, start=1):
        parts += [f"### {number}. {title}", *answer]
    parts.append("## Ten reflective cues")
    for number, (title, answer) in enumerate(cues(), start=1):
        parts += [f"### {number}. {title}", *answer]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    _code = write_or_check(DOCS / "questions.md", page, __doc__)
    if "--check" not in sys.argv:
        for _name in _STUDIES:
            for _which, _figure in figures(_name).items():
                save_picture(DOCS / "images" / f"{_name}-{_which}.png", _figure)
    sys.exit(_code)
