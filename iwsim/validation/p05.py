"""P05: one person's change reaches more people in a tower."""

import math
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from iwsim.engine import Engine
from iwsim.scenario import SILOED, Scenario, load_scenario
from iwsim.state import State
from iwsim.validation.claims import CLAIMS
from iwsim.validation.clause import A_STATE, Clause, Numbers, Pattern, Setting
from iwsim.validation.runs import at_switch, by_replicate, mean_of
from iwsim.world.ripple import branching_number, neighbour_times

_WEEKS = 52
_REPLICATES = 40
_FELT = 0.01
_ONE_PERSON = 1.0
_FLOORS, _PER_LANDING = 3, 2

_UNFELT = Setting(
    "what reaches a person raises no stress and brings no relapse",
    {"asb.stress_up": 0.0, "casework.step_disorder": 0.0},
)
_HARDLY_FELT = Setting(
    "fewer incidents, less concentrated, that reach others less, stress them less and are sooner "
    "forgotten, all at the mild plausible ends",
    {"asb.base_rate": 0.01, "population.asb_spread": 1.2, "asb.weight_landing": 0.2,
     "asb.weight_floor": 0.05, "asb.weight_entrance": 0.0, "asb.stress_up": 0.1,
     "asb.stress_down": 0.15},
)  # fmt: skip
_NO_BREEDING = Setting(
    "disorder breeds no disorder, by contagion, fear, relapse or need",
    {"asb.contagion": 0.0, "asb.guardianship": 0.0, "casework.step_stress": 0.0,
     "casework.step_disorder": 0.0, "asb.need_weight": 0.0},
)  # fmt: skip
_LITTLE_BREEDING = Setting(
    "contagion of 0.05 per weighted incident, inside its plausible range", {"asb.contagion": 0.05}
)


class Twin(NamedTuple):
    """What the change of one resident does to the others in 52 weeks, in one layout."""

    reach: float
    risen: float
    total: float
    direct: float
    near: float
    far: float

    @property
    def spread(self) -> float:
        """Total over direct; NaN where the person caused nothing in either twin."""
        return self.total / self.direct if self.direct else float("nan")


def low_rise(scenario: Scenario) -> Scenario:
    """Return the scenario with the homes of its towers laid out in three floors.

    A block keeps its number and its flats, so the same people live in the same flats with the
    same traits and luck; entrances and landings are those of the low blocks of `rochdale`.
    """
    blocks = tuple(
        replace(
            block,
            kind="low_rise",
            floors=_FLOORS,
            entrances=math.ceil(block.flats / (_FLOORS * _PER_LANDING)),
            flats_per_landing=_PER_LANDING,
        )
        if block.kind == "tower"
        else block
        for block in scenario.blocks
    )
    return replace(scenario, blocks=blocks)


def pairs(scenario: Scenario, replicate: int) -> Numbers:
    """Let the heaviest resident desist in a tower and in the same homes laid out low."""
    high = twin(at_switch(scenario, replicate))
    low = twin(at_switch(low_rise(scenario), replicate))
    return np.array(
        [
            [high.reach, low.reach],
            [high.reach - high.risen, low.reach - low.risen],
            [high.total, high.direct],
            [high.spread, low.spread],
            [high.near, high.far],
        ]
    )


def twin(base: Engine) -> Twin:
    """Run 52 weeks with and without the anti-social behaviour of the heaviest resident."""
    present = base.state["present"] == 1
    who = int(np.argmax(np.where(present, base.state["propensity"], -1.0)))
    stress, exposure, caused = _weeks(base.branch(SILOED), who)
    desists = base.branch(SILOED)
    desists.state["propensity"][who] = 0.0
    stress_without, exposure_without, caused_without = _weeks(desists, who)
    others = present.copy()
    others[who] = False
    fall = (stress - stress_without) / _WEEKS
    one = np.zeros(present.size)
    one[who] = caused - caused_without
    direct = neighbour_times(base.state, base.scenario.parameters["asb"])(one)
    of_the_block = others & (base.state["block"] == base.state["block"][who])
    near = base.state["landing"] == base.state["landing"][who]
    return Twin(
        reach=float(np.count_nonzero(fall[others] > _FELT)),
        risen=float(np.count_nonzero(fall[others] < -_FELT)),
        total=float((exposure - exposure_without)[others].sum()),
        direct=float(direct[others].sum()),
        near=mean_of(fall[of_the_block & near]),
        far=mean_of(fall[of_the_block & ~near]),
    )


def _weeks(engine: Engine, who: int) -> tuple[Numbers, Numbers, float]:
    """Return stress and exposure of everyone and the incidents of one, summed over the weeks."""
    stress = np.zeros(engine.state["stress"].size)
    exposure = np.zeros(stress.size)
    caused = 0.0
    for _ in range(_WEEKS):
        engine.advance(1)
        stress += engine.state["stress"]
        exposure += engine.state["exposure"]
        caused += float(engine.state["incidents"][who])
    return stress, exposure, caused


def _state(scenario: Scenario, replicate: int) -> State:
    return at_switch(scenario, replicate).state


def remarks() -> tuple[str, ...]:
    """Return how far one incident breeds others in either layout, now and at most."""
    tower = load_scenario("tower")
    p = tower.parameters["asb"]
    sentences = []
    for words, scenario in (("the tower", tower), ("three floors", low_rise(tower))):
        states = by_replicate(partial(_state, scenario), range(_REPLICATES))
        now = np.mean([branching_number(state, p) for state in states])
        bound = np.mean([branching_number(state, p, bound=True) for state in states])
        sentences.append(
            f"In {words} an incident breeds {now:.3f} others next round at the switch (mean of "
            f"{_REPLICATES} replicates), and {bound:.2f} if everyone were fully active and "
            "unguarded."
        )
    return tuple(sentences)


_WHY_NO_SPREAD = (
    "At the default contagion an incident breeds few others (see below), and what travels by "
    "stress, fear and belonging adds too little in a year."
)

PATTERN = Pattern(
    claim=CLAIMS["P05"],
    scenario="tower",
    overrides={"tenancies.move_rate": 0.0, "response.evict": 0.0},
    clauses=(
        Clause("reach", "others whose mean stress over 52 weeks falls by more than 0.01",
               "tower against the same homes in three floors", "up", "M", _UNFELT, _HARDLY_FELT,
               _ONE_PERSON, relative=False),
        Clause("reach, net", "those whose stress falls less those whose stress rises as much",
               "tower against the same homes in three floors", "up", "M", _UNFELT, _HARDLY_FELT,
               _ONE_PERSON, relative=False, counts=False),
        Clause("spread", "fall in what reaches others in 52 weeks, weighted incidents",
               "all of it against the direct part through W alone, in the tower", "up", "M",
               _NO_BREEDING, _LITTLE_BREEDING, reason=_WHY_NO_SPREAD),
        Clause("spread, tower", "all of the fall over its direct part, ratio",
               "tower against the same homes in three floors", "up", "M",
               _NO_BREEDING, _LITTLE_BREEDING, reason=_WHY_NO_SPREAD),
        Clause("nearest", "mean fall in stress over 52 weeks, 0-1",
               "others on the landing against all others in the block, in the tower", "up", "V",
               _UNFELT, _HARDLY_FELT, A_STATE, relative=False, counts=False),
    ),
    pairs=pairs,
    remarks=remarks,
)  # fmt: skip
