"""The runs of the New York case: who sends the visits, on which books, and what they find."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario
from iwsim.state import UNMET
from iwsim.validation.experiment import Cell, begun, run
from iwsim.validation.p09 import frighten
from iwsim.validation.runs import AFTER, weekly

COMPLAINT, OWN, POOLED = "complaint", "own", "pooled"
RULES = (COMPLAINT, OWN, POOLED)
"""Who sends the visits: complaints, a score of the department's own book, or of all books."""

SHARES = (0.0, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
CONSENTS = (0.0, 0.25, 0.5, 0.75, 1.0)
ERRORS = (0.0, 0.02, 0.046, 0.08, 0.12)
HALF_LIVES = (4.0, 13.0, 26.0, 52.0, 104.0)
LEVELS = (0.05, 0.1, 0.2, 0.3)
HOURS = (10.0, 5.0, 2.5, 1.0)
"""What is swept: of the records of others what inspectors see; the share of buildings whose records
may be shared; the chance that a mark is wrong; the weeks in which a record loses half its worth;
the mean need in four domains; the hours that a visit takes, which at equal hours gives visits."""

USUAL = {"share": 0.8, "consent": 1.0, "record_error": 0.046, "half_life": 26.0, "hours": 10.0}
"""The values of the scenario, at which the sweeps are the main cells."""

ACTED = {"few": 0.0, "many": 9.0}
"""Agencies that deal with what they know: the posts added at the switch over those there were."""

_BY = {COMPLAINT: {"detection.score_share": 0.0}, OWN: {"detection.score_share": 1.0}}
_BY[POOLED] = _BY[OWN]
_UNSHARED = {"shared_records": 0.0}
_FOUR = ("housing", "money", "family_safety", "work")
_ACTING = {"allocation.threshold": 0.35}
_AS_ON_AN_ESTATE = {
    "needs.ease": 0.018,
    "needs.coupling": 0.008,
    "needs.vulnerability_spread": 0.8,
    "needs.vulnerability_shared": 0.5,
}
_MOST_FEAR = {"asb.report_fear": 2.0, "help_seeking.fear_weight": 3.0}
FEARS: Mapping[str, Mapping[str, float]] = {"usual": {}, "most": _MOST_FEAR}
"""How strongly fear keeps people from complaining and asking: by default, or at most."""

_FLAG = 0.25


def _cell(
    rule: str,
    after: Mapping[str, float] = {},
    parameters: Mapping[str, float] = {},
    posts: float = 0.0,
) -> Cell:
    return Cell(
        POOLED if rule == POOLED else SILOED,
        ingredients=_UNSHARED if rule == OWN else {},
        parameters=parameters,
        after={**_BY[rule], **after},
        posts=posts,
    )


def _cells() -> Mapping[str, Cell]:
    cells = {rule: _cell(rule) for rule in RULES}
    for share in SHARES:
        cells[f"share_{share:g}"] = Cell(ingredients={"shared_records": share}, after=_BY[POOLED])
    for consent in CONSENTS:
        cells[f"consent_{consent:g}"] = _cell(POOLED, {}, {"population.consent": consent})
    for name, values in (("record_error", ERRORS), ("half_life", HALF_LIVES)):
        for value in values:
            cells[f"{name}_{value:g}"] = _cell(POOLED, {f"detection.{name}": value})
    for hours in HOURS:
        for rule in RULES:
            cells[f"hours_{hours:g}_{rule}"] = _cell(rule, {"detection.hours_a_visit": hours})
    for rule in (COMPLAINT, POOLED):
        cells[f"estate_{rule}"] = _cell(rule, {}, _AS_ON_AN_ESTATE)
        for words, posts in ACTED.items():
            cells[f"acted_{words}_{rule}"] = _cell(rule, {}, _ACTING, posts)
        for level in LEVELS:
            common = {f"needs.level_{domain}": level for domain in _FOUR}
            cells[f"level_{level:g}_{rule}"] = _cell(rule, {}, common)
    return {name: cell for name, cell in cells.items() if name not in SAME}


SAME = {
    "share_0": OWN,
    **{f"{name}_{value:g}": POOLED for name, value in USUAL.items() if name != "hours"},
    **{f"hours_{USUAL['hours']:g}_{rule}": rule for rule in RULES},
    **{f"level_{LEVELS[0]:g}_{rule}": rule for rule in (COMPLAINT, POOLED)},
}
"""Cells of the sweeps that are main cells."""

CELLS = _cells()
AFRAID = {
    f"fear_{size}_{whose}_{rule}": (_cell(rule, weights), whose == "need")
    for size, weights in FEARS.items()
    for rule in (COMPLAINT, POOLED)
    for whose in ("lot", "need")
}
"""Cells in which fear is spread anew each week, and whether by need."""


def measure(scenario: Scenario, replicate: int) -> dict[str, float]:
    """Return hit rates of one replicate in all cells, and what the books say of danger."""
    every = {**CELLS, **{name: cell for name, (cell, _) in AFRAID.items()}}
    bases = begun(every, scenario, replicate)
    found: dict[str, float] = {}
    for name, cell in CELLS.items():
        if name in RULES:
            engine, finds = _followed(bases[name])
            found |= {f"{name}.{what}": value for what, value in finds.items()}
        else:
            engine = run(bases[name], cell)
        found |= {f"{name}.{what}": value for what, value in _visits(engine)}
        if name == POOLED or name.startswith("acted"):
            found |= {f"{name}.{what}": value for what, value in _books(engine)}
    for name, (_, by_need) in AFRAID.items():
        engine = _in_fear(bases[name], by_need, replicate)
        found |= {f"{name}.{what}": value for what, value in _visits(engine)}
        found[f"{name}.complaints"] = float(
            weekly(engine, engine.record, "recorded_incidents", AFTER).sum()
        )
    return found


def _followed(base: Engine) -> tuple[Engine, dict[str, float]]:
    """Return a run with the buildings in danger that it found, and the finds that were news."""
    twin = base.branch(base.arm)
    state = twin.state
    seen = np.zeros(state["present"].size, dtype=bool)
    finds = news = 0
    while twin.done < base.calendar.end:
        danger = state["phase"] == UNMET
        unknown = danger & (state["known_since"] < 0)
        before = state["visited"].copy()
        twin.advance(1)
        found = (state["visited"] != before) & danger.any(axis=0)
        finds += int(found.sum())
        news += int((found & unknown.any(axis=0)).sum())
        seen |= found
    share = news / finds if finds else np.nan
    return twin, {"buildings_found": float(seen.sum()), "news": share}


def _in_fear(base: Engine, by_need: bool, replicate: int) -> Engine:
    """Return a run in which fear is spread each week: of eviction, and so of reprisal, too."""
    twin = base.branch(base.arm)
    order = np.random.default_rng([replicate, 9]).random(twin.state["present"].size)
    while twin.done < base.calendar.end:
        frighten(twin, by_need, order)
        twin.state["fear"][:] = twin.state["fear_of_consequences"]
        twin.advance(1)
    return twin


def _visits(engine: Engine) -> Iterator[tuple[str, float]]:
    """Yield the hit rate over all visits since the switch, their number, and what chance finds."""
    visits, rate, lift = (
        weekly(engine, engine.record, outcome, AFTER)
        for outcome in ("visits", "hit_rate", "hit_lift")
    )
    hits = np.nansum(rate * visits)
    yield "hit_rate", float(hits / visits.sum())
    yield "visits", float(visits.sum())
    yield "lift", float(np.nansum(lift * visits) / visits.sum())


def _books(engine: Engine) -> Iterator[tuple[str, float]]:
    """Yield what the books of all agencies say at the horizon, of dangers and of buildings."""
    state = engine.state
    danger = state["phase"] == UNMET
    unhelped = danger.any(axis=0)
    seen = engine.arrangement().shared_records * state["consent"]
    own = state["recorded"][state["domain_agency"][0]]
    marks = np.maximum(own, seen * state["recorded"].max(axis=0)) > _FLAG
    marked = marks.any(axis=0)
    yield "danger", float(unhelped.mean())
    yield "marked", float(marked.mean())
    yield "marks_true", _share(danger[marks])
    yield "danger_marked", _share(marked[unhelped])
    filed = state["complaints"] > _FLAG
    yield "complaints_true", _share(unhelped[filed])


def _share(true: NDArray[np.bool_]) -> float:
    return float(true.mean()) if true.size else float("nan")
