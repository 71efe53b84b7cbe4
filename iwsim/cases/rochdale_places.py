"""Rochdale: what place plays and what voice plays, two by two, beside the silo."""

from collections.abc import Iterator

import numpy as np

from iwsim.cases.case import Case, Measures
from iwsim.cases.rochdale_places_effects import ARMS, OUTCOMES, PLACES
from iwsim.cases.rochdale_places_figures import draw
from iwsim.cases.rochdale_places_text import answer, limits
from iwsim.engine import Engine
from iwsim.scenario import Scenario
from iwsim.study.discounting import PUBLIC_COST, SPEND, discount_factors
from iwsim.validation.experiment import Cell, begun, run, with_parameters
from iwsim.validation.p05 import low_rise, twin
from iwsim.validation.runs import AFTER, LATE, at_switch, mean_over, weekly

_CELLS = {arm: Cell(arm) for arm in ARMS}

_NOBODY_MOVES = {"tenancies.move_rate": 0.0, "response.evict": 0.0}
"""So that whoever stops causing trouble, and all who are near, stay: as in pattern P05."""


def measure(scenario: Scenario, replicate: int) -> Measures:
    """Return outcomes of every way of working in both places, named ``place.arm.outcome``."""
    found = {}
    for place, there in zip(PLACES, (scenario, low_rise(scenario)), strict=True):
        bases = begun(_CELLS, there, replicate)
        for arm, cell in _CELLS.items():
            for outcome, value in _read(run(bases[arm], cell)):
                found[f"{place}.{arm}.{outcome}"] = value
        found[f"{place}.reach"] = twin(
            at_switch(with_parameters(there, _NOBODY_MOVES), replicate)
        ).reach
    return found


def _read(ended: Engine) -> Iterator[tuple[str, float]]:
    for outcome in OUTCOMES:
        yield outcome, mean_over(ended, ended.record, outcome, LATE)
    rate = float(ended.scenario.parameters["money"].discount)
    factors = discount_factors(np.arange(AFTER.first, AFTER.last + 1.0), rate)
    for outcome in (SPEND, PUBLIC_COST):
        pounds = weekly(ended, ended.record, outcome, AFTER)
        yield f"pounds_{outcome}", float((factors * pounds).sum())


CASE = Case(
    key="rochdale_places",
    title="Rochdale: towers or three floors, grassroots or top-down",
    question=(
        "Of what an integrated team does for residents, staff and the purse, which part does the "
        "place play and which part who sets the aims?"
    ),
    evidence=("E152", "E153", "E163", "E169", "E181", "E182", "L077", "L079", "L083"),
    scenario="rochdale_places",
    measure=measure,
    answer=answer,
    draw=draw,
    limits=limits,
)
