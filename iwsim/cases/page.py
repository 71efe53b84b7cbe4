"""The page of a case study, in Markdown, from the table of its replicates."""

from collections.abc import Iterable

import pandas as pd

from iwsim.cases.case import Case, at_defaults
from iwsim.scenario import load_scenario


def page(case: Case, measured: pd.DataFrame, figures: Iterable[str]) -> str:
    """Return the page of a case.

    Parameters
    ----------
    case
        The case.
    measured
        Its replicates.
    figures
        Names of its figures.
    """
    scenario = load_scenario(case.scenario)
    sets = measured["member"].nunique() - 1
    over = f", and {case.replicates_a_member} under each of {sets} parameter sets" if sets else ""
    answer, *more = case.answer(measured)
    parts = [
        f"# {case.title}",
        f"Written by `iwsim case {case.key}`; change nothing by hand. Scenario: "
        f"`configs/{case.scenario}.toml`. {len(at_defaults(measured))} replicates at the "
        f"default parameters{over}, the same luck in every arm; intervals are of 95 per cent.",
        f"**{case.question}**",
        answer,
        *(f"![{name}](images/{case.key}_{name}.png)" for name in figures),
        *more,
        "## What is assumed and what is left out",
        " ".join(scenario.description.split()),
        *(f"- {limit}" for limit in case.limits()),
        f"Evidence: {' '.join(case.evidence)}.",
    ]
    return "\n\n".join(parts) + "\n"
