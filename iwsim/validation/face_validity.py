"""Levels of the silo beside the literature: ``python -m iwsim.validation.face_validity``."""

from collections.abc import Mapping, Sequence

import numpy as np

from iwsim.calibration.silo_levels import silo_levels
from iwsim.scenario import load_scenario
from iwsim.study.keys import fingerprint
from iwsim.study.statistics import t_interval
from iwsim.validation.clause import Numbers
from iwsim.validation.levels import Level, declared
from iwsim.validation.markdown import number, table
from iwsim.validation.runs import by_replicate
from iwsim.validation.written import write

SCENARIO = "rochdale"
RUNS = 20


def verdict(level: Level, values: Numbers) -> str:
    """Return whether the mean of runs lies in the literature's range, within its own error."""
    if not level.low:
        return "no figure found"
    mean, interval = float(values.mean()), t_interval(values)
    if interval.high < float(level.low):
        return f"**below**: {mean / float(level.low):.0%} of the low end"
    if interval.low > float(level.high):
        return f"**above**: {mean / float(level.high):.0%} of the high end"
    return "inside"


def text(found: Sequence[Mapping[str, float]], model: str) -> str:
    """Return the page.

    Parameters
    ----------
    found
        Levels of each run.
    model
        Fingerprint of the model, taken before the runs.
    """
    body = []
    inside = outside = 0
    for level in declared():
        values = np.array([run[level.name] for run in found])
        mean = float(values.mean())
        reading = verdict(level, values)
        inside += reading == "inside"
        outside += reading.startswith("**")
        low, high = (float(x) for x in np.quantile(values, (0.05, 0.95)))
        spread = f"{number(mean)} ({number(low)} to {number(high)})"
        literature = f"{level.low} to {level.high}" if level.low else "-"
        body.append((level.words, level.unit, spread, literature, level.ids, reading, level.note))
    head = ("level", "unit", "model: mean (5 to 95 per cent of runs)", "literature", "rows",
            "reading", "note")  # fmt: skip
    return "\n\n".join(
        [
            "# Face validity",
            "Written by `python -m iwsim.validation.face_validity` with the model "
            f"`{model[:8]}`; change nothing by hand.",
            f"The silo of `{SCENARIO}`, spun up, over three years: {len(found)} runs. Figures of "
            "the literature belong to other places and mostly to single professions, so a level "
            "inside the range, within the error of its mean, says only that the model is not "
            f"absurd there. Of the levels with a figure {inside} lie inside its range and "
            f"{outside} outside. Rows are those of the table of literature values.",
            table(head, body),
        ]
    ) + "\n"  # fmt: skip


if __name__ == "__main__":
    _model = fingerprint()
    _scenario = load_scenario(SCENARIO)
    _found = by_replicate(lambda n: silo_levels(_scenario, n), range(RUNS))
    write("face_validity.md", text(_found, _model))
