"""The runs of recorded against true incidents: silo and team, at more or less trusting reports."""

from collections.abc import Iterator

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.study.windows import Window
from iwsim.validation.experiment import TEAM, Cell, begun, run
from iwsim.validation.runs import EARLY, LATE, mean_over, weekly

ARMS = {"silo": SILOED, "team": TEAM}
WEIGHTS = (0.0, 0.75, 1.5, 3.0, 4.5, 6.0)
"""How much more is reported with more trust, over the whole range that is allowed."""
USUAL = 1.5
TRUE, RECORDED = "incidents", "recorded_incidents"
BEFORE = Window("before", -26, -1)
WINDOWS = (BEFORE, EARLY, LATE)
QUARTER = 13
"""Weeks of a point of the course."""

_CELLS = {
    f"{name}_{weight:g}": Cell(arm, parameters={"asb.report_trust": weight})
    for weight in WEIGHTS
    for name, arm in ARMS.items()
}


def measure(scenario: Scenario, replicate: int) -> dict[str, float]:
    """Return true and recorded incidents of one replicate, by arm, weight and window."""
    bases = begun(_CELLS, scenario, replicate)
    found: dict[str, float] = {}
    for name, cell in _CELLS.items():
        engine = run(bases[name], cell)
        found |= {f"{name}.{what}": value for what, value in _windows(engine)}
        if name.endswith(f"_{USUAL:g}"):
            found |= {f"{name}.{what}": value for what, value in _course(engine)}
    return found


def quarters(scenario: Scenario) -> tuple[int, ...]:
    """Return the first week of each point of the course."""
    return tuple(range(-scenario.baseline, scenario.weeks - QUARTER + 1, QUARTER))


def _windows(engine: Engine) -> Iterator[tuple[str, float]]:
    for window in WINDOWS:
        true, recorded = (mean_over(engine, engine.record, o, window) for o in (TRUE, RECORDED))
        yield f"{window.name}.true", true
        yield f"{window.name}.recorded", recorded
        yield f"{window.name}.reported", recorded / true
        yield f"{window.name}.trust", mean_over(engine, engine.record, "resident_trust", window)
        yield f"{window.name}.fear", mean_over(engine, engine.record, "fear", window)


def _course(engine: Engine) -> Iterator[tuple[str, float]]:
    for first in quarters(engine.scenario):
        window = Window("quarter", first, first + QUARTER - 1)
        for what, outcome in (("true", TRUE), ("recorded", RECORDED)):
            weeks = weekly(engine, engine.record, outcome, window)
            yield f"week_{first}.{what}", float(np.mean(weeks))
