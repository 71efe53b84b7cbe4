"""Write docs/findings.md from the published studies: what matters, what does not, where it fails.

Make the tables first: ``iwsim study NAME --out results/reference/studies/NAME`` for screening,
sobol, ingredients_sobol and staffing_grid, and ``iwsim study regions`` for what is looked for.
With ``--check`` nothing is written, and the exit code is 1 when the page is not current.
"""

import sys
from pathlib import Path

from iwsim.sweep.read import load_study
from iwsim.sweep.summary import Summary
from iwsim.views.sensitivity import sensitivity_figures
from iwsim.views.studies import study_figures
from iwsim.views.style import house_style
from markdown_page import write_or_check
from picture import save_picture
from study_findings import failing, sampled, screened, sections
from study_findings.drawn import failing_figures
from study_findings.tables import INGREDIENTS, SCREENING, SOBOL, STAFFING, sensitivity, stored

DOCS = Path(__file__).resolve().parent
_TOP = """\
# Findings

Written by `python docs/generate_findings.py` from the tables in `results/reference/studies/`; \
change nothing by hand. What the studies at scale say of the model: which of all that nobody \
knows decides what the team does, which ingredients of the team matter, where it fails, and what \
staffing buys. Every statement has its index, share or difference and in brackets a 95 per cent \
interval, or the page says why it has none; numbers that only tell how sure others are have none. \
They are statements about the model on one estate, *Rochdale*. What a name in it means stands in \
the [evidence](evidence.md), how far parameters are known at all on the page of the \
[calibration](calibration.md), and how to make such a study in [how to find out what \
matters](howto/sensitivity.md)."""
_FIGURES = {
    SCREENING: ("morris",),
    SOBOL: ("sobol", "convergence"),
    INGREDIENTS: ("sobol",),
    STAFFING: ("grid_serious_needs_colocated_team", "grid_net_money_colocated_team"),
}


def page() -> str:
    """Return the page."""
    parts = [_TOP]
    for title, given in (
        ("What was run", sections.runs),
        ("What decides how much the team does", sampled.what_matters),
        ("What does not matter", screened.what_does_not),
        ("Which ingredients matter", sampled.ingredients),
        ("Where it fails", failing.where_it_fails),
        ("What staffing buys", sections.staffing),
        ("How sure this is", sections.how_sure),
    ):
        parts += [f"## {title}", *given()]
    return "\n\n".join(parts) + "\n"


def _draw() -> None:
    for name, wanted in _FIGURES.items():
        study = load_study(name)
        with house_style():
            drawn = (
                sensitivity_figures(study, sensitivity(name))
                if study.sampled
                else study_figures(study, Summary(**stored(name, Summary._fields)))
            )
            for one in drawn:
                if one.name in wanted:
                    save_picture(DOCS / "images" / f"{name}-{one.name}.png", one.figure)
    with house_style():
        for which, figure in failing_figures(SOBOL):
            save_picture(DOCS / "images" / f"{SOBOL}-{which}.png", figure)


if __name__ == "__main__":
    _code = write_or_check(DOCS / "findings.md", page, __doc__)
    if "--check" not in sys.argv:
        _draw()
    sys.exit(_code)
